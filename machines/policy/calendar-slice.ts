import type { Hours, Interval, SpecialDays } from '../../time/hours';
import { planOfDay, type WorkCalendar } from './calendar';
import type { Range } from './calendar-days';

/** The working time of a calendar as a case carries it: the week, and the special days from `first` to `last`. */
export function hoursOf(calendar: WorkCalendar, [first, last]: Range): Hours {
  const kinds: (readonly Interval[])[] = [[]];
  const kindOf = (open: readonly Interval[]): number => {
    const known = kinds.findIndex(kind => JSON.stringify(kind) === JSON.stringify(open));
    return known >= 0 ? known : kinds.push(open) - 1;
  };
  // Day 4 after 1970-01-01, a Thursday, was a Monday; no special day is asked for there.
  const week = calendar.week.map((_, i) => kindOf(planOfDay(4 + i, { ...calendar, days: new Map() }).open));
  const days: SpecialDays[] = [];
  for (const day of [...calendar.days.keys()].filter(each => first <= each && each <= last).sort((a, b) => a - b)) {
    const { open, special } = planOfDay(day, calendar);
    const { zh, en } = special?.name ?? {};
    const run = days.at(-1);
    const next: SpecialDays = zh === undefined ? [day, 1, kindOf(open)] : [day, 1, kindOf(open), zh, en];
    const goesOn = run !== undefined && run[0] + run[1] === day && String(run.slice(2)) === String(next.slice(2));
    if (goesOn) days.pop();
    days.push(goesOn ? [run[0], run[1] + 1, ...tailOf(run)] : next);
  }
  const [from, to] = calendar.coverage;
  return { kinds, week, days, known: [from, Math.min(to, last)] };
}

const tailOf = ([, , ...tail]: SpecialDays) => tail;
