import type { Client } from '@temporalio/client';
import { SEARCH } from '../statechart/protocol';

export interface ListFilter {
  readonly procedure?: string;
  readonly tag?: string;
  /** Only open, or only closed ones. */
  readonly status?: 'open' | 'closed';
  /** Deadline before this instant (ms). */
  readonly dueBefore?: number;
  readonly limit?: number;
}

/** A case as the server's index has it: up to a few seconds behind the case itself. Instants in ms since the epoch. */
export interface Listed {
  readonly id: string;
  readonly procedure: string;
  readonly status: string;
  readonly tags: readonly string[];
  readonly started: number;
  readonly closed?: number;
  readonly deadline?: number;
}

/** Cases by procedure, tag and deadline, the newest first. */
export async function listCases(
  client: Client,
  { procedure, tag, status, dueBefore, limit = 100 }: ListFilter = {},
): Promise<Listed[]> {
  const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  const query = [
    procedure === undefined ? `${SEARCH.procedure} IS NOT NULL` : `${SEARCH.procedure} = ${quoted(procedure)}`,
    ...(tag === undefined ? [] : [`${SEARCH.tags} = ${quoted(tag)}`]),
    ...(status === undefined
      ? []
      : [
          status === 'open'
            ? `ExecutionStatus = 'Running'`
            : `ExecutionStatus != 'Running' AND ExecutionStatus != 'ContinuedAsNew'`,
        ]),
    ...(dueBefore === undefined ? [] : [`${SEARCH.deadline} < ${quoted(new Date(dueBefore).toISOString())}`]),
  ].join(' AND ');
  const found: Listed[] = [];
  for await (const { workflowId, type, status: at, searchAttributes, startTime, closeTime } of client.workflow.list({
    query,
  })) {
    if (at.name === 'CONTINUED_AS_NEW') continue;
    const deadline = searchAttributes[SEARCH.deadline]?.[0];
    found.push({
      id: workflowId,
      procedure: type,
      status: at.name.toLowerCase(),
      tags: (searchAttributes[SEARCH.tags] ?? []) as string[],
      started: startTime.getTime(),
      ...(closeTime && { closed: closeTime.getTime() }),
      ...(deadline instanceof Date && { deadline: deadline.getTime() }),
    });
    if (found.length >= limit) break;
  }
  return found;
}
