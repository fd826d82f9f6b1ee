import { arm, type ClockState, cancel, type DueRung, meet, nextRung, pause, resume, ring } from '../time/clock';
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
  for (const ring of ringsOf(of)) if (ring.rung.at <= until && (!first || ring.rung.at < first.rung.at)) first = ring;
  return first;
}

/**
 * Brings the clocks of a case in line with the state that it is in now. A clock follows tags, never single states, so leaving
 * and re-entering a state, or a parallel region's restart, cannot give a deadline its time back. Only a clock that was met or
 * cancelled is armed anew, as its next cycle.
 */
export function observeClocks(of: Case): void {
  for (const [name, clock] of Object.entries(of.definition.clocks)) {
    const before = of.clocks[name];
    const [after, moment] = follow(of, clock, before);
    if (!after || after === before) continue;
    of.clocks[name] = after;
    if (moment) of.journal.push({ type: 'clock', at: of.at, clock: name, what: moment, cycle: after.cycle });
  }
}

function follow(
  of: Case,
  clock: ClockDefinition,
  state: ClockState | undefined,
): [ClockState | undefined, ClockMoment?] {
  const { snapshot, at } = of;
  const open = state?.status === 'running' || state?.status === 'paused';
  const runs = snapshot.hasTag(clock.runsIn);
  const pauses = clock.pausedIn !== undefined && snapshot.hasTag(clock.pausedIn);
  if (!open) {
    if ((!runs && !pauses) || clock.onlyIf?.(snapshot.context) === false) return [state];
    const { context } = snapshot;
    const armed = arm(at, clock.budget(context, at), (state?.cycle ?? 0) + 1, clock.working?.(context));
    return pauses ? [pause(armed, at), 'started'] : [armed, 'started'];
  }
  const calendar = clock.calendar?.(snapshot.context);
  if (pauses) return state.status === 'paused' ? [state] : [pause(state, at, calendar), 'paused'];
  if (runs) return state.status === 'running' ? [state] : [resume(state, at), 'resumed'];
  if (clock.cancelledIn !== undefined && snapshot.hasTag(clock.cancelledIn))
    return [cancel(state, at, calendar), 'cancelled'];
  const met = meet(state, at, calendar);
  return [met, met.status === 'met-late' ? 'met-late' : 'met'];
}

/** The next rung of a clock goes out: recorded, and told to the machine as `clock.<name>.warned | missed | escalated`. */
export function ringClock(of: Case, name: string): { readonly event: AnyEvent; readonly entry: JournalEntry } {
  const state = of.clocks[name]!;
  const definition = of.definition.clocks[name]!;
  const { context } = of.snapshot;
  const [plan, calendar] = [definition.plan(context), definition.calendar?.(context)];
  const rung = nextRung(state, plan, calendar)!;
  of.clocks[name] = ring(state, rung, plan, calendar);
  const said = {
    ...(rung.level !== undefined && { level: rung.level }),
    ...(rung.share !== undefined && { share: rung.share }),
  };
  return {
    event: {
      type: `clock.${name}.${rung.kind}`,
      clock: name,
      cycle: state.cycle,
      rung: rung.index,
      at: of.at,
      ...said,
    },
    entry: { type: 'clock', at: of.at, clock: name, what: rung.kind, cycle: state.cycle, ...said },
  };
}
