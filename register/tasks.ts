import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables';

export interface TaskFilter {
  /** What this role may do. */
  readonly role?: string;
  /** With `role`: not what somebody else of the role holds. */
  readonly name?: string;
  readonly procedure?: string;
  /** Due before this instant by the wall clock (ms). */
  readonly dueBefore?: number;
  readonly limit: number;
  readonly skip?: number;
}

/** What may be done in one case. Instants in ms by the wall clock. */
export interface Task {
  readonly case: string;
  readonly procedure: string;
  readonly due?: number;
  /** Event and role, and who of the role holds the case. */
  readonly steps: readonly { readonly event: string; readonly role: string; readonly holder: string | null }[];
}

/** What is to be done, the nearest deadline first, a line a case; one more than `limit` where there are more. */
export async function tasksOnRecord(db: Kysely<Tables>, filter: TaskFilter): Promise<Task[]> {
  const rows = await tasksQuery(db, filter).execute();
  return rows.map(({ case_id, procedure, due_at, steps }) => ({
    case: case_id,
    procedure,
    ...(due_at instanceof Date && { due: due_at.getTime() }),
    steps,
  }));
}

/** The statement behind it; an index gives the rows in order, so that only those that are shown are read. */
export function tasksQuery(db: Kysely<Tables>, { role, name, procedure, dueBefore, limit, skip = 0 }: TaskFilter) {
  let query = db
    .selectFrom('tasks')
    .select(['case_id', 'procedure', 'due_at'])
    .select(
      sql<
        Task['steps']
      >`json_agg(json_build_object('event', event, 'role', role, 'holder', holder) order by event, role)`.as('steps'),
    );
  if (role !== undefined) query = query.where('role', '=', role);
  if (name !== undefined) query = query.where(({ eb, or }) => or([eb('holder', 'is', null), eb('holder', '=', name)]));
  if (procedure !== undefined) query = query.where('procedure', '=', procedure);
  if (dueBefore !== undefined) query = query.where('due_at', '<', new Date(dueBefore));
  return query
    .groupBy(['due_at', 'case_id', 'procedure'])
    .orderBy('due_at')
    .orderBy('case_id')
    .limit(limit + 1)
    .offset(skip);
}
