import { DefaultLogger, Runtime } from '@temporalio/worker';
import { loadSettings } from '../config/settings';
import { DuecourseError } from '../time/error';
import { createProceduresWorker } from './procedures-worker';
import { receiveReceipts } from './receipts';

/** The worker process: settings from the environment; says `{"ready":true}` once it polls, or `{"error":…}` and ends. */
async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: ['SIGINT', 'SIGTERM'] });
  const { worker, connection, follower, messages, keeper } = await createProceduresWorker(loadSettings());
  const receipts = await receiveReceipts(messages);
  const running = worker.run();
  say({ ready: true });
  await running;
  await keeper.stop();
  await follower?.stop();
  await receipts?.close();
  await messages.close();
  await connection.close();
}

const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

main().catch((error: unknown) => {
  const { code, message, details } =
    error instanceof DuecourseError ? error : { code: 'WORKER_FAILED', message: String(error), details: {} };
  say({ error: { code, message, details } });
  process.exitCode = 1;
});
