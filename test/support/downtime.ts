import type { Cases } from '../../client';
import { until } from '../../client/patience';
import { nowOf, forward as skip } from '../../client/time-skipping';
import { entryOf, housePolicy } from '../../machines/catalogue';
import { sliceOf } from '../../machines/policy/load';
import type { Scenario } from '../scenarios/scenario';
import { eventsOf } from './history';
import { POLICY } from './policy';
import type { ServiceCentre } from './service-centre';

/** Longer than a server takes to look at its timers, ms. */
const PATIENCE_MS = 20_000;

/**
 * While no worker runs: moves a case's clock to the instant `due` (ms), and waits until the timer that is due there has fired in the server.
 * The task for it waits for a worker, and while it waits no more time can be skipped.
 */
export async function passDeadline(cases: Cases, id: string, due: number): Promise<void> {
  await moveTo(cases, id, due);
  await timerFired(cases, id);
}

/** Moves a case's clock to an instant (ms). */
export async function moveTo(cases: Cases, id: string, instant: number): Promise<void> {
  await skip(cases.temporal, cases.address, id, Math.max(1, instant - (await nowOf(cases.temporal, id))));
}

/** Waits until a timer has fired in the server that no worker has taken in yet. */
export async function timerFired(cases: Cases, id: string): Promise<void> {
  const fired = await until(async () => {
    const events = await eventsOf(cases.temporal, id);
    return events.lastIndexOf('TIMER_FIRED') > events.lastIndexOf('WORKFLOW_TASK_COMPLETED') ? true : undefined;
  }, PATIENCE_MS);
  if (!fired) throw new Error(`No timer of case '${id}' has fired within ${PATIENCE_MS} ms.`);
}

/** What came in with the workflow task that took in the last signal or update of a case, and what the task before it had done. */
export async function takenInAtOnce(cases: Cases, id: string, way: 'update' | 'signal'): Promise<string[]> {
  const events = await eventsOf(cases.temporal, id);
  const isTask = (type: string) => type === 'WORKFLOW_TASK_COMPLETED';
  // A signal stands in history before the task that takes it in, an update after it.
  const task =
    way === 'signal'
      ? events.findIndex((type, i) => isTask(type) && i > events.lastIndexOf('WORKFLOW_EXECUTION_SIGNALED'))
      : events.lastIndexOf('WORKFLOW_TASK_COMPLETED', events.lastIndexOf('WORKFLOW_EXECUTION_UPDATE_ACCEPTED'));
  return events.slice(events.lastIndexOf('WORKFLOW_TASK_COMPLETED', task - 1) + 1, task);
}

/**
 * Starts a case that no worker sees for its first `ms`: the server keeps its first task back for so long, and its clock is moved there.
 * No more than one timer of a case can fire while no worker runs; this way a case finds any number of instants behind it.
 */
export async function startUnattended(
  { desk, taskQueue }: ServiceCentre,
  { procedure: name, input }: Scenario,
  id: string,
  ms: number,
): Promise<void> {
  const { procedure } = entryOf(name);
  const policy = sliceOf(housePolicy(POLICY), name, Date.now());
  const { temporal, address } = desk.cases;
  await temporal.workflow.start(name, {
    workflowId: id,
    taskQueue,
    startDelay: ms,
    args: [input, { version: procedure.version, policy, by: { role: 'agent' } }],
  });
  await skip(temporal, address, id, ms);
}
