import { planOfDay, type WorkCalendar } from '../../../machines/policy/calendar';
import { dateOf, formatHours, readDate } from '../../../machines/policy/calendar-days';
import type { Text } from '../../../statechart/types';
import { DuecourseError } from '../../../time/error';
import { weekdayOf } from '../../../time/hours';
import type { Cli } from '../cli';
import { dayReason, weekdayName } from '../render/explain';
import { indent, table } from '../render/table';

/** A day as `calendar show --json` prints it. */
export interface DayDocument {
  readonly date: string;
  readonly works: boolean;
  /** `08:30-12:00, 13:30-17:30`; empty on a day off. */
  readonly hours: string;
  readonly why: 'working' | 'weekend' | 'off' | 'made-up' | 'changed';
  readonly name?: Text;
  /** Is the day beyond what the calendar knows? */
  readonly provisional: boolean;
}

/** `duecourse calendar show [2026-10]`. @throws DuecourseError `USAGE` */
export function showMonth(cli: Cli, calendar: WorkCalendar, month: string): void {
  const days = daysOf(calendar, month);
  const { file, version, zone, source } = calendar;
  cli.result({ month, file, version, zone, source, days }, () => monthText(cli, calendar, month, days));
}

/** @throws DuecourseError `USAGE` for what is no month */
export function daysOf(calendar: WorkCalendar, month: string): DayDocument[] {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new DuecourseError('USAGE', `"${month}" is not a month; write e.g. "2026-10".`);
  const first = readDate(`${month}-01`);
  const all = Array.from({ length: 31 }, (_, i) => first + i).filter(day => dateOf(day).startsWith(month));
  return all.map(day => dayDocument(calendar, day));
}

export function dayDocument(calendar: WorkCalendar, day: number): DayDocument {
  const { open, special } = planOfDay(day, calendar);
  const usual = planOfDay(day, { ...calendar, days: new Map() }).open.length > 0;
  const works = open.length > 0;
  const why = special === undefined ? (usual ? 'working' : 'weekend') : works ? (usual ? 'changed' : 'made-up') : 'off';
  return {
    date: dateOf(day),
    works,
    hours: formatHours(open),
    why,
    ...(special?.name && { name: special.name }),
    provisional: day < calendar.coverage[0] || day > calendar.coverage[1],
  };
}

function monthText(cli: Cli, calendar: WorkCalendar, month: string, days: readonly DayDocument[]): string {
  const { say, paint, lang } = cli;
  const columns = Array.from({ length: 7 }, (_, i) => weekdayName(dateOf(4 + i), lang));
  const weeks: string[][] = [[]];
  for (let i = 0; i < weekdayOf(readDate(days[0]!.date)); i++) weeks[0]!.push('');
  for (const day of days) {
    if (weeks.at(-1)!.length === 7) weeks.push([]);
    weeks.at(-1)!.push(cell(cli, day));
  }
  const usual = formatHours(calendar.hours);
  const notes = runsOf(days.filter(({ why }) => why !== 'working' && why !== 'weekend')).map(run => [
    run.first === run.last ? run.first : `${run.first}…${run.last.slice(5)}`,
    dayReason(cli, run.day),
    run.day.hours,
  ]);
  return [
    `${paint.bold(month)}  ${calendar.file} v${calendar.version}  ${calendar.zone}`,
    indent(table(cli, columns, weeks)),
    ...(notes.length > 0 ? ['', indent(table(cli, [], notes))] : []),
    '',
    `  ${say('monthSum', { days: days.filter(({ works }) => works).length, hours: usual })}`,
    ...(days.some(({ provisional }) => provisional) ? [`  ${paint.yellow(say('provisionalWhy'))}`] : []),
  ].join('\n');
}

/** The day's number, with what is out of the ordinary: 休 and 班, as Chinese calendars have it. */
function cell({ paint, say }: Cli, { date, works, why, provisional }: DayDocument): string {
  const number = String(Number(date.slice(8)));
  const mark = why === 'off' ? say('markOff') : why === 'made-up' ? say('markWork') : why === 'changed' ? '*' : '';
  const text = `${number}${mark}${provisional ? '?' : ''}`;
  return works ? (mark ? paint.yellow(text) : text) : paint.dim(text);
}

function runsOf(days: readonly DayDocument[]): { first: string; last: string; day: DayDocument }[] {
  const runs: { first: string; last: string; day: DayDocument }[] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const next = run && dateOf(readDate(run.last) + 1) === day.date;
    if (run && next && run.day.why === day.why && run.day.name?.zh === day.name?.zh && run.day.hours === day.hours)
      run.last = day.date;
    else runs.push({ first: day.date, last: day.date, day });
  }
  return runs;
}
