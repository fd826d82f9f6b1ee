import { add, type Calendar, openOf } from '../time/add';
import type { RungPlan } from '../time/clock';
import { type Duration, isWorking } from '../time/duration';
import { DuecourseError } from '../time/error';
import { between } from '../time/hours';

/** The part of the policy that a case takes along when it begins and keeps: plain JSON, closed, under 1 KB. */
export interface PolicySlice {
  /** The policy file's version. */
  readonly version: number;
  readonly zone: Calendar;
  readonly limits: { readonly [name: string]: Duration };
  readonly clocks: { readonly [name: string]: RungPlan };
  readonly numbers: { readonly [name: string]: number };
}

/**
 * How long (ms) the limit `name` is when it begins at `at` (ms).
 * @throws DuecourseError `UNKNOWN_LIMIT` if the slice has no such limit (a mistake in the procedure, which has to declare it).
 */
export function budgetOf(slice: PolicySlice, name: string, at: number): number {
  return add(at, limitOf(slice, name), slice.zone) - at;
}

/** The same in what a clock with this limit counts: ms of working time, where the limit is one of working time. */
export function clockBudgetOf(slice: PolicySlice, name: string, at: number): number {
  const limit = limitOf(slice, name);
  const due = add(at, limit, slice.zone);
  return isWorking(limit) ? between(at, due, openOf(slice.zone)) : due - at;
}

function limitOf(slice: PolicySlice, name: string): Duration {
  const limit = slice.limits[name];
  if (limit !== undefined) return limit;
  throw new DuecourseError(
    'UNKNOWN_LIMIT',
    `The policy has no limit "${name}"; it has: ${Object.keys(slice.limits).join(', ')}.`,
  );
}

/** The ladder of the clock `name`; without an entry in the policy nobody is told of anything. */
export function planOf(slice: PolicySlice, name: string): RungPlan {
  return slice.clocks[name] ?? { warnAt: [], levels: [] };
}
