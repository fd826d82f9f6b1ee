import {
  DefaultLogger,
  type LogEntry,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import { type Cases, connect } from '../../client';
import { bundleOptions } from '../../worker';

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

/** Hands over everything that workers of this process log, down to the least. Instead of `hush`, and before it. */
export function overhear(hear: (entry: LogEntry) => void): void {
  Runtime.install({
    logger: new DefaultLogger('TRACE', hear),
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'DEBUG', other: 'INFO' }) } },
  });
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

/**
 * Serves the tests of one file: a worker for the workflows of `test/support/<workflows>`, and cases on a task queue that nobody else has,
 * handed to `begin` before the first test. Both are gone after the last.
 */
export function serveTests(
  workflows: string,
  begin: (cases: Cases) => void,
  options: Partial<WorkerOptions> = {},
): void {
  const taskQueue = workflows;
  let worker: RunningWorker | undefined;
  let cases: Cases | undefined;
  beforeAll(async () => {
    const workflowsPath = require.resolve(`./${workflows}`);
    worker = await runWorker({ workflowsPath, bundlerOptions: bundleOptions(), ...options, taskQueue });
    cases = await connect({ address: testAddress(), taskQueue });
    begin(cases);
  });
  afterAll(async () => {
    await worker?.stop();
    await cases?.close();
  });
}
