import { type Kysely, sql } from 'kysely';
import type { CaseStatus, Tables } from './tables';

export const sorts = ['due', 'started', 'changed', 'closed', 'id'] as const;
export type Sort = (typeof sorts)[number];

export interface CaseFilter {
  readonly procedure?: string;
  readonly tag?: string;
  readonly status?: 'open' | 'closed';
  /** Due before this instant by the wall clock (ms). */
  readonly dueBefore?: number;
  /** `due` unless told: what has no deadline comes last, the newest first. */
  readonly sort?: Sort;
  /** From the last to the first. */
  readonly reverse?: boolean;
  readonly limit: number;
  /** So many are passed over. */
  readonly skip?: number;
}

/** A case as it is listed. Instants in ms. */
export interface CaseLine {
  readonly id: string;
  readonly procedure: string;
  readonly status: CaseStatus;
  readonly tags: readonly string[];
  readonly person: string | null;
  readonly phone: string | null;
  readonly started: number;
  readonly closed?: number;
  readonly deadline?: number;
  /** How far the case's clock is ahead of the wall clock. */
  readonly ahead: number;
}

/** Cases on record, one more than `limit` where there are more. */
export async function casesOnRecord(db: Kysely<Tables>, filter: CaseFilter): Promise<CaseLine[]> {
  const { procedure, tag, status, dueBefore, sort = 'due', reverse = false, limit, skip = 0 } = filter;
  let query = db
    .selectFrom('cases')
    .select(['id', 'procedure', 'status', 'tags', 'person', 'phone', 'started_at', 'closed_at', 'due_at', 'ahead_ms']);
  if (procedure !== undefined) query = query.where('procedure', '=', procedure);
  if (tag !== undefined) query = query.where(sql<boolean>`${tag} = any(tags)`);
  if (status === 'open') query = query.where('status', 'in', ['open', 'incident']);
  if (status === 'closed') query = query.where('status', 'not in', ['open', 'incident']);
  if (dueBefore !== undefined)
    query = query.where(
      sql<boolean>`due_at < ${new Date(dueBefore)}::timestamptz + ahead_ms * interval '1 millisecond'`,
    );
  const way = reverse ? 'desc' : 'asc';
  if (sort === 'due')
    query = query
      .orderBy('due_at', order => (reverse ? order.desc() : order.asc()).nullsLast())
      .orderBy('started_at', 'desc');
  else if (sort !== 'id')
    query = query.orderBy(COLUMN[sort], order => (reverse ? order.desc() : order.asc()).nullsLast());
  const rows = await query
    .orderBy('id', way)
    .limit(limit + 1)
    .offset(skip)
    .execute();
  return rows.map(({ started_at, closed_at, due_at, ahead_ms, ...row }) => ({
    ...row,
    started: started_at.getTime(),
    ...(closed_at && { closed: closed_at.getTime() }),
    ...(due_at && { deadline: due_at.getTime() }),
    ahead: ahead_ms,
  }));
}

const COLUMN = { started: 'started_at', changed: 'changed_at', closed: 'closed_at' } as const;
