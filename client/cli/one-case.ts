import type { Settings } from '../../config/settings';
import { entryOf } from '../../machines/catalogue';
import type { MessageRecord } from '../../register/messages';
import type { JournalEntry } from '../../statechart/types';
import { DuecourseError } from '../../time/error';
import type { Shown } from '../desk';
import { type CaseDocument, documentOf } from './case-document';
import type { Cli } from './cli';
import { withRegister } from './on-record';
import { during } from './progress';
import { withDesk } from './with-desk';

/** A case with where it was read: from itself, or from the register where it cannot be asked any more. */
export interface OneCase {
  readonly shown: Shown;
  readonly document: CaseDocument & { readonly source: 'case' | 'register' };
}

/** What keeps a case from being asked itself. */
const OUT_OF_REACH = new Set(['UNKNOWN_CASE', 'SERVER_UNREACHABLE', 'NO_WORKER']);

/**
 * A case as it is now, as it says itself; as it is on record where the server has forgotten it or does not answer.
 * @throws DuecourseError `UNKNOWN_CASE`, `SERVER_UNREACHABLE`, `NO_WORKER` where the register does not have it either
 */
export async function oneCase(cli: Cli, id: string, settings = cli.settings()): Promise<OneCase> {
  try {
    const { shown, document } = await withDesk(cli, ({ show }) => during(cli, cli.say('working'), show(id)), settings);
    return { shown, document: { ...document, source: 'case' } };
  } catch (error) {
    if (!(error instanceof DuecourseError) || !OUT_OF_REACH.has(error.code)) throw error;
    const shown = await fromRegister(settings, id);
    if (!shown) throw error;
    cli.note(cli.paint.dim(cli.say('fromRegister', { reason: error.message })));
    return { shown, document: { ...documentOf(shown), source: 'register' } };
  }
}

async function fromRegister(settings: Settings, id: string): Promise<Shown | undefined> {
  const { caseOnRecord } = require('../../register/show') as typeof import('../../register/show');
  // That the register has nothing to say is no error of its own here: the first one is told.
  const found = await withRegister(settings, ({ db }) => caseOnRecord(db, id)).catch(() => undefined);
  return found && { id, entry: entryOf(found.procedure), view: found.view, now: Date.now() + found.ahead };
}

/** What was said in a case, as it is on record; nothing where there is no register to say it. */
export async function messagesOf(settings: Settings, { id }: Shown): Promise<readonly MessageRecord[] | undefined> {
  if (settings.database === undefined) return undefined;
  const { messagesOnRecord } = require('../../register/messages') as typeof import('../../register/messages');
  return withRegister(settings, ({ db }) => messagesOnRecord(db, id)).catch(() => undefined);
}

/** The whole journal of a case: what it has dropped itself is on record. */
export async function wholeJournal(settings: Settings, { id, view }: Shown): Promise<readonly JournalEntry[]> {
  const before = view.lines - view.journal.length;
  if (before <= 0 || settings.database === undefined) return view.journal;
  const { journalOnRecord } = require('../../register/show') as typeof import('../../register/show');
  const earlier = await withRegister(settings, ({ db }) => journalOnRecord(db, id, before)).catch(() => []);
  return [...earlier, ...view.journal];
}
