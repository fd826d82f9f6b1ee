import type { StateValue } from 'xstate';
import { Case } from './case';
import { ringsOf } from './clocks';
import type { Definition } from './definition';
import { begin, type Step, step } from './step';
import type { AnyEvent, Effect, Envelope, JournalEntry, Sender } from './types';

/** An instant (ms) at which something happened, and what came of it. */
export interface Moment {
  readonly at: number;
  readonly entries: readonly JournalEntry[];
  readonly effects: readonly Effect[];
  /** The state that the case was in after it. */
  readonly value: StateValue;
}

/** A case under a virtual clock: where it stands, and everything that has happened. Going on makes another one. */
export interface Simulation {
  readonly envelope: Envelope;
  readonly moments: readonly Moment[];
}

/** Begins a case at the instant `at` (ms). Nothing leaves it: what it would send is in its moments. */
export const simulate = (definition: Definition, input: unknown, at: number): Simulation =>
  grown([], begin(definition, input, at), at);

/** Lets time pass until `until` (ms), with each instant at which a timer or a rung falls due as a moment of its own. */
export function passTime(definition: Definition, from: Simulation, until: number): Simulation {
  let now = from;
  for (let due = nextDue(definition, now); due !== undefined && due <= until; due = nextDue(definition, now)) {
    now = grown(now.moments, step(definition, now.envelope, { type: 'tick', at: due }), due);
  }
  const { envelope } = step(definition, now.envelope, { type: 'tick', at: until });
  return { envelope, moments: now.moments };
}

/** Somebody sends an event now; undefined if the case does not take it. */
export function act(definition: Definition, from: Simulation, event: AnyEvent, by: Sender): Simulation | undefined {
  const { at } = from.envelope;
  const taken = step(definition, from.envelope, { type: 'event', at, event, by });
  return taken.accepted ? grown(from.moments, taken, at) : undefined;
}

/** The instant (ms) at which something happens if nobody does anything; undefined if nothing more would. */
export function nextDue(definition: Definition, { envelope }: Simulation): number | undefined {
  const now = Case.restore(definition, envelope);
  if (now.snapshot.status !== 'active') return undefined;
  const due = [...[...now.timers()].map(timer => timer.due), ...[...ringsOf(now)].map(({ rung }) => rung.at)];
  return due.length > 0 ? Math.max(envelope.at, Math.min(...due)) : undefined;
}

function grown(before: readonly Moment[], { envelope, effects, audit }: Step, at: number): Simulation {
  const { value } = envelope.snapshot as unknown as { readonly value: StateValue };
  return { envelope, moments: [...before, { at, entries: audit, effects, value }] };
}
