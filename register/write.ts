import { type Insertable, type Kysely, sql, type Transaction } from 'kysely';
import { json } from './json';
import { SCHEMA } from './migrations';
import type { CaseRecord } from './record';
import { caseRow, deadlineRows, stepRows, taskRows } from './rows';
import type { CaseRow, Tables } from './tables';

/** What became of records that were to be written. */
export interface Written {
  /** Ids of the cases whose rows are newer now. */
  readonly fresh: readonly string[];
  /** Ids of records that were asked for from a later line than is on record: they have to be read anew. */
  readonly gaps: readonly string[];
}

/** PostgreSQL takes 65,535 values in one statement. */
const ROWS_AT_ONCE = 1_000;

/**
 * Writes what has become of some cases, all or nothing. A record that is not newer than what is on record changes nothing, so it may
 * come late, twice, and from several workers at once.
 */
export async function writeRecords(db: Kysely<Tables>, records: readonly CaseRecord[]): Promise<Written> {
  // In one order: two writers that want the same cases wait for each other instead of for ever.
  const newest = new Map(records.map(record => [record.id, record]));
  const inOrder = [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (inOrder.length === 0) return { fresh: [], gaps: [] };
  return db.transaction().execute(async transaction => {
    const known = await linesOnRecord(transaction, [...newest.keys()]);
    const [gaps, whole] = split(inOrder, ({ id, since }) => since > (known.get(id) ?? 0));
    const fresh = new Set(whole.length === 0 ? [] : await writeCases(transaction, whole.map(caseRow)));
    const news = whole.filter(({ id }) => fresh.has(id));
    if (news.length > 0) await writeParts(transaction, news);
    return { fresh: [...fresh], gaps: gaps.map(({ id }) => id) };
  });
}

/** The lines of the journal that are on record, by case; locked until the end of the transaction. */
async function linesOnRecord(db: Transaction<Tables>, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'lines'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map(({ id, lines }) => [id, lines]));
}

/** The guard: a case's row only ever moves forward; at the same position only another run, a moved clock and the workflow's end are news. */
const IS_NEWS = sql<boolean>`excluded.position > cases.position or (
  excluded.position = cases.position and (cases.closed_at is null or excluded.closed_at is not null)
  and (excluded.run_id <> cases.run_id or excluded.history_length > cases.history_length))`;

async function writeCases(db: Transaction<Tables>, rows: readonly Insertable<CaseRow>[]): Promise<string[]> {
  const columns = (Object.keys(rows[0]!) as (keyof CaseRow)[]).filter(name => name !== 'id' && name !== 'started_at');
  const written: string[] = [];
  for (const some of chunks(rows)) {
    const result = await db
      .insertInto('cases')
      .values(some)
      .onConflict(conflict =>
        conflict
          .column('id')
          .doUpdateSet(({ ref }) => ({
            ...Object.fromEntries(columns.map(name => [name, ref(`excluded.${name}` as never)])),
            recorded_at: sql<Date>`now()`,
          }))
          .where(IS_NEWS),
      )
      .returning('id')
      .execute();
    written.push(...result.map(({ id }) => id));
  }
  return written;
}

async function writeParts(db: Transaction<Tables>, records: readonly CaseRecord[]): Promise<void> {
  for (const some of chunks(records.flatMap(stepRows)))
    await db
      .insertInto('steps')
      .values(some)
      .onConflict(conflict => conflict.columns(['case_id', 'seq']).doNothing())
      .execute();
  const ids = records.map(({ id }) => id);
  await db.deleteFrom('deadlines').where('case_id', 'in', ids).execute();
  for (const some of chunks(records.flatMap(deadlineRows))) await db.insertInto('deadlines').values(some).execute();
  await db.deleteFrom('tasks').where('case_id', 'in', ids).execute();
  const tasks = records.flatMap(taskRows);
  if (tasks.length === 0) return;
  // A task is held by whoever of the role acted last in the case.
  await sql`
    insert into ${sql.table(`${SCHEMA}.tasks`)} (case_id, event, role, holder, procedure, due_at)
    select t.case_id, t.event, t.role,
      (select s.name from ${sql.table(`${SCHEMA}.steps`)} s
        where s.case_id = t.case_id and s.role = t.role and s.name is not null order by s.seq desc limit 1),
      t.procedure, coalesce(t.due_at, 'infinity')
    from jsonb_to_recordset(${json(tasks)}::jsonb)
      as t(case_id text, event text, role text, procedure text, due_at timestamptz)`.execute(db);
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE);
}

function split<T>(all: readonly T[], test: (each: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter(each => !test(each))];
}
