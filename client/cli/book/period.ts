import { DAY } from '../../../time/duration';
import { DuecourseError } from '../../../time/error';
import { fromLocal, toLocal, type Zone } from '../../../time/zone';

/** A period in whole days of the house's zone, both its ends included. */
export interface Period {
  /** `2026-10-01` */
  readonly first: string;
  readonly last: string;
  /** Instants (ms): from the first day's midnight up to the midnight after the last, which is no part of it. */
  readonly from: number;
  readonly to: number;
}

/**
 * The period that `--from` and `--to` name; without them the month of `now` (ms) up to today.
 * @throws DuecourseError `USAGE` for what is no day, and for a period that ends before it begins
 */
export function periodOf(from: unknown, to: unknown, now: number, zone: Zone): Period {
  const today = new Date(toLocal(now, zone)).toISOString().slice(0, 10);
  const last = to === undefined ? today : dayOf('--to', to);
  const first = from === undefined ? `${last.slice(0, 8)}01` : dayOf('--from', from);
  if (first > last)
    throw new DuecourseError(
      'USAGE',
      `The period ends before it begins: --from ${first} --to ${last}. Exchange the two.`,
      { from: first, to: last },
    );
  const midnight = (day: string, after = 0) => fromLocal(Date.parse(day) + after, zone);
  return { first, last, from: midnight(first), to: midnight(last, DAY) };
}

function dayOf(flag: string, written: unknown): string {
  const text = String(written);
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return text;
  throw new DuecourseError('USAGE', `${flag} takes a day, e.g. 2026-10-01, not "${text}".`);
}
