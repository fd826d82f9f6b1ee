import * as wf from '@temporalio/workflow';
import { createActor, fromPromise } from 'xstate';
import { order as machine } from './order.machine';

const activities = wf.proxyActivities<{ 'order.charge'(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** XState's own actor in the workflow: its clock's `setTimeout` is Temporal's timer, its promise Temporal's activity. */
async function live(input: { limit: number }, snapshot?: object): Promise<void> {
  const provided = machine.provide({ actors: { charge: fromPromise(() => activities['order.charge']()) } });
  const actor = createActor(provided, { input, ...(snapshot && { snapshot: snapshot as never }) });
  actor.subscribe({ error: () => undefined });
  actor.start();
  let anew = false;
  wf.setHandler(wf.defineQuery('view'), () => ({ value: actor.getSnapshot().value }));
  wf.setHandler(wf.defineUpdate<object, [{ type: string }]>('send'), event => {
    actor.send(event as never);
    return { value: actor.getSnapshot().value };
  });
  wf.setHandler(wf.defineSignal('anew'), () => {
    anew = true;
  });
  await wf.condition(() => anew || actor.getSnapshot().status !== 'active');
  if (anew) await wf.continueAsNew<typeof live>(input, actor.getPersistedSnapshot());
}

export { live as order, live as orderAnew };
