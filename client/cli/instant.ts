import { add, type Calendar } from '../../time/add';
import { fromLocal, offsetAt } from '../../time/zone';
import { readSpan } from './span';

/** What an instant without a zone, or counted from now, is reckoned by. */
export interface Here {
  /** ms, on the case's clock */
  readonly now: number;
  readonly zone: Calendar;
}

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?$/;

/**
 * Reads an instant as people type it, into ISO 8601 with the zone's offset: `+30 minutes` (from the case's now), `2026-11-24 10:30`
 * (wall time of the case's zone). Anything else is handed on as it is; the schema says what is wrong with it.
 * @throws DuecourseError `BAD_DURATION` after a `+`
 */
export function readInstant(text: string, { now, zone }: Here): string {
  if (text.startsWith('+')) return isoIn(add(now, readSpan(text.slice(1).trim()), zone), zone);
  const parts = LOCAL.exec(text)?.slice(1).map(Number);
  if (!parts) return text;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return isoIn(fromLocal(Date.UTC(year, month - 1, day, hour, minute, second || 0), zone), zone);
}

/** An instant (ms) as ISO 8601 with the zone's offset: `2026-11-24T10:30:00+08:00`. */
export function isoIn(at: number, zone: Calendar): string {
  const offset = offsetAt(at, zone);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const wall = new Date(at + offset).toISOString().slice(0, 19);
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
