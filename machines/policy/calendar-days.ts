import { z } from 'zod';
import { DAY } from '../../time/duration';
import type { Interval } from '../../time/hours';
import { closed, value } from './parts';

/** What a day is: off, worked at the calendar's usual hours, or open at hours of its own. */
export type DayPlan = 'off' | 'work' | readonly Interval[];

/** A day that differs from its weekday, and what people call it. */
export interface SpecialDay {
  readonly is: DayPlan;
  readonly name?: { readonly zh: string; readonly en: string };
}

/** First and last day, counted from 1970-01-01. */
export type Range = readonly [first: number, last: number];

/** The date of a day: `2026-10-01`. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The day of a date. @throws Error with a sentence for whoever wrote it */
export function readDate(text: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at) || dateOf(at / DAY) !== text)
    throw new Error(`"${text}" is not a date; write e.g. "2026-10-01".`);
  return at / DAY;
}

/** `2026-10-01`, or `2026-10-01..2026-10-07`. @throws Error with a sentence for whoever wrote it */
export function readRange(text: string): Range {
  const [first = '', last = first, ...more] = text.split('..');
  if (more.length > 0) throw new Error(`"${text}" is not a range of days; write e.g. "2026-10-01..2026-10-07".`);
  const range = [readDate(first), readDate(last)] as const;
  if (range[0] > range[1]) throw new Error(`"${text}" ends before it begins.`);
  return range;
}

const HOURS = '[08:30-12:00, 13:30-17:30]';

/** `[08:30-12:00, 13:30-17:30]` in minutes after midnight, in order and apart. */
export const intervals = value(`e.g. ${HOURS}`, written => {
  if (!Array.isArray(written)) throw new Error(`must be a list of hours; write e.g. ${HOURS}.`);
  const all = written.map(readInterval).sort(([a], [b]) => a - b);
  const clash = all.find(([from], i) => i > 0 && from < all[i - 1]![1]);
  if (clash) throw new Error(`${formatHours(all)} overlap: open hours of a day must lie apart.`);
  return all;
});

function readInterval(written: unknown): Interval {
  const parts = /^(\d\d?):(\d\d) ?[-–] ?(\d\d?):(\d\d)$/.exec(String(written))?.slice(1).map(Number) ?? [];
  const [from, to] = [(parts[0] ?? Number.NaN) * 60 + (parts[1] ?? 0), (parts[2] ?? Number.NaN) * 60 + (parts[3] ?? 0)];
  const times = (parts[1] ?? 0) < 60 && (parts[3] ?? 0) < 60 && to <= 24 * 60;
  if (!times || Number.isNaN(from)) throw new Error(`"${written}" is not a span of hours; write e.g. "08:30-12:00".`);
  if (from >= to) {
    throw new Error(
      `"${written}" ends before it begins; a night is two days: "22:00-24:00", and "00:00-06:00" on the next.`,
    );
  }
  return [from, to];
}

export const formatHours = (open: readonly Interval[]): string =>
  open.map(([from, to]) => `${timeOf(from)}-${timeOf(to)}`).join(', ');

export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** `work`, `off`, or hours. */
export const dayPlan = value<DayPlan>('"work", "off" or hours', written => {
  if (written === 'work' || written === 'off') return written;
  const hours = intervals.safeParse(written);
  if (Array.isArray(written) && hours.success) return hours.data;
  if (Array.isArray(written)) throw new Error(hours.error?.issues[0]?.message);
  throw new Error(`${JSON.stringify(written)} is not what a day can be; write "work", "off" or hours: ${HOURS}.`);
});

const words = value('a name', written => {
  if (typeof written === 'string' && written.trim() !== '') return written;
  throw new Error('must be a name.');
});

const specialDay = closed({ is: dayPlan, name: closed({ zh: words, en: words }).optional() });

/** `days:` of a calendar file: dates and ranges of dates, none of them twice. */
export const specialDays = z.unknown().transform((written, context): ReadonlyMap<number, SpecialDay> => {
  const days = new Map<number, SpecialDay>();
  if (written === null || typeof written !== 'object' || Array.isArray(written)) {
    context.addIssue({
      code: 'custom',
      message: 'must be a mapping of days, e.g. "2026-10-01..2026-10-07: { is: off }".',
    });
    return z.NEVER;
  }
  for (const [key, rule] of Object.entries(written)) {
    const parsed = specialDay.safeParse(rule);
    for (const issue of parsed.error?.issues ?? []) {
      context.issues.push({ ...issue, path: [key, ...issue.path], input: rule } as never);
    }
    try {
      const [first, last] = readRange(key);
      if (last - first > 366) throw new Error(`"${key}" is longer than a year.`);
      for (let day = first; day <= last; day++) {
        if (days.has(day)) throw new Error(`${dateOf(day)} stands here twice.`);
        if (parsed.success) days.set(day, parsed.data);
      }
    } catch (error) {
      context.issues.push({
        code: 'unrecognized_keys',
        keys: [key],
        input: rule,
        message: (error as Error).message,
      } as never);
    }
  }
  return days;
});
