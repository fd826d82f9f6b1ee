import {
  type Client,
  QueryNotRegisteredError,
  ServiceError,
  type WorkflowExecutionDescription,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { SEARCH, VIEW } from '../statechart/protocol';
import type { JournalEntry } from '../statechart/types';
import type { Lines, View } from '../statechart/view';
import type { CaseRecord } from './record';
import type { CaseStatus } from './tables';

/** What the server's index knows of a case without asking it. Instants in ms. */
export interface Indexed {
  readonly id: string;
  readonly procedure: string;
  readonly runId: string;
  readonly closed?: number;
  /** Of a closed one only. */
  readonly historyLength?: number;
}

/** Where cases are: on a server, in the namespace of the client, on the task queue of some workers. */
export interface Cases {
  readonly client: Client;
  readonly taskQueue: string;
}

/** Every case of a task queue that the server still has, those whose workflow ended at or after `closedSince` (ms) only where that is given. */
export async function* indexedCases({ client, taskQueue }: Cases, closedSince?: number): AsyncGenerator<Indexed> {
  const ended = `ExecutionStatus != 'Running' AND ExecutionStatus != 'ContinuedAsNew'`;
  const query = [
    `${SEARCH.procedure} IS NOT NULL`,
    `TaskQueue = '${taskQueue.replaceAll("'", "''")}'`,
    ...(closedSince === undefined ? [] : [ended, `CloseTime >= '${new Date(closedSince).toISOString()}'`]),
  ].join(' AND ');
  for await (const found of client.workflow.list({ query, pageSize: 500 })) {
    if (found.status.name === 'CONTINUED_AS_NEW') continue;
    yield {
      id: found.workflowId,
      procedure: found.type,
      runId: found.runId,
      ...(found.closeTime && { closed: found.closeTime.getTime(), historyLength: found.historyLength }),
    };
  }
}

/** How far a case's history has got: the same again means that nothing has happened. */
export async function historyOf(
  client: Client,
  id: string,
): Promise<{ readonly runId: string; readonly length: number }> {
  const { runId, historyLength } = await client.workflow.getHandle(id).describe();
  return { runId, length: historyLength };
}

/**
 * A case as it is, for the register: its journal from line `since` on, gathered from its earlier runs where the present one has
 * no more of it. The server is asked first and the case then, so that what is said of it is at least as new as its length.
 * @returns nothing where the server no longer has the case, and where what was started never became one
 * @throws what Temporal's client throws when server or worker do not answer
 */
export async function readCase(client: Client, id: string, since: number): Promise<CaseRecord | undefined> {
  let described: WorkflowExecutionDescription;
  let view: View;
  try {
    described = await client.workflow.getHandle(id).describe();
    const { runId } = described;
    view = await wholeJournal(client, id, runId, await viewOf(client, id, runId, { since }), since);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
  const { runId, type, historyLength, startTime, closeTime, status } = described;
  const virtual = described.raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  const first = view.lines === view.journal.length ? view.journal[0] : undefined;
  return {
    id,
    procedure: type,
    since,
    status: statusOf(status.name, view.status),
    view,
    started: first?.at ?? startTime.getTime(),
    ...(closeTime && { closed: closeTime.getTime() }),
    ahead:
      virtual && !closeTime
        ? Math.max(0, Number(virtual.seconds ?? 0) * 1_000 + (virtual.nanos ?? 0) / 1e6 - Date.now())
        : 0,
    runId,
    historyLength,
  };
}

const viewOf = (client: Client, id: string, runId: string, lines: Lines): Promise<View> =>
  client.workflow.getHandle(id, runId).query<View, [Lines]>(VIEW, lines);

/** A view holds no more of a journal than fits: what came before is asked for piece by piece, then of the runs before, as long as the server has them. */
async function wholeJournal(client: Client, id: string, runId: string, view: View, since: number): Promise<View> {
  let journal: readonly JournalEntry[] = view.journal;
  let run: string | undefined = runId;
  try {
    while (run !== undefined && view.lines - journal.length > since) {
      const before = await viewOf(client, id, run, { since, until: view.lines - journal.length });
      if (before.journal.length === 0) run = await runBefore(client, id, run);
      else journal = [...before.journal, ...journal];
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return { ...view, journal };
}

async function runBefore(client: Client, workflowId: string, runId: string): Promise<string | undefined> {
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  return history?.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
}

function statusOf(workflow: string, view: View['status']): CaseStatus {
  switch (workflow) {
    case 'RUNNING':
    case 'PAUSED':
    case 'CONTINUED_AS_NEW':
      return view === 'error' ? 'incident' : 'open';
    case 'COMPLETED':
      return 'closed';
    case 'CANCELLED':
      return 'cancelled';
    case 'TERMINATED':
      return 'terminated';
    default:
      return 'failed';
  }
}

/** gRPC status: not found. */
const NOT_FOUND = 5;

function isGone(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  if (error instanceof QueryNotRegisteredError) return true;
  return error instanceof WorkflowNotFoundError || (cause as { code?: unknown } | undefined)?.code === NOT_FOUND;
}
