import { planOfDay, type WorkCalendar } from '../../../machines/policy/calendar';
import { dateOf } from '../../../machines/policy/calendar-days';
import type { Cli } from '../cli';
import { endingOf } from './coverage';

/** `duecourse calendar check [file]`: the file is sound, or `loadCalendar` has thrown. */
export function checkCalendar(cli: Cli, calendar: WorkCalendar, now = Date.now()): void {
  const { file, version, zone, coverage, source } = calendar;
  const ending = endingOf(calendar, now);
  const years = yearsOf(calendar);
  const known = { from: dateOf(coverage[0]), to: dateOf(coverage[1]) };
  cli.result({ file, version, zone, coverage: known, endsSoon: ending !== undefined, source, years }, () =>
    [
      `${cli.paint.green('✓')} ${file} v${version}  ${zone}  ${known.from}…${known.to}`,
      ...source.map(notice => `  ${notice}`),
      ...years.map(({ year, workingDays }) => `  ${cli.say('yearSum', { year, days: workingDays })}`),
      ...(ending === undefined ? [] : [`${cli.paint.yellow('!')} ${cli.say('coverageEnds', { to: ending })}`]),
    ].join('\n'),
  );
}

/** Working days of each year that is wholly known. */
function yearsOf(calendar: WorkCalendar): { year: number; workingDays: number }[] {
  const [first, last] = calendar.coverage;
  const count = new Map<number, { days: number; works: number }>();
  for (let day = first; day <= last; day++) {
    const year = Number(dateOf(day).slice(0, 4));
    const { days, works } = count.get(year) ?? { days: 0, works: 0 };
    count.set(year, { days: days + 1, works: works + (planOfDay(day, calendar).open.length > 0 ? 1 : 0) });
  }
  return [...count].filter(([, { days }]) => days >= 365).map(([year, { works }]) => ({ year, workingDays: works }));
}
