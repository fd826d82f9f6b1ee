import { dateOf, formatHours } from '../../machines/policy/calendar-days';
import type { Text } from '../../statechart/types';
import type { Calendar } from '../../time/add';
import { type Duration, formatDuration } from '../../time/duration';
import { DuecourseError } from '../../time/error';
import { type ExplainedDays, explain } from '../../time/explain';
import { isoIn, readInstant } from './instant';
import { same } from './labels';

/** The way to a deadline as `duecourse explain --json` prints it. Instants are ISO 8601 with the zone's offset. */
export interface ExplanationDocument {
  readonly limit: string;
  readonly words: Text;
  readonly zone: string;
  readonly from: string;
  readonly due: string;
  readonly provisional: boolean;
  readonly note?: 'skipped' | 'twice' | 'clamped';
  readonly days: readonly ExplainedDocument[];
}

export interface ExplainedDocument {
  readonly first: string;
  readonly last: string;
  readonly why: ExplainedDays['why'];
  readonly name?: Text;
  readonly hours: string;
  /** ms of working time, or working days. */
  readonly counted: number;
  readonly total: number;
  readonly provisional: boolean;
}

export function explanationOf(from: number, limit: Duration, calendar: Calendar): ExplanationDocument {
  const { due, provisional, note, days } = explain(from, limit, calendar);
  return {
    limit: formatDuration(limit, 'en'),
    words: { zh: formatDuration(limit, 'zh'), en: formatDuration(limit, 'en') },
    zone: calendar.zone,
    from: isoIn(from, calendar),
    due: isoIn(due, calendar),
    provisional,
    ...(note && { note }),
    days: days.map(({ first, last, why, zh, en, open, counted, total, provisional: unknown }) => ({
      first: dateOf(first),
      last: dateOf(last),
      why,
      ...(zh !== undefined && { name: en === undefined ? same(zh) : { zh, en } }),
      hours: formatHours(open),
      counted,
      total,
      provisional: unknown,
    })),
  };
}

const ISO = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** An instant (ms) as people or programs write it. @throws DuecourseError `BAD_INPUT`, `BAD_DURATION` after a `+` */
export function instantOf(text: unknown, zone: Calendar, now: number): number {
  const iso = typeof text === 'string' ? readInstant(text, { now, zone }) : '';
  const [, date = ''] = ISO.exec(iso) ?? [];
  const at = Date.parse(iso);
  // What has no such day or time rolls over to another: then the date is no longer the one that was written.
  const written = typeof text === 'string' && !text.startsWith('+') ? text.slice(0, 10) : date;
  const real = !Number.isNaN(Date.parse(`${date}T00:00Z`)) && new Date(`${date}T00:00Z`).toISOString().startsWith(date);
  if (date !== '' && !Number.isNaN(at) && real && written === date) return at;
  throw new DuecourseError(
    'BAD_INPUT',
    `${JSON.stringify(text)} is not a point in time; write e.g. "2026-09-30 16:30" or "2026-09-30T16:30:00+08:00".`,
  );
}
