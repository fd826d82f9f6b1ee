import { DuecourseError } from '../../time/error';
import { dateOf, readDate } from './calendar-days';

/** A day off or a day that is worked, as another calendar has it. */
export interface ImportedDay {
  readonly day: number;
  readonly off: boolean;
  readonly name: string;
}

/** What was found in a file of another kind. */
export interface Imported {
  readonly days: readonly ImportedDay[];
  /** Addresses of the notices that the file names. */
  readonly source: readonly string[];
}

/**
 * Reads a calendar of another kind: iCalendar, or the JSON of holiday-cn (`{ year, papers, days: [{ name, date, isOffDay }] }`).
 * @throws DuecourseError `BAD_CALENDAR` with the place of the first mistake
 */
export function importCalendar(text: string, file: string): Imported {
  const { days, source } = /^\s*BEGIN:VCALENDAR/i.test(text) ? fromIcs(text, file) : fromHolidayCn(text, file);
  if (days.length === 0) throw bad(file, 'has no days in it.');
  const byDay = new Map(days.map(day => [day.day, day]));
  return { days: [...byDay.values()].sort((a, b) => a.day - b.day), source };
}

function fromHolidayCn(text: string, file: string): Imported {
  let data: { papers?: unknown; days?: unknown };
  try {
    data = JSON.parse(text) as typeof data;
  } catch (error) {
    throw bad(file, `is neither an iCalendar file nor JSON: ${(error as Error).message}.`);
  }
  if (!Array.isArray(data?.days)) throw bad(file, 'has no list "days" of { "name", "date", "isOffDay" }.');
  const days = data.days.map((each: unknown, i): ImportedDay => {
    const { name, date, isOffDay } = (each ?? {}) as { name?: unknown; date?: unknown; isOffDay?: unknown };
    if (typeof name !== 'string' || typeof isOffDay !== 'boolean')
      throw bad(file, `days[${i}] needs a "name" and "isOffDay": true or false.`);
    return { day: dayFrom(String(date), `${file}: days[${i}]`), off: isOffDay, name };
  });
  const papers = Array.isArray(data.papers) ? data.papers.filter(paper => typeof paper === 'string') : [];
  return { days, source: papers };
}

/** Whole days only; an event that says 班, work or make-up in its summary is a day that is worked. */
function fromIcs(text: string, file: string): Imported {
  const days: ImportedDay[] = [];
  let event: { start?: string; end?: string; name?: string } | undefined;
  // A long line goes on in the next, which begins with a blank.
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    const [, property = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/i.exec(line) ?? [];
    if (property === 'BEGIN' && value === 'VEVENT') event = {};
    if (event === undefined) continue;
    if (property === 'DTSTART') event.start = value;
    if (property === 'DTEND') event.end = value;
    if (property === 'SUMMARY') event.name = value.replace(/\\([,;\\])/g, '$1');
    if (property === 'END' && value === 'VEVENT') {
      days.push(...eventDays(event, `${file}:${i + 1}`));
      event = undefined;
    }
  }
  if (event !== undefined) throw bad(file, 'ends in the middle of an event (no END:VEVENT).');
  return { days, source: [] };
}

function eventDays(
  { start, end, name = '' }: { start?: string; end?: string; name?: string },
  place: string,
): ImportedDay[] {
  if (start === undefined) throw bad(place, 'the event that ends here has no DTSTART.');
  const date = (written: string) => dayFrom(written.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'), place);
  const first = date(start);
  const last = end === undefined ? first : Math.max(first, date(end) - 1);
  if (last - first > 366) throw bad(place, 'the event that ends here is longer than a year.');
  const off = !/班|work|make-?up/i.test(name);
  const plain = name.replace(/\s*[([（]?(休|班|放假|补班|调休)[)\]）]?\s*$/, '') || name;
  return Array.from({ length: last - first + 1 }, (_, i) => ({ day: first + i, off, name: plain }));
}

function dayFrom(text: string, place: string): number {
  try {
    return readDate(text);
  } catch (error) {
    throw new DuecourseError('BAD_CALENDAR', `${place}: ${(error as Error).message}`);
  }
}

const bad = (place: string, message: string): DuecourseError =>
  new DuecourseError('BAD_CALENDAR', `${place}: ${message}`);

/** An entry of `days:` in a calendar file. */
export interface DayEntry {
  /** `2027-02-05..2027-02-11` */
  readonly key: string;
  readonly is: 'off' | 'work';
  readonly name: { readonly zh: string; readonly en: string };
}

/** The days as entries of a calendar file, runs of days off in one. */
export function entriesOf({ days }: Imported): DayEntry[] {
  const runs: { first: number; last: number; off: boolean; name: string }[] = [];
  for (const { day, off, name } of days) {
    const run = runs.at(-1);
    if (run && run.last + 1 === day && run.off && off && run.name === name) run.last = day;
    else runs.push({ first: day, last: day, off, name });
  }
  return runs.map(({ first, last, off, name }) => {
    const english = ENGLISH[name] ?? name;
    return {
      key: first === last ? dateOf(first) : `${dateOf(first)}..${dateOf(last)}`,
      is: off ? 'off' : 'work',
      name: off ? { zh: name, en: english } : { zh: `${name}调休`, en: `make-up for ${english}` },
    };
  });
}

/** The same as text: `  2027-02-05..2027-02-11: { is: off, … }`. */
export const daysAsYaml = (imported: Imported): string =>
  entriesOf(imported)
    .map(
      ({ key, is, name }) =>
        `  ${key}: { is: ${is}, name: { zh: ${JSON.stringify(name.zh)}, en: ${JSON.stringify(name.en)} } }`,
    )
    .join('\n');

const ENGLISH: { readonly [name: string]: string | undefined } = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明: 'Qingming Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午: 'Dragon Boat Festival',
  端午节: 'Dragon Boat Festival',
  中秋: 'Mid-Autumn Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  '国庆节、中秋节': 'National Day and Mid-Autumn Festival',
};
