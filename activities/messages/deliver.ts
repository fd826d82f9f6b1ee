import { type Channel, LEASE_MS, type Outcome, PATIENCE_MS } from '../channels/channel';
import { redacted } from '../channels/redact';
import { wholeOf } from './bundle';
import type { Entry, MessageLedger } from './ledger';
import type { Outgoing } from './message';
import { next, settle, settleAccepted } from './settle';

/** Somebody else is at it: look again later. */
export type Delivery = Entry | 'busy';

/**
 * Puts a message into the ledger and sends it, once: whoever moves it to `sending` sends it, and nobody else.
 * A sender who left no word within its time is dead. What he did is not known: what may go again goes again, anything else becomes unknown.
 * Sent is what was put in first, whatever the caller would make of it today.
 */
export async function deliver(ledger: MessageLedger, channel: Channel, message: Outgoing): Promise<Delivery> {
  await ledger.put(message);
  return trySending(ledger, channel, message.key, waitsHere);
}

/** Of one that the worker's own sender looks after, once its time has come; throws as `trySending` does. */
export async function deliverKept(ledger: MessageLedger, channel: Channel, key: string): Promise<Delivery> {
  return trySending(ledger, channel, key, waits);
}

/** By a person's decision: also what is unknown, dead or refused. Throws as `trySending` does. */
export async function deliverAgain(
  ledger: MessageLedger,
  channel: Channel,
  key: string,
  by: string,
): Promise<Delivery> {
  return trySending(ledger, channel, key, entry => waits(entry) || canGoByHand.includes(entry.state), by);
}

const canGoByHand: readonly string[] = ['unknown', 'dead', 'failed-for-good'];
const waits = ({ state }: Entry): boolean => ['pending', 'held', 'failed-for-now'].includes(state);
/** What the worker's own sender looks after is not sent by the activity that said it. */
const waitsHere = (entry: Entry): boolean => waits(entry) && entry.kept === undefined;

async function trySending(
  ledger: MessageLedger,
  channel: Channel,
  key: string,
  mayGo: (entry: Entry) => boolean,
  by?: string,
): Promise<Delivery> {
  let turn: number | undefined;
  for (;;) {
    const entry = (await ledger.get(key))!;
    const now = Date.now();
    const abandoned = entry.state === 'sending' && entry.until! <= now;
    if (entry.state === 'sending' && !abandoned) return 'busy';
    if (abandoned && !channel.repeatable && !by) {
      return settle(ledger, key, { state: 'unknown', reason: 'the sender ended before it could say what came of it' });
    }
    const again = channel.repeatable && entry.state === 'unknown';
    if (!abandoned && !again && !mayGo(entry)) return entry;
    if (channel.pace && turn !== entry.revision) {
      await channel.pace.turn();
      turn = entry.revision;
      continue;
    }
    const claim = next(entry, {
      state: 'sending',
      until: now + LEASE_MS,
      attempts: entry.attempts + 1,
      ...(by && { by }),
    });
    if (await ledger.move(key, entry.revision, claim)) return send(ledger, channel, entry);
  }
}

async function send(ledger: MessageLedger, channel: Channel, entry: Entry): Promise<Entry> {
  const message = await wholeOf(ledger, entry);
  const outcome = await outcomeOf(channel, message);
  if (outcome.state === 'accepted') return settleAccepted(ledger, entry, outcome.providerIds ?? []);
  if (outcome.state === 'delivered') return settle(ledger, message.key, outcome);
  const reason = redacted(outcome.reason, message);
  // What may go again is tried again: whether it had arrived makes no difference to the receiver.
  const state = outcome.state === 'unknown' && channel.repeatable ? 'failed-for-now' : outcome.state;
  return settle(ledger, message.key, { state, reason });
}

/** A channel that does not come back in time, or throws, leaves it open whether the message is out. */
async function outcomeOf(channel: Channel, message: Outgoing): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>(resolve => {
    timer = setTimeout(() => resolve({ state: 'unknown', reason: 'no answer in time' }), PATIENCE_MS);
  });
  try {
    return await Promise.race([channel.send(message), late]);
  } catch (error) {
    return { state: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
