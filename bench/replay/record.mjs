// The history of a complaint that is explained again and again, on the real server, as each bundle writes it.
import { writeFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import protoUtils from '@temporalio/common/lib/proto-utils.js';
import { NativeConnection, Worker } from '@temporalio/worker';
import { kindsOf } from '../heap/kinds.mjs';
import { outside } from '../outside.mjs';

/** Writes the history after `delays` explained delays to `file`; resolves to the number of its events. */
export async function record({ address, bundle, taskQueue, policies, delays, file }) {
  const [{ workflowType, args, events }] = kindsOf(policies, { delays });
  const client = new Client({ connection: await Connection.connect({ address }) });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { codePath: bundle },
    ...outside,
  });
  const handle = await worker.runUntil(async () => {
    const started = await client.workflow.start(workflowType, { workflowId: taskQueue, taskQueue, args });
    await atRest(started);
    for (const event of events) {
      await started.executeUpdate('send', { args: event });
      await atRest(started);
    }
    return started;
  });
  const history = await handle.fetchHistory();
  writeFileSync(file, protoUtils.historyToJSON(history));
  await connection.close();
  return history.events.length;
}

/** Every message delivered and taken in: so all bundles write their events in the same order. */
async function atRest(handle) {
  for (;;) {
    const { pendingActivities, pendingWorkflowTask } = (await handle.describe()).raw;
    if (!pendingActivities?.length && !pendingWorkflowTask) return;
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
