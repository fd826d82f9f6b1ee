import type { Entry, MessageLedger } from './ledger';
import { partsOf } from './message';

/** What a case says of itself, as far as a reminder depends on it. */
export interface CaseNow {
  readonly closed: boolean;
  /** Each clock's status. */
  readonly clocks: { readonly [name: string]: string };
}

/** Asks a case how it stands; undefined where the server has it no more. @throws where it cannot be asked now */
export type AskCase = (id: string) => Promise<CaseNow | undefined>;

/** Why a message need not be said any more. Codes, for the record. */
export type Pointless = 'overtaken' | 'case-closed' | 'clock-met' | 'clock-cancelled' | 'clock-missed';

/**
 * Why a reminder that has waited has become pointless: a later one of the same clock was said to the same receiver, the case is closed, or the clock
 * is met, cancelled, or missed where it said that it would be. Other messages are said for their own sake and never become so.
 * @throws where the case cannot be asked now
 */
export async function pointlessNow(
  ledger: MessageLedger,
  ask: AskCase,
  { message }: Entry,
): Promise<Pointless | undefined> {
  const { reminds } = message;
  if (reminds === undefined) return undefined;
  const { clock, rung } = clockOf(reminds);
  const said = await ledger.list({ case: message.case });
  const mine = partsOf(message.key);
  const later = said.some(each => {
    const parts = partsOf(each.message.key);
    const same = parts.receiver === mine.receiver && clockOf(each.message.reminds ?? '').clock === clock;
    return same && Number(parts.step) > Number(mine.step) && reaches(each);
  });
  if (later) return 'overtaken';
  const now = await ask(message.case);
  if (!now || now.closed) return 'case-closed';
  const status = now.clocks[clock];
  if (status === 'met' || status === 'met-late') return 'clock-met';
  if (status === 'cancelled') return 'clock-cancelled';
  return status === 'missed' && rung === 'warned' ? 'clock-missed' : undefined;
}

const reaches = ({ state }: Entry): boolean => !['suppressed', 'failed-for-good', 'dead'].includes(state);

/** `reply.warned`: the clock, and what it told. */
function clockOf(reminds: string): { readonly clock: string; readonly rung: string } {
  const dot = reminds.lastIndexOf('.');
  return { clock: reminds.slice(0, dot), rung: reminds.slice(dot + 1) };
}
