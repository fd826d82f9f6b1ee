// A worker process, to be killed: `node killable-worker.js <address> <task queue> <folder> <cached workflows>`. Says `ready` once it polls.
// It runs the folder's bundle.js. Every activity adds a line to the folder's ledger, so that what was done before a kill -9 can be counted.
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
const { Context } = require('@temporalio/activity');
const { ApplicationFailure } = require('@temporalio/common');
const { DefaultLogger, NativeConnection, Runtime, Worker } = require('@temporalio/worker');

const [address, taskQueue, folder, cached] = process.argv.slice(2);

async function main() {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address }),
    taskQueue,
    workflowBundle: { codePath: join(folder, 'bundle.js') },
    maxCachedWorkflows: Number(cached),
    // A worker that is gone is not waited for.
    stickyQueueScheduleToStartTimeout: '500ms',
    activities: { default: (...args) => act(...args) },
  });
  const running = worker.run();
  process.stdout.write('ready\n');
  await running;
}

async function act(input, key) {
  const { activityType, workflowExecution } = Context.current().info;
  const line = { id: workflowExecution.workflowId, type: activityType, input, ...(key !== undefined && { key }) };
  appendFileSync(join(folder, 'ledger'), `${JSON.stringify(line)}\n`);
  if (input?.fails) throw ApplicationFailure.create({ message: 'it cannot be done', nonRetryable: true });
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
