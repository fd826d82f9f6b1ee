import { add, type Calendar } from '../../time/add';
import { parseInstant } from '../../time/instant';
import { offsetAt } from '../../time/zone';
import { readSpan } from './span';

/** What an instant without a zone, or counted from now, is reckoned by. */
export interface Here {
  /** ms, on the case's clock */
  readonly now: number;
  readonly zone: Calendar;
}

/**
 * Reads an instant as people type it, into ISO 8601 with the zone's offset: `+30 minutes` (from the case's now), `2026-11-24 10:30`
 * (wall time of the case's zone), `10:30` (there today). Anything else is handed on as it is; the schema says what is wrong with it.
 * @throws DuecourseError `BAD_DURATION` after a `+`
 */
export function readInstant(text: string, { now, zone }: Here): string {
  if (text.startsWith('+')) return isoIn(add(now, readSpan(text.slice(1).trim()), zone), zone);
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return text;
  const at = parseInstant(text, now, zone);
  return at === undefined ? text : isoIn(at, zone);
}

/** An instant (ms) as ISO 8601 with the zone's offset: `2026-11-24T10:30:00+08:00`. */
export function isoIn(at: number, zone: Calendar): string {
  const offset = offsetAt(at, zone);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const wall = new Date(at + offset).toISOString().slice(0, 19);
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
