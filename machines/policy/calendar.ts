import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { DuecourseError } from '../../time/error';
import { type Interval, weekdayOf } from '../../time/hours';
import { type DayPlan, dateOf, type Range, type SpecialDay } from './calendar-days';
import { calendarSchema, weekdays } from './calendar-schema';
import { parseYaml, readText } from './yaml-file';

/** A calendar with all its layers. Days are counted from 1970-01-01. */
export interface WorkCalendar {
  readonly file: string;
  readonly version: number;
  readonly zone: string;
  readonly coverage: Range;
  /** Where the days are from, the lowest layer's first. */
  readonly source: readonly string[];
  /** The open hours of a working day that says nothing else; also those of a make-up day. */
  readonly hours: readonly Interval[];
  /** Monday to Sunday. */
  readonly week: readonly DayPlan[];
  readonly days: ReadonlyMap<number, SpecialDay>;
}

type Layer = Omit<WorkCalendar, 'zone' | 'coverage' | 'week'> & Partial<WorkCalendar>;

/**
 * Reads a calendar file with what it extends.
 * @throws DuecourseError `BAD_CALENDAR` with every mistake of the file at once, each with line, column, and what to write instead
 */
export const loadCalendar = (path: string): WorkCalendar =>
  parseCalendar(readText(path, 'BAD_CALENDAR', 'calendar file'), path);

/** The calendar in `text`; `file` is how messages name it, and where what it extends is looked for. Throws as `loadCalendar` does. */
export function parseCalendar(text: string, file: string): WorkCalendar {
  const layer = readLayer(text, file, []);
  const { zone, coverage, week } = layer;
  if (zone !== undefined && coverage !== undefined && week !== undefined) return { ...layer, zone, coverage, week };
  // `readLayer` has complained about this already.
  throw new DuecourseError('BAD_CALENDAR', `${file}: the calendar is not complete.`);
}

function readLayer(text: string, file: string, above: readonly string[]): Layer {
  const { data, refuse } = parseYaml(text, { file, code: 'BAD_CALENDAR', schema: calendarSchema });
  const base = data.extends === undefined ? undefined : baseOf(data.extends, file, [...above, resolve(file)], refuse);
  const layer: Layer = {
    ...base,
    ...definedOf({ zone: data.zone, coverage: data.coverage, week: data.week && weekdays.map(day => data.week![day]) }),
    file,
    version: data.version,
    source: [...(base?.source ?? []), ...(data.source ?? [])],
    hours: data.hours ?? base?.hours ?? [],
    days: new Map([...(base?.days ?? []), ...(data.days ?? [])]),
  };
  refuse(issuesOf(layer, data.days ?? new Map(), base));
  return layer;
}

function baseOf(
  written: string,
  file: string,
  above: readonly string[],
  refuse: (issues: z.core.$ZodIssue[]) => void,
): Layer {
  const path = resolve(dirname(file), written);
  if (above.includes(path)) refuse([issue(['extends'], `"${written}" builds upon this file in turn: a circle.`)]);
  if (!existsSync(path)) refuse([issue(['extends'], `there is no file "${written}" in ${dirname(file)}.`)]);
  return readLayer(readText(path, 'BAD_CALENDAR', 'calendar file'), path, above);
}

/** What is wrong with a layer once it is seen together with those below it. */
function issuesOf(layer: Layer, own: ReadonlyMap<number, SpecialDay>, base: Layer | undefined): z.core.$ZodIssue[] {
  const { zone, coverage, week, hours, days } = layer;
  const issues: z.core.$ZodIssue[] = [];
  if (zone === undefined) issues.push(issue(['zone'], 'is missing; write e.g. "Asia/Shanghai".'));
  if (week === undefined) issues.push(issue(['week'], 'is missing; write what each day is: "work", "off" or hours.'));
  if (coverage === undefined) {
    issues.push(issue(['coverage'], 'is missing; write the days that it knows, e.g. "2025-01-01..2026-12-31".'));
  } else {
    const [first, last] = coverage;
    const outside = [...own.keys()].filter(day => day < first || day > last).map(dateOf);
    if (outside.length > 0)
      issues.push(
        issue(['coverage'], `${dateOf(first)}..${dateOf(last)} leaves out ${inWords(outside)}, which "days" names.`),
      );
    if (base?.coverage && (first < base.coverage[0] || last > base.coverage[1])) {
      const below = `${dateOf(base.coverage[0])}..${dateOf(base.coverage[1])}`;
      issues.push(
        issue(['coverage'], `reaches beyond that of "${base.file}" (${below}), whose days off would be missing there.`),
      );
    }
  }
  const usual = [...(week ?? []), ...[...days.values()].map(({ is }) => is)].includes('work');
  if (usual && hours.length === 0)
    issues.push(
      issue(['hours'], 'is missing, and days are said to be "work"; write e.g. "[08:30-12:00, 13:30-17:30]".'),
    );
  else if (week?.every(plan => openOn(plan, layer).length === 0))
    issues.push(issue(['week'], 'has no working time at all: nothing would ever be due by it.'));
  return issues;
}

const openOn = (plan: DayPlan, { hours }: Pick<WorkCalendar, 'hours'>): readonly Interval[] =>
  plan === 'work' ? hours : plan === 'off' ? [] : plan;

/** The open hours of a day, and the special day that it is. */
export function planOfDay(day: number, calendar: WorkCalendar): { open: readonly Interval[]; special?: SpecialDay } {
  const special = calendar.days.get(day);
  const plan = special?.is ?? calendar.week[weekdayOf(day)] ?? 'off';
  return { open: openOn(plan, calendar), ...(special && { special }) };
}

const issue = (path: string[], message: string): z.core.$ZodIssue => ({
  code: 'custom',
  path,
  message,
  input: undefined,
});

const inWords = (dates: readonly string[]): string =>
  dates.length > 3 ? `${dates.slice(0, 3).join(', ')} and ${dates.length - 3} more` : dates.join(', ');

/** The entries that are there. */
const definedOf = <T extends object>(of: T): Partial<T> =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as Partial<T>;
