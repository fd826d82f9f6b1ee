import { DuecourseError } from '../../time/error';
import type { Channel } from '../channels/channel';
import { deliverAgain } from './deliver';
import type { Entry, MessageLedger } from './ledger';
import { settle } from './settle';
import { canDrop, canRetry, type MessageState } from './states';

/** A message that has waited so long (ms) has nobody left who would try it: Temporal gives a message a day. */
const GIVEN_UP_MS = 25 * 3_600_000;

/** Where a message stands to a person's eye: what its senders have left behind is dead, or nobody knows. */
export function stateNow({ state, since, kept, until = 0 }: Entry, now = Date.now()): MessageState {
  if (state === 'sending') return until + GIVEN_UP_MS < now ? 'unknown' : state;
  const given = (kept ?? since) + GIVEN_UP_MS < now;
  return ['pending', 'failed-for-now'].includes(state) && given ? 'dead' : state;
}

interface ByHand {
  readonly ledger: MessageLedger;
  readonly channels: ReadonlyMap<string, Channel>;
}

/**
 * Sends a message by a person's decision, once: also one whose outcome is unknown, that is dead, or that was refused.
 * @throws DuecourseError `UNKNOWN_MESSAGE`, `MESSAGE_SETTLED`, `CHANNEL_MISSING`
 */
export async function retryMessage({ ledger, channels }: ByHand, key: string, by: string): Promise<Entry> {
  const before = await known(ledger, key);
  const waited = ['pending', 'held', 'failed-for-now'].includes(before.state);
  const abandoned = before.state === 'sending' && before.until! <= Date.now();
  const alone = before.into === undefined;
  if (!alone || (!canRetry(before.state) && !waited && !abandoned)) throw settled(before, 'sent again');
  const channel = channels.get(before.message.channel);
  if (!channel) {
    throw new DuecourseError(
      'CHANNEL_MISSING',
      `There is no channel "${before.message.channel}" any more: put it back into channels.yaml, or drop the message.`,
    );
  }
  const after = await deliverAgain(ledger, channel, key, by);
  if (after === 'busy') throw settled(before, 'sent again');
  // Nobody else will try it: Temporal has given it up.
  if (after.state !== 'failed-for-now' || waited) return after;
  return settle(ledger, key, { state: 'dead', by, reason: after.reason });
}

/**
 * Calls a message off by a person's decision; it is on record as suppressed, with the reason.
 * @throws DuecourseError `UNKNOWN_MESSAGE`, `MESSAGE_SETTLED`
 */
export async function dropMessage(
  { ledger }: Pick<ByHand, 'ledger'>,
  key: string,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<Entry> {
  const before = await known(ledger, key);
  if (before.state === 'sending' && before.until! <= Date.now()) await settle(ledger, key, { state: 'unknown', by });
  else if (!canDrop(before.state)) throw settled(before, 'dropped');
  const after = await settle(ledger, key, { state: 'suppressed', by, reason });
  if (after.state !== 'suppressed') throw settled(after, 'dropped');
  return after;
}

async function known(ledger: MessageLedger, key: string): Promise<Entry> {
  const entry = await ledger.get(key);
  if (entry) return entry;
  throw new DuecourseError(
    'UNKNOWN_MESSAGE',
    `There is no message ${key}: \`duecourse outbox list\` shows their keys.`,
  );
}

const settled = ({ state, message, into }: Entry, what: string): DuecourseError =>
  new DuecourseError(
    'MESSAGE_SETTLED',
    into === undefined
      ? `${message.key} is ${state}: it cannot be ${what}${state === 'sending' ? ' now' : ''}.`
      : `${message.key} went along with ${into}: only that one can be ${what}.`,
    {
      key: message.key,
      state,
    },
  );
