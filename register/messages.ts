import type { Insertable, Kysely } from 'kysely';
import { sql } from 'kysely';
import { keepable } from './json';
import type { MessageRow, Tables } from './tables';

/** A message as the ledger has it now: which one, to which role, and where it stands; never whom by name, nor what it says. Instants in ms. */
export interface MessageRecord {
  readonly key: string;
  readonly case: string;
  readonly template: string;
  /** A role, or `customer`. */
  readonly receiver: string;
  readonly channel: string;
  readonly state: string;
  /** When the case said it, by the case's clock. */
  readonly at: number;
  /** When it came to that state, by the wall clock. */
  readonly changed: number;
  /** Counts its changes from 0: the guard of every write. */
  readonly revision: number;
}

/** Where messages are: the ledger of a data folder. */
export interface MessageSource {
  get(key: string): Promise<MessageRecord | undefined>;
  /** All of them, or those of a case. */
  list(filter?: { readonly case: string }): Promise<readonly MessageRecord[]>;
}

/** PostgreSQL takes 65,535 values in one statement. */
const AT_ONCE = 1_000;

/**
 * Writes where messages stand. A record that is no newer than what is on record changes nothing, so it may come late, twice and from several
 * workers; `anew` writes it in any case.
 */
export async function writeMessages(
  db: Kysely<Tables>,
  records: readonly MessageRecord[],
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<void> {
  const newest = [...new Map(records.map(record => [record.key, record])).values()];
  for (let at = 0; at < newest.length; at += AT_ONCE)
    await db
      .insertInto('messages')
      // In one order: two writers that want the same messages wait for each other instead of for ever.
      .values(
        newest
          .slice(at, at + AT_ONCE)
          .map(messageRow)
          .sort((a, b) => (a.key < b.key ? -1 : 1)),
      )
      .onConflict(conflict =>
        conflict
          .column('key')
          .doUpdateSet(({ ref }) => ({
            template: ref('excluded.template'),
            state: ref('excluded.state'),
            at: ref('excluded.at'),
            changed_at: ref('excluded.changed_at'),
            revision: ref('excluded.revision'),
          }))
          .where(anew ? sql<boolean>`true` : sql<boolean>`excluded.revision > messages.revision`),
      )
      .execute();
}

const messageRow = ({ case: id, at, changed, ...record }: MessageRecord): Insertable<MessageRow> => ({
  ...record,
  template: keepable(record.template),
  case_id: id,
  at: new Date(at),
  changed_at: new Date(changed),
});

/** What was said in a case and where it stands, in the order in which it was said. */
export async function messagesOnRecord(db: Kysely<Tables>, id: string): Promise<MessageRecord[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('at')
    .orderBy('key')
    .execute();
  return rows.map(({ case_id, at, changed_at, ...row }) => ({
    ...row,
    case: case_id,
    at: at.getTime(),
    changed: changed_at.getTime(),
  }));
}

/** Are the messages of a case that the ledger has on record as it has them? What only the register has is of another ledger, and no difference. */
export async function messagesAgree(
  db: Kysely<Tables>,
  id: string,
  records: readonly MessageRecord[],
): Promise<boolean> {
  const there = new Map((await messagesOnRecord(db, id)).map(record => [record.key, record]));
  return records.every(record => {
    const row = there.get(record.key);
    // One that has moved on meanwhile is newer, not wrong.
    if (row !== undefined && row.revision > record.revision) return true;
    return row !== undefined && row.revision === record.revision && row.state === record.state && row.at === record.at;
  });
}
