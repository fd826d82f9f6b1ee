import { add, type Calendar, openOf } from './add';
import { DAY, type Duration, isWorking } from './duration';
import { between, dayOf, type Interval, isProvisional, openingsOf, ruleOf, weekdayOf } from './hours';
import { toLocal } from './zone';

/** Why a duration ends when it does. Instants in ms. */
export interface Explanation {
  readonly from: number;
  readonly due: number;
  /** The calendar does not know all the days up to `due`. */
  readonly provisional: boolean;
  /** Something that the clocks or the month did: a wall time that is skipped or comes twice, a day that the month does not have. */
  readonly note?: 'skipped' | 'twice' | 'clamped';
  /** The way there, for durations of working time: runs of days that are off for one reason, and working days one by one. */
  readonly days: readonly ExplainedDays[];
}

/** Days since 1970-01-01, both included. */
export interface ExplainedDays {
  readonly first: number;
  readonly last: number;
  /**
   * `working` as the week has it, `made-up` a weekend's day that is worked, `changed` a working day with hours of its own,
   * `weekend` off as the week has it, `off` a special day off; `start` the day that working days do not count.
   */
  readonly why: 'working' | 'made-up' | 'changed' | 'weekend' | 'off' | 'start';
  readonly zh?: string;
  readonly en?: string;
  readonly open: readonly Interval[];
  /** Working time (ms) or, for working days, how many days these add. */
  readonly counted: number;
  /** So far. */
  readonly total: number;
  readonly provisional: boolean;
}

/** The way from `from` (ms) to when `duration` is over, with the reason for each day. Throws as `add` does. */
export function explain(from: number, duration: Duration, calendar: Calendar): Explanation {
  const due = add(from, duration, calendar);
  if (!isWorking(duration)) {
    const note = noteOf(from, due, duration, calendar);
    return { from, due, provisional: false, days: [], ...(note && { note }) };
  }
  const open = openOf(calendar);
  const days: ExplainedDays[] = [];
  let total = 0;
  for (let day = dayOf(from, open); day <= dayOf(due - 1, open); day++) {
    const counted = countedOn(day, { from, due, duration }, open);
    total += counted;
    const next: ExplainedDays = {
      first: day,
      last: day,
      ...reasonOf(day, open.hours),
      ...(duration.kind === 'workingDays' && day === dayOf(from, open) && { why: 'start' as const }),
      counted,
      total,
      provisional: day < open.hours.known[0] || day > open.hours.known[1],
    };
    const run = days.at(-1);
    if (run && isOneRun(run, next)) days[days.length - 1] = { ...run, last: day };
    else days.push(next);
  }
  return { from, due, provisional: isProvisional(from, due, open), days };
}

interface Way {
  readonly from: number;
  readonly due: number;
  readonly duration: Duration;
}

function countedOn(day: number, { from, due, duration }: Way, open: ReturnType<typeof openOf>): number {
  const openings = openingsOf(day, open);
  const [opens, closes] = [openings[0]?.[0], openings.at(-1)?.[1]];
  if (opens === undefined || closes === undefined) return 0;
  if (duration.kind === 'workingTime') return between(Math.max(from, opens), Math.min(due, closes), open);
  if (duration.kind === 'workingDays') return day > dayOf(from, open) ? 1 : 0;
  return closes === due ? 1 : 0;
}

function reasonOf(day: number, hours: Parameters<typeof ruleOf>[1]): Pick<ExplainedDays, 'why' | 'open' | 'zh' | 'en'> {
  const { open, special } = ruleOf(day, hours);
  const worked = (hours.kinds[hours.week[weekdayOf(day)] ?? -1] ?? []).length > 0;
  if (special === undefined) return { why: worked ? 'working' : 'weekend', open };
  return { why: open.length === 0 ? 'off' : worked ? 'changed' : 'made-up', open, ...special };
}

const isOneRun = (run: ExplainedDays, next: ExplainedDays): boolean =>
  run.open.length === 0 &&
  next.open.length === 0 &&
  run.why === next.why &&
  run.zh === next.zh &&
  run.provisional === next.provisional;

function noteOf(from: number, due: number, duration: Duration, calendar: Calendar): Explanation['note'] {
  if (duration.kind !== 'calendarDays' && duration.kind !== 'calendarMonths') return undefined;
  const [start, end] = [toLocal(from, calendar), toLocal(due, calendar)];
  if ((start - end) % DAY !== 0) return 'skipped';
  if (duration.kind === 'calendarMonths' && new Date(start).getUTCDate() !== new Date(end).getUTCDate())
    return 'clamped';
  const again = calendar.offsets.some(([change, offset], i) => {
    const back = (calendar.offsets[i - 1]?.[1] ?? offset) - offset;
    return change - back <= due && due < change;
  });
  return again ? 'twice' : undefined;
}
