// A process of its own: a worker for each bundle, one open complaint in each, and events sent to one after the other in turn.
// The argument is JSON; writes { name: [ms of each update] }.
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { kindsOf } from '../heap/kinds.mjs';
import { outside } from '../outside.mjs';

/** Updates that warm a worker up, and updates that count. */
const [WARM, COUNTED] = [30, 100];

const { address, files, policies, round } = JSON.parse(process.argv[2]);
Runtime.install({ logger: new DefaultLogger('ERROR') });
const client = new Client({ connection: await Connection.connect({ address }) });
const connection = await NativeConnection.connect({ address });
const [{ workflowType, args, events }] = kindsOf(policies, { delays: 1 });
const [judged, delayed] = events;

const ways = [];
for (const [name, codePath] of Object.entries(files)) {
  const taskQueue = `latency ${name} ${round}`;
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { codePath },
    ...outside,
  });
  worker.run();
  const handle = await client.workflow.start(workflowType, { workflowId: taskQueue, taskQueue, args });
  await handle.executeUpdate('send', { args: judged });
  ways.push({ name, handle, times: [] });
}

for (let n = 0; n < WARM + COUNTED; n++) {
  for (const { handle, times } of n % 2 ? ways.toReversed() : ways) {
    const before = performance.now();
    await handle.executeUpdate('send', { args: delayed });
    if (n >= WARM) times.push(performance.now() - before);
    await atRest(handle);
  }
}
console.log(JSON.stringify(Object.fromEntries(ways.map(({ name, times }) => [name, times]))));
process.exit();

/** The message that the event led to is delivered before the next case has its turn. */
async function atRest(handle) {
  for (;;) {
    const { pendingActivities, pendingWorkflowTask } = (await handle.describe()).raw;
    if (!pendingActivities?.length && !pendingWorkflowTask) return;
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}
