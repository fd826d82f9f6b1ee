import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

/** How often each kind of event stands in a case's history, over all its runs. */
export type Ledger = { readonly [eventType: string]: number };

/** Events that only skipping time and writing search attributes leave behind: a case in real use has none of the first two. */
const APART = new Set([
  'WORKFLOW_EXECUTION_OPTIONS_UPDATED',
  'WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED',
  'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
]);

/** Every event of a case, the oldest first, over all runs of a chain of continue-as-new. */
export async function eventsOf(client: Client, id: string): Promise<string[]> {
  const types: string[] = [];
  let runId: string | undefined = await firstRun(client, id);
  while (runId) {
    const { events } = await client.workflow.getHandle(id, runId).fetchHistory();
    for (const { eventType } of events ?? []) types.push(nameOf(eventType));
    runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return types;
}

async function firstRun(client: Client, id: string): Promise<string> {
  const { events } = await client.workflow.getHandle(id).fetchHistory();
  return events![0]!.workflowExecutionStartedEventAttributes!.firstExecutionRunId!;
}

/** The cost of a case: events by type, without those that only the test's skipping of time wrote. */
export async function ledgerOf(client: Client, id: string): Promise<Ledger> {
  const ledger: { [eventType: string]: number } = {};
  for (const type of await eventsOf(client, id)) if (!APART.has(type)) ledger[type] = (ledger[type] ?? 0) + 1;
  return Object.fromEntries(Object.entries(ledger).sort());
}

/** Timers that were started and neither fired nor were cancelled. */
export function timersLeft(ledger: Ledger): number {
  return (ledger.TIMER_STARTED ?? 0) - (ledger.TIMER_FIRED ?? 0) - (ledger.TIMER_CANCELED ?? 0);
}

const nameOf = (type: number | null | undefined): string =>
  temporal.api.enums.v1.EventType[type ?? 0]!.replace(/^EVENT_TYPE_/, '');
