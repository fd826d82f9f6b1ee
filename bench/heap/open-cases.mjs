// A process of its own: one worker, so many open cases in its cache, and what each adds to the heap of the workflow thread.
// Started by weigh.mjs with --expose-gc --require probe.cjs; writes the bytes for each case to stdout.
import { readFileSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { outside } from '../outside.mjs';

/** Cases opened before the first weighing, so that what all cases share is there. */
const WARM = 40;
const AT_ONCE = 20;

const { address, taskQueue, bundle, count, kinds } = JSON.parse(readFileSync(0, 'utf8'));
Runtime.install({ logger: new DefaultLogger('WARN') });
const client = new Client({ connection: await Connection.connect({ address }) });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  taskQueue,
  workflowBundle: { codePath: bundle },
  ...outside,
  maxCachedWorkflows: 100_000,
});
const running = worker.run();
await openCases(0, WARM);
const before = await weigh();
await openCases(WARM, WARM + count);
const after = await weigh();
const { numCachedWorkflows } = worker.getStatus();
if (numCachedWorkflows !== WARM + count) throw new Error(`${numCachedWorkflows} cases are in the cache`);
console.log(Math.round((after - before) / count));
worker.shutdown();
await running;
process.exit();

async function openCases(from, to) {
  let next = from;
  const lane = async () => {
    while (next < to) await openCase(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Resolves when the case has nothing to do but to wait. */
async function openCase(i) {
  const { workflowType, args, events } = kinds[i % kinds.length];
  const handle = await client.workflow.start(workflowType, { workflowId: `${taskQueue}-${i}`, taskQueue, args });
  for (const event of events) await handle.executeUpdate('send', { args: event });
  for (;;) {
    const { pendingActivities, pendingWorkflowTask } = (await handle.describe()).raw;
    if (!pendingWorkflowTask && !pendingActivities?.length) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function weigh() {
  return new Promise(resolve => {
    const channel = new BroadcastChannel('heap');
    channel.onmessage = ({ data }) => {
      channel.close();
      resolve(data.heapUsed);
    };
    channel.postMessage('weigh');
  });
}
