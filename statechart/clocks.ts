import {
  arm,
  type ClockState,
  cancel,
  type DueRung,
  isOpen,
  meet,
  nextRung,
  pause,
  reopen,
  resume,
  rewind,
  ring,
} from '../time/clock';
import type { Case } from './case';
import type { ClockDefinition } from './definition';
import type { AnyEvent, ClockMoment, JournalEntry } from './types';

/** A rung that a clock of the case comes to. */
export interface Ring {
  readonly clock: string;
  readonly rung: DueRung;
}

/** The next rung of each running clock. */
export function* ringsOf(of: Case): Generator<Ring> {
  for (const clock of Object.keys(of.clocks)) {
    const rung = nextRungOf(of, clock);
    if (rung) yield { clock, rung };
  }
}

/** The rung that a clock comes to next, if it runs and has one left. */
export function nextRungOf({ clocks, definition, snapshot }: Case, clock: string): DueRung | undefined {
  const [state, known] = [clocks[clock], definition.clocks[clock]];
  return state && known && nextRung(state, known.plan(snapshot.context), known.calendar?.(snapshot.context));
}

/** The rung that is due first, at or before `until` (ms). */
export function firstRing(of: Case, until: number): Ring | undefined {
  let first: Ring | undefined;
  for (const clock in of.clocks) {
    const rung = nextRungOf(of, clock);
    if (rung && rung.at <= until && (!first || rung.at < first.rung.at)) first = { clock, rung };
  }
  return first;
}

/**
 * Brings the clocks of a case in line with the state that it is in now. A clock follows tags, never single states, so leaving
 * and re-entering a state, or a parallel region's restart, cannot give a deadline its time back. Only a clock that was met or
 * cancelled begins again, as its next cycle. What is entered late counts from when it happened.
 */
export function observeClocks(of: Case): void {
  for (const name in of.definition.clocks) {
    const clock = of.definition.clocks[name]!;
    const before = of.clocks[name];
    if (follow(of, clock, before)[0] === before) continue;
    const then = before && asOf(of, clock, before);
    const [after, moment] = follow(of, clock, then);
    if (!after) continue;
    of.clocks[name] = after;
    if (before?.missed && then?.missed === false) record(of, name, 'corrected', after);
    if (moment) record(of, name, moment, after);
  }
}

/** The clock as it stood at the instant that the step is about. */
const asOf = ({ when, snapshot: { context } }: Case, { plan, calendar }: ClockDefinition, state: ClockState) =>
  rewind(state, when, plan(context), calendar?.(context));

export function record(of: Case, clock: string, what: ClockMoment, { cycle, status, pause }: ClockState): void {
  const reason = status === 'paused' && (what === 'paused' || what === 'started') ? pause?.reason : undefined;
  of.journal.push({ type: 'clock', ...of.stamp(), clock, what, cycle, ...(reason !== undefined && { reason }) });
}

/** Why a clock is paused in the state that the case is in now, or because the whole case is held where it would run. */
function pausedFor({ snapshot, definition }: Case, { pausedIn, runsIn }: ClockDefinition): string | undefined {
  for (const reason in pausedIn) if (snapshot.hasTag(pausedIn[reason]!)) return reason;
  return snapshot.hasTag(runsIn) ? definition.held?.(snapshot.context) : undefined;
}

/** What becomes of a clock in the state that the case is in now. */
function follow(
  of: Case,
  clock: ClockDefinition,
  state: ClockState | undefined,
): readonly [ClockState | undefined, (ClockMoment | undefined)?] {
  const { snapshot, when: at } = of;
  const { context } = snapshot;
  const runs = snapshot.hasTag(clock.runsIn);
  const reason = pausedFor(of, clock);
  if (!state || !isOpen(state)) {
    if ((!runs && reason === undefined) || clock.onlyIf?.(context) === false) return [state];
    const from = Math.max(at, state?.since ?? at);
    const again = state && clock.plan(context).reopen === 'keepUsed' ? reopen(state, from) : undefined;
    const armed = again ?? arm(from, clock.budget(context, from), (state?.cycle ?? 0) + 1, clock.working?.(context));
    return [reason === undefined ? armed : pause(armed, from, undefined, reason), again ? 'reopened' : 'started'];
  }
  const calendar = clock.calendar?.(context);
  if (reason !== undefined) {
    const paused = pause(state, at, calendar, reason);
    return [paused, paused === state ? undefined : 'paused'];
  }
  if (runs) return [resume(state, at), state.status === 'paused' ? 'resumed' : undefined];
  if (clock.cancelledIn?.some(tag => snapshot.hasTag(tag))) return [cancel(state, at, calendar), 'cancelled'];
  const met = meet(state, at, calendar);
  return [met, met.status === 'met-late' ? 'met-late' : 'met'];
}

/**
 * The next rung of a clock goes out: recorded, and told to the machine as `clock.<name>.` and `warned`, `missed`, `escalated`,
 * `pause-reminded` or `pause-expired`. A reminder whose next rung is due by `until` (ms) as well, because nobody was there for both, is
 * recorded as overtaken and not told: the next rung says what there is to say.
 */
export function ringClock(
  of: Case,
  name: string,
  until: number,
): { readonly event?: AnyEvent; readonly entry: JournalEntry } {
  const state = of.clocks[name]!;
  const definition = of.definition.clocks[name]!;
  const { context } = of.snapshot;
  const [plan, calendar] = [definition.plan(context), definition.calendar?.(context)];
  const rung = nextRung(state, plan, calendar)!;
  of.clocks[name] = ring(state, rung, plan, calendar);
  const { index, kind, at, ...said } = rung;
  const { cycle } = state;
  const entry = { type: 'clock', ...of.stamp(), clock: name, what: kind, cycle, ...said } as const;
  const next = kind === 'warned' ? nextRungOf(of, name) : undefined;
  if (next && next.at <= until) return { entry: { ...entry, overtaken: true } };
  return { entry, event: { type: `clock.${name}.${kind}`, clock: name, cycle, rung: index, at, ...said } };
}
