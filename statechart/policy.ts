import { add, type Calendar } from '../time/add';
import type { RungPlan } from '../time/clock';
import type { Duration } from '../time/duration';
import { DuecourseError } from '../time/error';

/** What the policy says of one clock: reminders by share of the budget, then who is told, one level higher each `every`. */
export interface ClockPolicy {
  readonly warnAt: readonly number[];
  readonly every?: Duration;
  readonly levels: readonly string[];
}

/** The part of the policy that a case takes along when it begins and keeps: plain JSON, closed, under 1 KB. */
export interface PolicySlice {
  /** The policy file's version. */
  readonly version: number;
  readonly zone: Calendar;
  readonly limits: { readonly [name: string]: Duration };
  readonly clocks: { readonly [name: string]: ClockPolicy };
  readonly numbers: { readonly [name: string]: number };
}

/**
 * How long (ms) the limit `name` is when it begins at `at` (ms).
 * @throws DuecourseError `UNKNOWN_LIMIT` if the slice has no such limit (a mistake in the procedure, which has to declare it).
 */
export function budgetOf(slice: PolicySlice, name: string, at: number): number {
  const limit = slice.limits[name];
  if (limit === undefined) {
    throw new DuecourseError(
      'UNKNOWN_LIMIT',
      `The policy has no limit "${name}"; it has: ${Object.keys(slice.limits).join(', ')}.`,
    );
  }
  return add(at, limit, slice.zone) - at;
}

/** The ladder of the clock `name` in a cycle that began at `at` (ms); without an entry in the policy nobody is told of anything. */
export function planOf(slice: PolicySlice, name: string, at: number): RungPlan {
  const { warnAt, every, levels } = slice.clocks[name] ?? { warnAt: [], levels: [] };
  return { warnAt, levels, ...(every === undefined ? {} : { every: add(at, every, slice.zone) - at }) };
}
