import { isDeepStrictEqual } from 'node:util';
import type { Client } from '@temporalio/client';
import type { Kysely } from 'kysely';
import { type MessageSource, messagesAgree } from './messages';
import type { CaseRecord } from './record';
import { caseRow, deadlineRows, stepRows, taskRows } from './rows';
import type { Tables } from './tables';
import { readCase } from './temporal';

/** Something that the register says otherwise than the case. */
export interface Difference {
  readonly case: string;
  /** What differs: a column of the case, or `steps`, `deadlines`, `tasks`, `messages`; `missing` where the register has nothing, `gone` where an open case is on record that the server does not have. */
  readonly what: string;
}

/** What the two may differ in while nothing is wrong: they are read at different instants. */
const PASSING = new Set(['recorded_at', 'changed_at', 'history_length', 'run_id', 'ahead_ms']);
const JSON_COLUMNS = ['value', 'context', 'output', 'error', 'accepts', 'incidents', 'zone', 'title', 'entry'];

/** A case may take a step between the two looks: then it is looked at again, after so many ms. */
const AGAIN = [100, 400, 1_500];

/** How the rows of a case differ from the case itself, and those of its messages from the ledger; nothing if they do not. @throws what Temporal's client or the database throws */
export async function differencesOf(
  client: Client,
  db: Kysely<Tables>,
  id: string,
  messages?: MessageSource,
): Promise<Difference[]> {
  for (const pause of [...AGAIN, undefined]) {
    const record = await readCase(client, id, 0);
    const found = record ? await compare(db, record) : await requireClosed(db, id);
    if (messages && !(await messagesAgree(db, id, await messages.list({ case: id })))) found.push('messages');
    if (found.length === 0 || pause === undefined) return found.map(what => ({ case: id, what }));
    await new Promise(resolve => setTimeout(resolve, pause));
  }
  return [];
}

async function requireClosed(db: Kysely<Tables>, id: string): Promise<string[]> {
  const row = await db.selectFrom('cases').select('closed_at').where('id', '=', id).executeTakeFirst();
  return row && row.closed_at === null ? ['gone'] : [];
}

async function compare(db: Kysely<Tables>, record: CaseRecord): Promise<string[]> {
  const row = await db.selectFrom('cases').selectAll().where('id', '=', record.id).executeTakeFirst();
  if (!row) return ['missing'];
  const wanted = plain(caseRow(record));
  const columns = Object.keys(wanted).filter(name => !PASSING.has(name));
  const there = plain(row);
  const steps = await rowsOf(db, 'steps', record.id, ['seq']);
  const deadlines = await rowsOf(db, 'deadlines', record.id, ['place']);
  const tasks = await rowsOf(db, 'tasks', record.id, ['event', 'role']);
  const first = record.view.lines - record.view.journal.length;
  const parts: [string, boolean][] = [
    [
      'steps',
      isDeepStrictEqual(
        steps.filter(({ seq }) => Number(seq) >= first),
        stepRows(record).map(plain),
      ),
    ],
    ['deadlines', isDeepStrictEqual(deadlines.map(withoutLeft), deadlineRows(record).map(plain).map(withoutLeft))],
    ['tasks', isDeepStrictEqual(tasks.map(whatAndWho), taskRows(record).map(plain).map(whatAndWho).sort(byText))],
  ];
  return [
    ...columns.filter(name => !isDeepStrictEqual(there[name], wanted[name])),
    ...parts.flatMap(([what, same]) => (same ? [] : [what])),
  ];
}

type Plain = { readonly [column: string]: unknown };

/** A row as JSON, whether it comes from the database or is to go there. */
function plain(row: object): Plain {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value instanceof Date) return [name, value.toISOString()];
      return [
        name,
        JSON_COLUMNS.includes(name) && typeof value === 'string' && isWritten(row) ? JSON.parse(value) : value,
      ];
    }),
  );
}

/** A row that is to go into the database has no instant at which it got there, and its JSON is text yet. */
const isWritten = (row: object): boolean => !('recorded_at' in row) && !('from_database' in row);

async function rowsOf(
  db: Kysely<Tables>,
  table: 'steps' | 'deadlines' | 'tasks',
  id: string,
  order: readonly string[],
): Promise<Plain[]> {
  let query = db.selectFrom(table).selectAll().where('case_id', '=', id);
  for (const column of order) query = query.orderBy(column as never);
  const rows = await query.execute();
  return rows.map(row => {
    const { from_database: _, ...columns } = plain({ ...row, from_database: true });
    return columns;
  });
}

/** Of a clock that runs, what is left is another thing at each look. */
const withoutLeft = ({ left_ms: _, ...row }: Plain): Plain => row;
const whatAndWho = ({ event, role }: Plain): string => `${String(event)} ${String(role)}`;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
