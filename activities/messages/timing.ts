import type { Channel } from '../channels/channel';
import { type Delivery, deliver } from './deliver';
import type { Entry, MessageLedger, Standing } from './ledger';
import type { Outgoing } from './message';
import { next } from './settle';
import { breaksThrough, bundlingFor, quietFor, receiverOf, throttlesFor, type When } from './when';

/** What is needed to say when a message goes. */
export interface Timing {
  readonly ledger: MessageLedger;
  readonly when: When;
  /** The instant (ms) by this machine's clock. */
  readonly now: () => number;
}

/** A message that would wait longer (ms) for its channel's pace is not waited for by its activity. */
const SHORT_MS = 5_000;

/** Why a message waits. Codes, for the record; the command line says them in words. */
export type WaitReason = 'quiet-hours' | 'throttle' | 'bundle' | 'pace';

/** Goes now, waits until an instant (ms), or goes no more. */
export type Verdict = 'now' | { readonly until: number; readonly reason: WaitReason } | { readonly drop: 'throttle' };

/**
 * Sends a message, or has it kept until its time has come: then its activity is over, and the workers' own senders look after it.
 * Whoever is killed in between leaves it to the next try.
 */
export async function deliverInTime(timing: Timing, channel: Channel, message: Outgoing): Promise<Delivery> {
  const { ledger } = timing;
  for (;;) {
    const entry = (await ledger.get(message.key)) ?? (await ledger.put(message));
    if (entry.kept !== undefined) return entry;
    if (entry.state !== 'pending' && entry.state !== 'failed-for-now') return deliver(ledger, channel, message);
    const verdict = await judge(timing, channel, entry, { fresh: entry.attempts === 0, patience: SHORT_MS });
    if (verdict === 'now') return deliver(ledger, channel, message);
    if (!('drop' in verdict)) await ledger.keep(message.key);
    const standing = standingFor(entry, verdict);
    if (await ledger.move(message.key, entry.revision, standing))
      return { ...entry, ...standing, revision: entry.revision + 1 };
  }
}

/** Where a message stands that does not go now. */
export function standingFor(entry: Entry, verdict: Exclude<Verdict, 'now'>): Standing {
  if ('drop' in verdict) return next(entry, { state: 'suppressed', reason: verdict.drop });
  const { until, reason } = verdict;
  return next(entry, { state: 'held', until, reason, kept: until });
}

/** `fresh`: it has not waited for others yet. `patience`: how long (ms) it may be waited for at its channel. */
export async function judge(
  timing: Timing,
  channel: Channel,
  { message }: Entry,
  { fresh, patience }: { readonly fresh: boolean; readonly patience: number },
): Promise<Verdict> {
  const { when } = timing;
  const now = timing.now();
  const backlog = channel.pace?.backlog() ?? 0;
  const paced: Verdict = backlog > patience ? { until: now + backlog, reason: 'pace' } : 'now';
  if (breaksThrough(when, message)) return paced;
  const quiet = quietFor(when, message, channel, now);
  if (quiet !== undefined) return { until: quiet, reason: 'quiet-hours' };
  const bundling = fresh ? bundlingFor(when, message, channel) : undefined;
  if (bundling) return { until: now + bundling.within, reason: 'bundle' };
  if (paced !== 'now') return paced;
  return throttled(timing, channel, message, now);
}

let turn: Promise<unknown> = Promise.resolve();

/** Counts the message for its receiver, or says why it does not go: one after the other, for what one adds the next must see. */
function throttled({ ledger, when }: Timing, channel: Channel, message: Outgoing, now: number): Promise<Verdict> {
  const rules = throttlesFor(when, message, channel);
  if (rules.length === 0) return Promise.resolve('now');
  const count = async (): Promise<Verdict> => {
    const receiver = receiverOf(message);
    const longest = Math.max(...rules.map(({ within }) => within));
    const all = await ledger.count(receiver, { key: message.key, at: now }, now - longest);
    const others = all.filter(({ key }) => key !== message.key).map(({ at }) => at);
    let until = now;
    let drops = false;
    for (const { most, within, over } of rules) {
      const recent = others.filter(at => at > now - within).sort((a, b) => a - b);
      if (recent.length < most) continue;
      until = Math.max(until, recent[recent.length - most]! + within);
      drops ||= over === 'drop';
    }
    if (until === now) return 'now';
    await ledger.uncount(receiver, message.key);
    return drops ? { drop: 'throttle' } : { until, reason: 'throttle' };
  };
  const verdict = turn.then(count);
  turn = verdict.catch(() => undefined);
  return verdict;
}
