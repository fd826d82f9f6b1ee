import { Case } from './case';
import type { Definition } from './definition';
import type { Effect, Envelope, Item, JournalEntry } from './types';

/** What one step made of an envelope. `audit` is what the step added to the journal. */
export interface Step {
  readonly envelope: Envelope;
  readonly effects: readonly Effect[];
  readonly audit: readonly JournalEntry[];
  /** Did the item do anything? An event that the machine ignores does not. */
  readonly accepted: boolean;
}

/** Begins a case: the first envelope, at the instant `at` (ms since the epoch). */
export function begin(definition: Definition, input: unknown, at: number): Step {
  const fresh = Case.start(definition, input, at);
  return { envelope: fresh.persist(), effects: fresh.effects, audit: fresh.journal, accepted: true };
}

/**
 * One pure step: JSON in, JSON out. The envelope given is not changed.
 * Timers and rungs due at or before `item.at` are stepped first, each at its own instant.
 *
 * @throws whatever machine code throws: a bug is not an outcome
 */
export function step(definition: Definition, envelope: Envelope, item: Item): Step {
  const thawed = Case.restore(definition, envelope);
  const known = thawed.journal.length;
  const accepted = thawed.take(item);
  return { envelope: thawed.persist(), effects: thawed.effects, audit: thawed.journal.slice(known), accepted };
}
