// The worker that is killed: `node worker.mjs <address> <task queue> <bundle>`. Says `ready` once it polls, and how large it is on request.
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';

const [address, taskQueue, codePath] = process.argv.slice(2);
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  taskQueue,
  workflowBundle: { codePath },
  // As the house's own worker has it: how long the server waits for a worker that died, ms.
  stickyQueueScheduleToStartTimeout: 3_000,
  enableNonLocalActivities: false,
});
const running = worker.run();
process.on('message', () => {
  const { numCachedWorkflows } = worker.getStatus();
  process.send({ cached: numCachedWorkflows, resident: process.memoryUsage().rss });
});
process.send('ready');
await running;
process.exit();
