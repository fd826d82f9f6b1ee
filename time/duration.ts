import { DuecourseError } from './error';
import type { Lang } from './lang';

/**
 * A length of time that says what it means. What it comes to from a given instant is `add`'s business.
 * - `elapsed` — so many ms, whatever the calendar says
 * - `calendarDays` / `calendarMonths` — the same wall time so many days or months later
 * - `endOfDay` — the policy's day end of that day, or of the next day once it is over
 * - `workingTime` — so many ms of the calendar's open time
 * - `workingDays` — the last closing of the n-th working day after the day of the start
 * - `endOfWorkingDay` — the last closing of that day, or of the next working day
 */
export type Duration =
  | { readonly kind: 'elapsed'; readonly ms: number }
  | { readonly kind: 'calendarDays'; readonly days: number }
  | { readonly kind: 'calendarMonths'; readonly months: number }
  | { readonly kind: 'endOfDay' }
  | { readonly kind: 'workingTime'; readonly ms: number }
  | { readonly kind: 'workingDays'; readonly days: number }
  | { readonly kind: 'endOfWorkingDay' };

/** Does the duration count only what a calendar calls working time? */
export const isWorking = (duration: Duration | undefined): boolean =>
  duration?.kind === 'workingTime' || duration?.kind === 'workingDays' || duration?.kind === 'endOfWorkingDay';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A limit beyond ten years is a slip of the pen. */
const LONGEST = {
  elapsed: 3653 * DAY,
  calendarDays: 3653,
  calendarMonths: 120,
  endOfDay: 1,
  workingTime: 3653 * DAY,
  workingDays: 3653,
  endOfWorkingDay: 1,
} as const;

/** Every unit that may follow a number, in its singular. */
const UNITS: { readonly [unit: string]: (n: number) => Duration } = {
  minute: n => ({ kind: 'elapsed', ms: n * MINUTE }),
  hour: n => ({ kind: 'elapsed', ms: n * HOUR }),
  'calendar day': n => ({ kind: 'calendarDays', days: n }),
  week: n => ({ kind: 'calendarDays', days: n * 7 }),
  'calendar month': n => ({ kind: 'calendarMonths', months: n }),
  'working minute': n => ({ kind: 'workingTime', ms: n * MINUTE }),
  'working hour': n => ({ kind: 'workingTime', ms: n * HOUR }),
  'working day': n => ({ kind: 'workingDays', days: n }),
};

/** What people write instead of a unit, and the units that they may mean. */
const MEANT: readonly (readonly [RegExp, (n: number) => string[]])[] = [
  [/^$/, n => [count(n, 'calendar day'), count(n, 'hour'), count(n, 'minute')]],
  [/^(d|days?|日|天)$/i, n => [count(n, 'calendar day'), count(n, 'working day'), count(n * 24, 'hour')]],
  [/^((work|working|business|office) ?days?|wd|bd|个?工作日)$/i, n => [count(n, 'working day')]],
  [/^((work|working|business|office) ?(h|hrs?|hours?)|个?工作小?时)$/i, n => [count(n, 'working hour')]],
  [/^((work|working|business|office) ?(mins?|minutes?)|工作分钟)$/i, n => [count(n, 'working minute')]],
  [/^(work|working|business) ?weeks?$/i, n => [count(n * 5, 'working day'), count(n, 'week')]],
  [/^(mon|months?|个?月)$/i, n => [count(n, 'calendar month'), count(n * 30, 'calendar day')]],
  [/^(m|mins?|minutes?|分钟?)$/i, n => [count(n, 'minute')]],
  [/^(h|hrs?|hours?|小?时)$/i, n => [count(n, 'hour')]],
  [/^(w|weeks?|calendar weeks?|周)$/i, n => [count(n, 'week')]],
  [/^(calendar days?)$/i, n => [count(n, 'calendar day')]],
  [/^(calendar months?)$/i, n => [count(n, 'calendar month')]],
  [/^(y|years?)$/i, n => [count(n * 12, 'calendar month')]],
];

/** What people write instead of the two forms without a number. */
const END =
  /^\s*(eod|eob|cob|当日|(?:by )?(?:the )?(?:end|close) of (?:the |this )?(?:(working|work|business|office) ?)?(?:day|business))\s*$/i;

const ENDS = ['end of day', 'end of working day'];

const EXAMPLES = ['20 minutes', '48 hours', '3 calendar days', '2 working days', '8 working hours', 'end of day'];

/**
 * Reads a duration as a policy file writes it: `20 minutes`, `48 hours`, `3 calendar days`, `2 weeks` (7 calendar days each),
 * `1 calendar month`, `end of day`, `8 working hours`, `90 working minutes`, `2 working days`, `end of working day`; or in ISO 8601, which
 * knows no working time: `PT20M`, `PT1H30M`, `P3D` and `P1W` (calendar days), `P1M` (a calendar month).
 * @throws DuecourseError `BAD_DURATION` for anything else, for nothing or less than nothing, and beyond ten years; it says what to write instead.
 */
export function parseDuration(text: string): Duration {
  if (text === 'end of day') return { kind: 'endOfDay' };
  if (text === 'end of working day') return { kind: 'endOfWorkingDay' };
  const duration = parseWords(text) ?? parseIso(text);
  if (duration === undefined) throw notUnderstood(text);
  const size = lengthOf(duration);
  if (size <= 0) throw bad(text, 'a limit must be longer than nothing', EXAMPLES.slice(0, 3));
  if (!(size <= LONGEST[duration.kind])) throw bad(text, 'that is more than ten years', ['120 calendar months']);
  return duration;
}

function parseWords(text: string): Duration | undefined {
  const [, digits, unit] = /^(\d+) ([a-z]+(?: [a-z]+)?)$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const singular = unit.replace(/s$/, '');
  return Object.hasOwn(UNITS, singular) ? UNITS[singular]?.(Number(digits)) : undefined;
}

function parseIso(text: string): Duration | undefined {
  const [, n, unit] = /^P(\d+)([DWM])$/.exec(text) ?? [];
  if (unit === 'M') return { kind: 'calendarMonths', months: Number(n) };
  if (unit !== undefined) return { kind: 'calendarDays', days: Number(n) * (unit === 'W' ? 7 : 1) };
  const [whole, hours, minutes] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(text) ?? [];
  if (whole === undefined || whole === 'PT') return undefined;
  return { kind: 'elapsed', ms: Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE };
}

/** How long it is in its kind's own unit, to compare durations of one kind. */
export function lengthOf(duration: Duration): number {
  switch (duration.kind) {
    case 'elapsed':
    case 'workingTime':
      return duration.ms;
    case 'calendarDays':
    case 'workingDays':
      return duration.days;
    case 'calendarMonths':
      return duration.months;
    case 'endOfDay':
    case 'endOfWorkingDay':
      return 1;
  }
}

function notUnderstood(text: string): DuecourseError {
  const end = END.exec(text);
  if (end) return bad(text, 'that does not say which end', end[2] ? ['end of working day'] : ENDS);
  const [, sign, digits, rest] = /^\s*([+-]?)(\d+(?:\.\d+)?)\s*(.*?)\s*$/.exec(text) ?? [];
  if (digits === undefined || rest === undefined) return bad(text, 'that is not a duration', EXAMPLES);
  if (sign === '-') return bad(text, 'a limit must be longer than nothing', EXAMPLES.slice(0, 3));
  if (digits.includes('.')) return bad(text, 'a duration is a whole number of its unit', ['90 minutes', '36 hours']);
  const n = Math.max(1, Number(digits));
  const meant = MEANT.find(([pattern]) => pattern.test(rest))?.[1](n);
  if (meant === undefined) return bad(text, `"${rest}" is not a unit of time`, EXAMPLES);
  return bad(text, rest === '' ? 'a bare number has no unit' : `"${rest}" does not say which`, meant);
}

function bad(text: string, why: string, write: readonly string[]): DuecourseError {
  const instead = write
    .map(example => `"${example}"`)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
  return new DuecourseError('BAD_DURATION', `"${text}": ${why}; write e.g. ${instead}.`, { text, write });
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}

/** A duration in words: `3 日`, `1 周`, `20 分钟`; the English form is one that `parseDuration` reads again. */
export function formatDuration(duration: Duration, lang: Lang): string {
  const say = (n: number, zh: string, unit: string) => (lang === 'zh' ? `${n} ${zh}` : count(n, unit));
  switch (duration.kind) {
    case 'elapsed':
      return duration.ms % HOUR === 0
        ? say(duration.ms / HOUR, '小时', 'hour')
        : say(duration.ms / MINUTE, '分钟', 'minute');
    case 'calendarDays':
      return duration.days % 7 === 0 ? say(duration.days / 7, '周', 'week') : say(duration.days, '日', 'calendar day');
    case 'calendarMonths':
      return say(duration.months, '个月', 'calendar month');
    case 'endOfDay':
      return lang === 'zh' ? '当日' : 'end of day';
    case 'workingTime':
      return duration.ms % HOUR === 0
        ? say(duration.ms / HOUR, '个工作小时', 'working hour')
        : say(duration.ms / MINUTE, '分钟工作时间', 'working minute');
    case 'workingDays':
      return say(duration.days, '个工作日', 'working day');
    case 'endOfWorkingDay':
      return lang === 'zh' ? '当个工作日' : 'end of working day';
  }
}

/**
 * What is left of `ms` of time, or by how much it is over when negative: `还剩 1 天 4 小时`, `2 h overdue`.
 * The two largest units, cut off below; under a minute it says so. Working time is told in hours: its days are not 24 of them.
 */
export function formatLeft(ms: number, lang: Lang, working = false): string {
  const length = formatSpan(Math.abs(ms), lang, working);
  const span = working ? `${length}${lang === 'zh' ? '工作时间' : ' of working time'}` : length;
  if (lang === 'zh') return ms < 0 ? `超期 ${span}` : `还剩 ${span}`;
  return ms < 0 ? `${span} overdue` : `${span} left`;
}

function formatSpan(ms: number, lang: Lang, working: boolean): string {
  const days = working ? 0 : Math.floor(ms / DAY);
  const parts: readonly (readonly [number, string, string])[] = [
    [days, '天', 'd'],
    [Math.floor(ms / HOUR) - days * 24, '小时', 'h'],
    [Math.floor(ms / MINUTE) % 60, '分钟', 'min'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  if (first < 0) return lang === 'zh' ? '不足 1 分钟' : 'under 1 min';
  return parts
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, zh, en]) => `${n} ${lang === 'zh' ? zh : en}`)
    .join(' ');
}
