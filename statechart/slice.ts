import type { RungPlan } from '../time/clock';
import type { Duration } from '../time/duration';
import { DuecourseError } from '../time/error';
import type { PausePlan } from '../time/pause';
import { isEmergencyPlan, type PolicySlice } from './policy';

/**
 * Whether what came off the wire is a policy that can stand in for `known`: the same limits, clocks and numbers by name, each sound.
 * @throws DuecourseError `BAD_REBASE` with the place
 */
export function requireSlice(given: unknown, known: PolicySlice): void {
  const { version, zone, limits, clocks, numbers, pauses, plans, lateEntries } = mapping(
    given,
    'policy',
  ) as Partial<PolicySlice>;
  need(Number.isInteger(version) && version! > 0, 'version', 'a whole number from 1 on');
  const { offsets, hours, dayEnd } = mapping(zone, 'zone') as Partial<PolicySlice['zone']>;
  need(
    Array.isArray(offsets) && offsets.length > 0 && offsets.every(pairOfNumbers),
    'zone.offsets',
    'pairs of numbers',
  );
  need(dayEnd === undefined || isNumber(dayEnd), 'zone.dayEnd', 'minutes after midnight');
  if (hours !== undefined) {
    const { kinds, week, days, known: range } = mapping(hours, 'zone.hours') as Partial<typeof hours>;
    const isKind = (kind: unknown) => Array.isArray(kinds) && Number.isInteger(kind) && kinds[kind as number];
    need(
      Array.isArray(kinds) && kinds.every(kind => Array.isArray(kind) && kind.every(pairOfNumbers)),
      'zone.hours.kinds',
      'lists of intervals',
    );
    need(Array.isArray(week) && week.length === 7 && week.every(isKind), 'zone.hours.week', 'seven kinds');
    need(
      Array.isArray(days) &&
        days.every(day => Array.isArray(day) && isNumber(day[0]) && isNumber(day[1]) && isKind(day[2])),
      'zone.hours.days',
      'runs of days',
    );
    need(pairOfNumbers(range), 'zone.hours.known', 'the first and last day');
  }
  const working = hours !== undefined;
  for (const [name, limit] of sameNames(limits, known.limits, 'limits'))
    need(isDuration(limit, working), `limits.${name}`, 'a duration');
  for (const [name, plan] of sameNames(clocks, known.clocks, 'clocks'))
    need(isPlan(plan, working), `clocks.${name}`, 'a ladder');
  for (const [name, number] of sameNames(numbers, known.numbers, 'numbers'))
    need(isNumber(number), `numbers.${name}`, 'a number');
  for (const [reason, lengths] of sameNames(pauses ?? {}, known.pauses ?? {}, 'pauses')) {
    const { longest, remindAfter = longest } = (lengths ?? {}) as Partial<PausePlan>;
    need(isDuration(longest, working) && isDuration(remindAfter, working), `pauses.${reason}`, 'durations');
  }
  for (const [kind, plan] of sameNames(plans ?? {}, known.plans ?? {}, 'plans'))
    need(isEmergencyPlan(plan), `plans.${kind}`, 'departments with their persons');
  const { roles } =
    lateEntries === undefined ? { roles: [] } : (mapping(lateEntries, 'lateEntries') as { roles?: unknown });
  need(Array.isArray(roles) && roles.every(role => typeof role === 'string'), 'lateEntries.roles', 'a list of roles');
}

function need(holds: unknown, path: string, what: string): asserts holds {
  if (!holds)
    throw new DuecourseError('BAD_REBASE', `The policy of a re-base does not fit: ${path} must be ${what}.`, { path });
}

function mapping(given: unknown, path: string): object {
  need(typeof given === 'object' && given !== null && !Array.isArray(given), path, 'a mapping');
  return given;
}

function sameNames(given: unknown, known: object, path: string): [string, unknown][] {
  const entries = Object.entries(mapping(given, path));
  const names = Object.keys(known);
  const same = entries.length === names.length && names.every(name => Object.hasOwn(given as object, name));
  need(same, path, `a mapping of exactly ${names.join(', ') || 'nothing'}`);
  return entries;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const pairOfNumbers = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && isNumber(value[0]) && isNumber(value[1]);

function isDuration(value: unknown, working: boolean): boolean {
  const { kind, ...size } = (value ?? {}) as Duration & {
    readonly ms?: unknown;
    readonly days?: unknown;
    readonly months?: unknown;
  };
  const positive = (n: unknown) => isNumber(n) && n > 0;
  switch (kind) {
    case 'elapsed':
      return positive(size.ms);
    case 'workingTime':
      return working && positive(size.ms);
    case 'calendarDays':
      return positive(size.days);
    case 'workingDays':
      return working && positive(size.days);
    case 'calendarMonths':
      return positive(size.months);
    case 'endOfDay':
      return true;
    case 'endOfWorkingDay':
      return working;
    default:
      return false;
  }
}

function isPlan(value: unknown, working: boolean): boolean {
  const { warnAt, every, levels } = (value ?? {}) as Partial<RungPlan>;
  return (
    Array.isArray(warnAt) &&
    warnAt.every(share => isNumber(share) && share > 0 && share < 1) &&
    Array.isArray(levels) &&
    levels.every(level => typeof level === 'string') &&
    (every === undefined || isDuration(every, working))
  );
}
