import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';

let quiet = false;

/** One server serves all tests; what a test file starts there is kept apart by its task queue. */
export function testAddress(): string {
  const address = process.env.DUECOURSE_TEST_ADDRESS;
  if (!address)
    throw new Error('DUECOURSE_TEST_ADDRESS is not set: run these tests with jest, which starts the server');
  return address;
}

export interface RunningWorker {
  stop(): Promise<void>;
}

/** Warnings and errors only. */
export function hush(): void {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quiet = true;
}

/** A worker in this process, polling when this resolves. */
export async function runWorker(
  options: Omit<WorkerOptions, 'connection'>,
  address = testAddress(),
): Promise<RunningWorker> {
  hush();
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({ connection, ...options });
  const running = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}
