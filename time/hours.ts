import { DAY, MINUTE } from './duration';
import { DuecourseError } from './error';
import { reached, toLocal, type Zone } from './zone';

/** Open from–to, in minutes after midnight on the wall clock; 1440 is the day's end. */
export type Interval = readonly [from: number, to: number];

/** A run of days that differ from the week: its first day, how many, their kind, and what people call them. */
export type SpecialDays = readonly [first: number, count: number, kind: number, zh?: string, en?: string];

/**
 * Working time as closed data, small enough to travel with a case. Days are counted from 1970-01-01.
 * One concept serves holidays and make-up working days alike: a special day has another kind than its weekday.
 */
export interface Hours {
  /** The kinds of day that there are, each by its open intervals, in order and apart; none of them is a day off. */
  readonly kinds: readonly (readonly Interval[])[];
  /** The kind of Monday to Sunday. */
  readonly week: readonly number[];
  /** In order and apart. */
  readonly days: readonly SpecialDays[];
  /** The first and last day for which `days` is known to be complete; beyond, only the week is. */
  readonly known: readonly [first: number, last: number];
}

/** A zone with its working time. */
export interface Open extends Zone {
  readonly hours: Hours;
}

/** What a day is by the calendar. */
export interface DayRule {
  readonly open: readonly Interval[];
  /** Is it a special day, and what people call it? */
  readonly special?: { readonly zh?: string; readonly en?: string };
}

/** The day (since 1970-01-01) that the clocks of the zone show at the instant `at` (ms). */
export const dayOf = (at: number, zone: Zone): number => Math.floor(toLocal(at, zone) / DAY);

/** 0 is Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

export function ruleOf(day: number, { kinds, week, days }: Hours): DayRule {
  const special = days.find(([first, count]) => first <= day && day < first + count);
  if (special === undefined) return { open: kinds[week[weekdayOf(day)] ?? -1] ?? [] };
  const [, , kind, zh, en] = special;
  return { open: kinds[kind] ?? [], special: { ...(zh !== undefined && { zh }), ...(en !== undefined && { en }) } };
}

/**
 * When the day is open, as instants (ms). A shop opens and closes once, whatever the clocks do: at the first moment at which they
 * have reached the time, so what they skip is not open, and what they show twice belongs to the interval that it first fell in.
 */
export function openingsOf(day: number, calendar: Open): readonly (readonly [from: number, to: number])[] {
  const { open } = ruleOf(day, calendar.hours);
  if (open.length === 0) return open;
  return open
    .map(
      ([from, to]) =>
        [reached(day * DAY + from * MINUTE, calendar), reached(day * DAY + to * MINUTE, calendar)] as const,
    )
    .filter(([from, to]) => from < to);
}

/** The instant at which the day closes for the last time, or undefined on a day off. */
export const lastClosing = (day: number, calendar: Open): number | undefined => openingsOf(day, calendar).at(-1)?.[1];

/**
 * The days from `first` on that have working time, each with when it is open.
 * @throws DuecourseError `BAD_CALENDAR` once there can be no more, so that nobody waits for ever.
 */
export function* workingDaysFrom(
  first: number,
  calendar: Open,
): Generator<readonly (readonly [from: number, to: number])[]> {
  const { kinds, week, days } = calendar.hours;
  const weekly = week.some(kind => (kinds[kind]?.length ?? 0) > 0);
  const last = weekly ? Number.POSITIVE_INFINITY : Math.max(...days.map(([from, count]) => from + count - 1));
  for (let day = first; day <= last; day++) {
    const openings = openingsOf(day, calendar);
    if (openings.length > 0) yield openings;
  }
  throw new DuecourseError(
    'BAD_CALENDAR',
    'The calendar has no working time left: nothing that is due by it ever comes.',
  );
}

/** Working time (ms) between two instants; 0 if `to` is not after `from`. */
export function between(from: number, to: number, calendar: Open): number {
  let sum = 0;
  const last = dayOf(to, calendar) + 1;
  for (let day = dayOf(from, calendar) - 1; day <= last; day++) {
    for (const [opens, closes] of openingsOf(day, calendar)) {
      sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
    }
  }
  return sum;
}

/**
 * The first instant (ms) by which `ms` of working time have passed since `at`; `at` itself if nothing is left to pass.
 * @throws DuecourseError `BAD_CALENDAR` if there is not so much working time.
 */
export function afterWorking(at: number, ms: number, calendar: Open): number {
  if (ms <= 0) return at;
  let left = ms;
  // One day earlier: where the clocks go back at midnight, the instant's day may have been closed under yesterday's date.
  for (const openings of workingDaysFrom(dayOf(at, calendar) - 1, calendar)) {
    for (const [opens, closes] of openings) {
      const open = closes - Math.max(opens, at);
      if (open <= 0) continue;
      if (left <= open) return closes - open + left;
      left -= open;
    }
  }
  return at;
}

/** Does a reckoning from one instant to the other need days that the calendar does not know yet? */
export function isProvisional(from: number, to: number, calendar: Open): boolean {
  const [first, last] = calendar.hours.known;
  return dayOf(from, calendar) < first || dayOf(to - 1, calendar) > last;
}
