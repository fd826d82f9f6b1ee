import { add, type Calendar, openOf } from '../time/add';
import type { RungPlan } from '../time/clock';
import { type Duration, isWorking } from '../time/duration';
import { DuecourseError } from '../time/error';
import { between } from '../time/hours';
import type { PausePlan } from '../time/pause';
import { toLocal } from '../time/zone';

/** The part of the policy that a case takes along when it begins and keeps: plain JSON, closed; the calendar in it is under 1 KB. */
export interface PolicySlice {
  /** The policy file's version. */
  readonly version: number;
  readonly zone: Calendar;
  readonly limits: { readonly [name: string]: Duration };
  readonly clocks: { readonly [name: string]: RungPlan };
  readonly numbers: { readonly [name: string]: number };
  /** Emergency plans by kind; absent where the procedure has none. */
  readonly plans?: { readonly [kind: string]: EmergencyPlan };
  /** How long clocks may be paused, by reason; absent where the procedure has no pauses. */
  readonly pauses?: { readonly [reason: string]: PausePlan };
  /** Who may say afterwards when something really happened; absent where nobody may. */
  readonly lateEntries?: { readonly roles: readonly string[] };
}

/** The departments that are called, the first in charge; each with the persons that are called one after the other until one of them confirms. */
export type EmergencyPlan = { readonly [department: string]: readonly string[] };

/** The names that a procedure asks the policy for; the policy has to have these and no others. */
export interface PolicyNeeds {
  readonly limits: readonly string[];
  readonly clocks: readonly string[];
  readonly numbers: readonly string[];
  /** Reasons for which clocks are paused. */
  readonly pauses: readonly string[];
  /** What the policy says of every case as well. */
  readonly everyCase?: boolean;
  /** Kinds of emergency that it has plans for. */
  readonly plans?: readonly string[];
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

/** The part of a policy that a case with these needs cannot be kept by when it begins at `at` (ms); nothing if there is none. */
export function unusablePart(
  policy: unknown,
  { limits, clocks, numbers, pauses, plans = [] }: PolicyNeeds,
  at: number,
): { readonly path: string; readonly message: string } | undefined {
  const slice = policy as PolicySlice;
  const parts: [string, () => boolean][] = [
    ['policy.zone', () => Number.isFinite(toLocal(at, slice.zone))],
    ...limits.map((name): [string, () => boolean] => [
      `policy.limits.${name}`,
      () => isSpan(clockBudgetOf(slice, name, at)),
    ]),
    ...clocks.map((name): [string, () => boolean] => [
      `policy.clocks.${name}`,
      () => isPlan(planOf(slice, name), slice.zone, at),
    ]),
    ...numbers.map((name): [string, () => boolean] => [
      `policy.numbers.${name}`,
      () => Number.isFinite(slice.numbers[name]),
    ]),
    ...pauses.map((reason): [string, () => boolean] => [
      `policy.pauses.${reason}`,
      () => isPause(slice.pauses![reason]!, slice.zone, at),
    ]),
    ['policy.plans', () => plans.length === 0 || Object.values(slice.plans!).every(isEmergencyPlan)],
    ['policy.lateEntries', () => (slice.lateEntries?.roles ?? []).every(role => typeof role === 'string')],
  ];
  const path = parts.find(([, holds]) => !tried(holds))?.[0];
  return path === undefined ? undefined : { path, message: 'it is missing or cannot be used' };
}

const isSpan = (ms: number): boolean => Number.isFinite(ms) && ms >= 0;

const isPlan = ({ warnAt, levels, every }: RungPlan, zone: Calendar, at: number): boolean =>
  warnAt.every(share => share > 0 && share <= 1) &&
  levels.every(level => typeof level === 'string') &&
  (every === undefined || isSpan(add(at, every, zone) - at));

const isPause = ({ longest, remindAfter }: PausePlan, zone: Calendar, at: number): boolean =>
  [longest, remindAfter ?? longest].every(length => isSpan(add(at, length, zone) - at));

/** Does it name persons, in words, for each of its departments? */
export const isEmergencyPlan = (value: unknown): value is EmergencyPlan =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.values(value).every(
    persons => Array.isArray(persons) && persons.length > 0 && persons.every(person => typeof person === 'string'),
  );

function tried(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
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
