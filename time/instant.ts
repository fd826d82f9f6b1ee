import { DAY } from './duration';
import { fromLocal, toLocal, type Zone } from './zone';

const WALL = /^(?:(\d{4}-\d\d-\d\d)[ T])?([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const ISO = /^(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * An instant (ms) as people write it: ISO 8601 with its offset, `2026-11-24 10:15` on the clocks of `zone`, or `10:15` there on the day
 * of `now` (ms). Undefined for anything else, and for days that there are not.
 */
export function parseInstant(text: string, now: number, zone: Zone): number | undefined {
  const [, date, hours, minutes, seconds] = WALL.exec(text) ?? [];
  if (hours === undefined) {
    const [, day] = ISO.exec(text) ?? [];
    const at = Date.parse(text.replace(' ', 'T'));
    return day === undefined || !isDay(day) || Number.isNaN(at) ? undefined : at;
  }
  if (date !== undefined && !isDay(date)) return undefined;
  const midnight = date === undefined ? Math.floor(toLocal(now, zone) / DAY) * DAY : Date.parse(date);
  return fromLocal(midnight + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000, zone);
}

const isDay = (date: string): boolean => {
  const at = Date.parse(date);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
};
