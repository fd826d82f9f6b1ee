import { DAY } from '../../time/duration';
import { BEGINNING, type Zone } from '../../time/zone';

/** No zone changes its clocks twice within a week. */
const STEP = 7 * DAY;

/**
 * The offsets of an IANA zone from the instant `from` to `to` (ms) as closed data, out of this machine's own zone tables.
 * Before `from` the first offset holds, after `to` the last.
 */
export function zoneOffsets(zone: string, from: number, to: number): Zone {
  const offsetAt = offsetReader(zone);
  const offsets: [number, number][] = [[BEGINNING, offsetAt(from)]];
  for (let at = from; at < to; at += STEP) {
    const [before, after] = [offsetAt(at), offsetAt(at + STEP)];
    if (before !== after) offsets.push([changeBetween(at, at + STEP, offsetAt), after]);
  }
  return { zone, offsets };
}

/** The first instant after `low` at which the offset is no longer what it is there; clocks change on whole seconds. */
function changeBetween(low: number, high: number, offsetAt: (at: number) => number): number {
  const before = offsetAt(low);
  let [same, other] = [Math.floor(low / 1000), Math.ceil(high / 1000)];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle * 1000) === before) same = middle;
    else other = middle;
  }
  return other * 1000;
}

function offsetReader(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return at => {
    const name = format.formatToParts(at).find(part => part.type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name) ?? [];
    const ms = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000;
    return sign === '-' ? -ms : ms;
  };
}

/** Does this machine know the zone by that name? A mere offset such as `+08:00` is not the name of a zone. */
export function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
