import type { Case } from '../statechart/case';
import { endWithin } from '../statechart/journal';
import type { MigrateOrder } from '../statechart/migrate';
import { MIGRATE } from '../statechart/protocol';
import { park } from '../statechart/repair';
import type { Effect, RunningActor } from '../statechart/types';
import { withoutChance } from './chance';
import { isRefusal } from './failures';
import { senderOf } from './ingress';
import type { Lineage } from './lineage';
import type { Carry } from './options';

/** Temporal takes 2 MB from one run to the next; the policy and the rest of the message have to fit in as well. */
const CARRY_BYTES = 1_800_000;
const JOURNAL_CHARACTERS = 250_000;
/** Nobody asks for an answer again after that many others. */
const KNOWN_UPDATES = 50;

/** What a run leaves to the next. `answered`: ids of updates that were carried out; `effects`: what the next run has to carry out. */
export function handover(of: Case, carry: Carry, answered: readonly string[], effects: readonly Effect[]): Carry {
  const envelope = of.persist();
  const journal = endWithin(envelope.journal, JOURNAL_CHARACTERS);
  // The policy and the starter are in the envelope, and the policy there may be another by now.
  const { policy: _, by: __, ...rest } = carry;
  return {
    ...rest,
    version: of.definition.version,
    envelope: { ...envelope, journal, dropped: of.lines - journal.length },
    effects,
    answered: answered.slice(-KNOWN_UPDATES),
  };
}

/** Does it fit into what Temporal takes along? */
export const fits = (carry: Carry): boolean => new TextEncoder().encode(JSON.stringify(carry)).length <= CARRY_BYTES;

/**
 * What the run leaves to the next, in a later version. What a migration can no longer do (the case has changed since it was checked)
 * is written into the case's journal: it goes on under its own version.
 */
export function upgraded(
  kept: Carry,
  of: Case,
  lineage: Lineage,
  { to, by, reason }: MigrateOrder,
  at: number,
): Carry | undefined {
  const from = of.definition.version;
  try {
    const { envelope, effects } = withoutChance(() => lineage.upgrade(kept.envelope as never, to, at));
    const entry = { type: 'migrated', at, from, to, reason, ...senderOf(by) } as const;
    return {
      ...kept,
      version: to,
      envelope: { ...envelope, journal: [...envelope.journal, entry] },
      effects: [...(kept.effects ?? []), ...effects],
    };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    of.journal.push({ type: 'refused', at, event: MIGRATE, code: error.code, ...senderOf(by) });
    return undefined;
  }
}

/** Parks work whose run had to end before it did: whether it was done nobody knows, so it is not done again unasked. `at` in ms. */
export function giveUp(of: Case, work: readonly RunningActor[], at: number): void {
  for (const { actor, generation } of work) park(of, { actor, generation, at, error: UNKNOWN_OUTCOME });
}

export const UNKNOWN_OUTCOME = {
  name: 'OutcomeUnknown',
  message: 'Its run had no room left and ended before it did; whether it was done is not known.',
};
