import type { Kysely } from 'kysely';
import { type MessageSource, writeMessages } from './messages';
import type { Tables } from './tables';
import { type Cases, indexedCases, readCase } from './temporal';
import { writeRecords } from './write';

/** As many cases are read at once. */
const AT_ONCE = 8;

/** Every case that the server or the register has. */
export async function everyCase(cases: Cases, db: Kysely<Tables>): Promise<string[]> {
  const ids = new Set<string>();
  for await (const { id } of indexedCases(cases)) ids.add(id);
  for (const { id } of await db.selectFrom('cases').select('id').execute()) ids.add(id);
  return [...ids].sort();
}

export interface Rebuilt {
  readonly written: number;
  /** On record only: the server no longer has them, and they stay as they are. */
  readonly kept: number;
}

/**
 * Writes the rows of every case anew from the case itself. What only the register has any more is kept: cases that the server has
 * forgotten, lines of a journal that no run of the case has, and messages of other ledgers.
 */
export async function rebuild(
  cases: Cases,
  db: Kysely<Tables>,
  progress: (done: number, all: number) => void,
  messages?: MessageSource,
): Promise<Rebuilt> {
  const ids = await everyCase(cases, db);
  let written = 0;
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const read = await Promise.all(ids.slice(at, at + AT_ONCE).map(id => readCase(cases.client, id, 0)));
    const records = read.filter(record => record !== undefined);
    await db.transaction().execute(async transaction => {
      for (const { id, view } of records) {
        const first = view.lines - view.journal.length;
        await transaction.deleteFrom('steps').where('case_id', '=', id).where('seq', '>=', first).execute();
        await transaction.updateTable('cases').set({ position: -1, closed_at: null }).where('id', '=', id).execute();
      }
    });
    await writeRecords(db, records);
    written += records.length;
    progress(Math.min(at + AT_ONCE, ids.length), ids.length);
  }
  if (messages) await writeMessages(db, await messages.list(), { anew: true });
  return { written, kept: ids.length - written };
}
