import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { until } from '../../client/patience';

/** How often each kind of event stands in a case's history, over all its runs. */
export type Ledger = { readonly [eventType: string]: number };

/** Events that only skipping time and writing search attributes leave behind: a case in real use has none of the first two. */
const APART = new Set([
  'WORKFLOW_EXECUTION_OPTIONS_UPDATED',
  'WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED',
  'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
]);

/** Types of every event of a case, the oldest first, over all runs of a chain of continue-as-new. */
export async function eventsOf(client: Client, id: string): Promise<string[]> {
  return (await historyOf(client, id)).map(({ eventType }) => nameOf(eventType));
}

/** The search attributes that a case wrote, one entry for each time that it did: name → JSON. */
export async function attributesWritten(client: Client, id: string): Promise<{ readonly [name: string]: string }[]> {
  const history = await historyOf(client, id);
  const written = history.flatMap(event => event.upsertWorkflowSearchAttributesEventAttributes ?? []);
  return written.map(({ searchAttributes }) =>
    Object.fromEntries(
      Object.entries(searchAttributes?.indexedFields ?? {}).map(([name, { data }]) => [
        name,
        Buffer.from(data ?? []).toString(),
      ]),
    ),
  );
}

async function historyOf(client: Client, id: string): Promise<temporal.api.history.v1.IHistoryEvent[]> {
  const history: temporal.api.history.v1.IHistoryEvent[] = [];
  let runId: string | undefined = await firstRun(client, id);
  while (runId) {
    const { events } = await client.workflow.getHandle(id, runId).fetchHistory();
    history.push(...(events ?? []));
    runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return history;
}

async function firstRun(client: Client, id: string): Promise<string> {
  const { events } = await client.workflow.getHandle(id).fetchHistory();
  return events![0]!.workflowExecutionStartedEventAttributes!.firstExecutionRunId!;
}

/** The cost of a case: events by type, without those that only the test's skipping of time wrote. */
export async function ledgerOf(client: Client, id: string): Promise<Ledger> {
  const ledger: { [eventType: string]: number } = {};
  for (const type of withoutIdleTasks(await eventsOf(client, id)))
    if (!APART.has(type)) ledger[type] = (ledger[type] ?? 0) + 1;
  return Object.fromEntries(Object.entries(ledger).sort());
}

/**
 * When the skipping of time ends while a workflow task is under way, the server has that told to the workflow by a task of its own:
 * one that follows no other news and answers no update.
 */
function withoutIdleTasks(types: readonly string[]): string[] {
  const kept: string[] = [];
  let news: string[] = [];
  for (let i = 0; i < types.length; i++) {
    const type = types[i]!;
    const [started, completed, then] = types.slice(i + 1, i + 4);
    const isTask = type === 'WORKFLOW_TASK_SCHEDULED' && started === 'WORKFLOW_TASK_STARTED';
    const isIdle = news.length > 0 && news.every(each => each.startsWith(SKIPPED));
    if (isTask && isIdle && completed === 'WORKFLOW_TASK_COMPLETED' && then !== 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED') {
      i += 2;
      news = [];
      continue;
    }
    kept.push(type);
    if (type === 'WORKFLOW_TASK_COMPLETED') news = [];
    else if (NEWS.test(type)) news.push(type);
  }
  return kept;
}

const SKIPPED = 'WORKFLOW_EXECUTION_TIME_SKIPPING';
/** What a case hears from outside. */
const NEWS =
  /^(TIMER_FIRED|(ACTIVITY_TASK|CHILD_WORKFLOW_EXECUTION)_(COMPLETED|FAILED|TIMED_OUT|CANCELED)|WORKFLOW_EXECUTION_(STARTED|SIGNALED|CANCEL_REQUESTED|TIME_SKIPPING.*))$/;

/** Timers that were started and neither fired nor were cancelled. */
export function timersLeft(ledger: Ledger): number {
  return (ledger.TIMER_STARTED ?? 0) - (ledger.TIMER_FIRED ?? 0) - (ledger.TIMER_CANCELED ?? 0);
}

const nameOf = (type: number | null | undefined): string =>
  temporal.api.enums.v1.EventType[type ?? 0]!.replace(/^EVENT_TYPE_/, '');

/** Waits until nothing of a case is under way: no workflow task and no activity, not even one that a crash has broken off. */
export async function quiet(client: Client, id: string, patience = 60_000): Promise<void> {
  const isQuiet = await until(async () => {
    const { raw, historyLength } = await client.workflow.getHandle(id).describe();
    const { pendingActivities, pendingWorkflowTask } = raw;
    // A run that follows another may wait for a second until its first task: started, scheduled, started, completed.
    const begun = historyLength >= 4;
    return begun && (pendingActivities?.length ?? 0) === 0 && !pendingWorkflowTask ? true : undefined;
  }, patience);
  if (!isQuiet) throw new Error(`Something of case '${id}' is still under way after ${patience} ms.`);
}
