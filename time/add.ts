import { DAY, type Duration, MINUTE } from './duration';
import { DuecourseError } from './error';
import { afterWorking, dayOf, type Hours, lastClosing, type Open, workingDaysFrom } from './hours';
import { fromLocal, toLocal, type Zone } from './zone';

/** All that durations are reckoned by: the zone, when the day ends (for `end of day`), and working time (for the working kinds). */
export interface Calendar extends Zone {
  /** Minutes after midnight, wall time. */
  readonly dayEnd?: number;
  readonly hours?: Hours;
}

/**
 * The instant (whole ms) at which `duration` is over when it begins at `at` (ms).
 * @throws DuecourseError `BAD_CALENDAR` for `end of day` on a calendar without a day end, for working time on one without hours.
 */
export function add(at: number, duration: Duration, calendar: Calendar): number {
  return Math.ceil(due(at, duration, calendar));
}

function due(at: number, duration: Duration, calendar: Calendar): number {
  switch (duration.kind) {
    case 'elapsed':
      return at + duration.ms;
    case 'calendarDays':
      return fromLocal(toLocal(at, calendar) + duration.days * DAY, calendar);
    case 'calendarMonths':
      return fromLocal(addMonths(toLocal(at, calendar), duration.months), calendar);
    case 'endOfDay':
      return endOfDay(at, calendar);
    case 'workingTime':
      return afterWorking(at, duration.ms, openOf(calendar));
    case 'workingDays':
      return closingOf(duration.days, dayOf(at, calendar) + 1, openOf(calendar));
    case 'endOfWorkingDay':
      return endOfWorkingDay(at, openOf(calendar));
  }
}

/** The calendar as one that has working time. @throws DuecourseError `BAD_CALENDAR` if it has none. */
export function openOf(calendar: Calendar | undefined): Open {
  if (calendar?.hours) return calendar as Open;
  throw new DuecourseError('BAD_CALENDAR', 'Working time needs a calendar that says when it is.');
}

/** The last closing of the n-th working day from the day `first` on. */
function closingOf(n: number, first: number, calendar: Open): number {
  let count = 0;
  for (const openings of workingDaysFrom(first, calendar)) if (++count === n) return openings.at(-1)![1];
  return Number.NaN;
}

function endOfWorkingDay(at: number, calendar: Open): number {
  const today = dayOf(at, calendar);
  const closes = lastClosing(today, calendar);
  return closes !== undefined && at < closes ? closes : closingOf(1, today + 1, calendar);
}

/**
 * The k-th repetition of `duration` from `anchor` (ms), counted from the anchor and never from the one before, so that
 * "monthly from the 31st" comes back to the 31st. `k` = 0 is the anchor itself.
 */
export function repeat(anchor: number, duration: Duration, k: number, calendar: Calendar): number {
  if (k === 0) return anchor;
  switch (duration.kind) {
    case 'elapsed':
      return add(anchor, { ...duration, ms: duration.ms * k }, calendar);
    case 'calendarDays':
      return add(anchor, { ...duration, days: duration.days * k }, calendar);
    case 'calendarMonths':
      return add(anchor, { ...duration, months: duration.months * k }, calendar);
    case 'endOfDay':
      return add(add(anchor, duration, calendar), { kind: 'calendarDays', days: k - 1 }, calendar);
    case 'workingTime':
      return add(anchor, { ...duration, ms: duration.ms * k }, calendar);
    case 'workingDays':
      return add(anchor, { ...duration, days: duration.days * k }, calendar);
    case 'endOfWorkingDay': {
      const first = add(anchor, duration, calendar);
      return k === 1 ? first : add(first - 1, { kind: 'workingDays', days: k - 1 }, calendar);
    }
  }
}

/**
 * The same wall time on the first working day from the day of `at` (ms) on: a visit that falls on a holiday is made on the next working
 * day. On a working day it stays where it is, even outside its hours. The next repetition is counted from the anchor all the same.
 * @throws DuecourseError `BAD_CALENDAR` once there can be no more working day
 */
export function onWorkingDay(at: number, calendar: Open): number {
  const today = dayOf(at, calendar);
  let day = today;
  for (const openings of workingDaysFrom(today, calendar)) {
    day = dayOf(openings[0]![0], calendar);
    break;
  }
  return day === today ? at : fromLocal(toLocal(at, calendar) + (day - today) * DAY, calendar);
}

/** The same day and time `n` months later on the wall clock, clamped to the month's last day. */
function addMonths(local: number, n: number): number {
  const date = new Date(local);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + n];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDay = local - Math.floor(local / DAY) * DAY;
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + timeOfDay;
}

function endOfDay(at: number, calendar: Calendar): number {
  if (calendar.dayEnd === undefined) {
    throw new DuecourseError('BAD_CALENDAR', '"end of day" needs a calendar that says when the day ends.');
  }
  const midnight = Math.floor(toLocal(at, calendar) / DAY) * DAY;
  const today = fromLocal(midnight + calendar.dayEnd * MINUTE, calendar);
  return at < today ? today : fromLocal(midnight + DAY + calendar.dayEnd * MINUTE, calendar);
}
