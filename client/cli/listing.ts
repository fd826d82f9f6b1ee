import type { Calendar } from '../../time/add';
import { DuecourseError } from '../../time/error';
import type { Options } from './command-table';
import { readInstant } from './instant';

/** A whole number that an option gives. @throws DuecourseError `USAGE` */
export function wholeNumber(flag: string, textual: unknown): number {
  const n = Number(textual);
  if (Number.isInteger(n) && n >= 1) return n;
  throw new DuecourseError('USAGE', `${flag} takes a whole number from 1 on, not "${textual}".`);
}

/** How many lines, and how many are passed over. */
export function pageOf({ limit: most, page }: Options): { readonly limit: number; readonly skip: number } {
  const limit = wholeNumber('--limit', most ?? '50');
  return { limit, skip: (wholeNumber('--page', page ?? '1') - 1) * limit };
}

/** The instant (ms) of `--due-before`, or now for `--overdue`; the earlier of both. @throws DuecourseError `USAGE` */
export function dueBeforeOf({ dueBefore, overdue }: Options, zone: Calendar): number | undefined {
  const given = dueBefore === undefined ? undefined : instant(String(dueBefore), zone);
  return overdue ? Math.min(Date.now(), given ?? Number.POSITIVE_INFINITY) : given;
}

function instant(textual: string, zone: Calendar): number {
  const at = Date.parse(readInstant(textual, { now: Date.now(), zone }));
  if (!Number.isNaN(at)) return at;
  throw new DuecourseError('USAGE', `--due-before takes "+2 hours", "2026-11-24 10:30" or ISO 8601, not "${textual}".`);
}
