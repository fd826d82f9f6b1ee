import type { Kysely } from 'kysely';
import type { StateValue } from 'xstate';
import type { Deadline, JournalEntry, Json } from '../statechart/types';
import type { CaseStatus, Tables } from './tables';

/** What a book is asked for: the cases of a procedure, from one instant (ms) up to another that is no part of it. */
export interface BookFilter {
  readonly procedure: string;
  readonly from: number;
  readonly to: number;
}

type EventEntry = Extract<JournalEntry, { type: 'event' }>;

/** A case as a book enters it. Instants in ms. */
export interface BookCase {
  readonly id: string;
  readonly procedure: string;
  readonly status: CaseStatus;
  readonly started: number;
  readonly closed?: number;
  readonly value: StateValue;
  readonly context: Json;
  readonly person: string | null;
  readonly phone: string | null;
  readonly clocks: { readonly [name: string]: { readonly status: Deadline['status']; readonly due?: number } };
  /** What people did, in the order in which it was entered: nothing is ever taken out of it. */
  readonly steps: readonly EventEntry[];
}

/** A line of a case's journal, for the pages of a book that are written day by day. */
export interface BookEntry {
  readonly case: string;
  readonly entry: JournalEntry;
  readonly person: string | null;
  readonly phone: string | null;
}

const AT_ONCE = 500;

/** The cases that were opened in the period, the oldest first, some hundred at once. */
export async function* casesInBook(
  db: Kysely<Tables>,
  { procedure, from, to }: BookFilter,
): AsyncGenerator<readonly BookCase[]> {
  let after: { readonly at: Date; readonly id: string } = { at: new Date(from), id: '' };
  for (;;) {
    const { at, id: last } = after;
    const rows = await db
      .selectFrom('cases')
      .select(['id', 'procedure', 'status', 'started_at', 'closed_at', 'value', 'context', 'person', 'phone'])
      .where('procedure', '=', procedure)
      .where('started_at', '<', new Date(to))
      .where(({ eb, or, and }) =>
        or([eb('started_at', '>', at), and([eb('started_at', '=', at), eb('id', '>', last)])]),
      )
      .orderBy('started_at')
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    const [steps, clocks] = [await stepsOf(db, ids), await clocksOf(db, ids)];
    yield rows.map(({ started_at, closed_at, ...row }) => ({
      ...row,
      started: started_at.getTime(),
      ...(closed_at && { closed: closed_at.getTime() }),
      steps: steps.get(row.id) ?? [],
      clocks: clocks.get(row.id) ?? {},
    }));
    if (rows.length < AT_ONCE) return;
    after = { at: rows.at(-1)!.started_at, id: ids.at(-1)! };
  }
}

/** The lines that were entered in the period, whenever their cases were opened, in the order in which they were entered. */
export async function* entriesInBook(
  db: Kysely<Tables>,
  { procedure, from, to }: BookFilter,
): AsyncGenerator<readonly BookEntry[]> {
  for (let skip = 0; ; skip += AT_ONCE) {
    const rows = await db
      .selectFrom('steps')
      .innerJoin('cases', 'cases.id', 'steps.case_id')
      .select(['steps.case_id as case', 'steps.entry', 'cases.person', 'cases.phone'])
      .where('cases.procedure', '=', procedure)
      .where('steps.at', '>=', new Date(from))
      .where('steps.at', '<', new Date(to))
      .orderBy('steps.at')
      .orderBy('steps.case_id')
      .orderBy('steps.seq')
      .limit(AT_ONCE)
      .offset(skip)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
  }
}

async function stepsOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, EventEntry[]>> {
  const rows = await db
    .selectFrom('steps')
    .select(['case_id', 'entry'])
    .where('case_id', 'in', ids)
    .where('kind', '=', 'event')
    .orderBy('case_id')
    .orderBy('seq')
    .execute();
  const found = new Map<string, EventEntry[]>();
  for (const { case_id, entry } of rows) {
    if (entry.type !== 'event') continue;
    found.set(case_id, [...(found.get(case_id) ?? []), entry]);
  }
  return found;
}

async function clocksOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, BookCase['clocks']>> {
  const rows = await db
    .selectFrom('deadlines')
    .select(['case_id', 'name', 'status', 'due_at'])
    .where('case_id', 'in', ids)
    .execute();
  const found = new Map<string, BookCase['clocks']>();
  for (const { case_id, name, status, due_at } of rows)
    found.set(case_id, {
      ...found.get(case_id),
      [name]: { status, ...(due_at && { due: due_at.getTime() }) },
    });
  return found;
}
