import type { Kysely } from 'kysely';
import type { JournalEntry } from '../statechart/types';
import type { View } from '../statechart/view';
import type { CaseStatus, Tables } from './tables';

/** A case as it is on record. */
export interface OnRecord {
  readonly procedure: string;
  readonly status: CaseStatus;
  readonly view: View;
  /** The case's clock is so many ms ahead of the wall clock. */
  readonly ahead: number;
}

/** What the register has of a case, its whole journal included; nothing where it has none. */
export async function caseOnRecord(db: Kysely<Tables>, id: string): Promise<OnRecord | undefined> {
  const row = await db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const deadlines = await db.selectFrom('deadlines').selectAll().where('case_id', '=', id).orderBy('place').execute();
  return {
    procedure: row.procedure,
    status: row.status,
    ahead: row.ahead_ms,
    view: {
      name: row.procedure,
      version: row.version,
      value: row.value,
      status: row.status === 'open' ? 'active' : row.status === 'incident' ? 'error' : 'done',
      tags: row.tags,
      context: { ...(row.context as object), ...(row.zone && { policy: { zone: row.zone } }) } as never,
      output: row.output ?? undefined,
      error: row.error ?? undefined,
      deadlines: deadlines.map(({ name, title, rule, status, due_at, next_at, left_ms, working, provisional }) => ({
        name,
        title,
        ...(rule !== null && { rule }),
        status,
        ...(due_at && { due: due_at.getTime() }),
        left: left_ms,
        ...(working && { working: true as const }),
        ...(provisional && { provisional: true as const }),
        ...(next_at && { next: next_at.getTime() }),
      })),
      accepts: row.accepts,
      incidents: row.incidents,
      journal: await journalOnRecord(db, id),
      lines: row.lines,
      revision: row.revision,
      at: row.changed_at.getTime(),
    },
  };
}

/** Every line that is on record, or those before line `until` (the first is 0). */
export async function journalOnRecord(db: Kysely<Tables>, id: string, until?: number): Promise<JournalEntry[]> {
  let query = db.selectFrom('steps').select('entry').where('case_id', '=', id);
  if (until !== undefined) query = query.where('seq', '<', until);
  return (await query.orderBy('seq').execute()).map(({ entry }) => entry);
}
