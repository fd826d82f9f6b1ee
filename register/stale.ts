import type { Client } from '@temporalio/client';
import type { Kysely } from 'kysely';
import type { Tables } from './tables';
import { type Cases, historyOf, type Indexed, indexedCases } from './temporal';

const AT_ONCE = 8;
const PAGE = 200;

/**
 * Cases whose rows are behind what the server has: by the length of their history, so that no worker has to answer for it. Of all cases,
 * or of those that ended at or after `closedSince` (ms).
 */
export async function* staleCases(cases: Cases, db: Kysely<Tables>, closedSince?: number): AsyncGenerator<string> {
  for await (const some of pages(indexedCases(cases, closedSince))) {
    const rows = await db
      .selectFrom('cases')
      .select(['id', 'run_id', 'history_length', 'closed_at'])
      .where(
        'id',
        'in',
        some.map(({ id }) => id),
      )
      .execute();
    const known = new Map(rows.map(row => [row.id, row]));
    for (let at = 0; at < some.length; at += AT_ONCE) {
      const found = await Promise.all(
        some.slice(at, at + AT_ONCE).map(async indexed => {
          const row = known.get(indexed.id);
          if (!row) return indexed.id;
          // The index may not know yet that a case has ended; the register is never behind it then.
          if (row.closed_at !== null && indexed.closed === undefined) return undefined;
          const { runId, length } = await lengthOf(cases.client, indexed);
          return row.run_id === runId && row.history_length >= length ? undefined : indexed.id;
        }),
      );
      yield* found.filter(id => id !== undefined);
    }
  }
}

async function lengthOf(client: Client, { id, runId, historyLength }: Indexed) {
  return historyLength === undefined ? historyOf(client, id) : { runId, length: historyLength };
}

async function* pages(cases: AsyncIterable<Indexed>): AsyncGenerator<Indexed[]> {
  let page: Indexed[] = [];
  for await (const one of cases) {
    page.push(one);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
