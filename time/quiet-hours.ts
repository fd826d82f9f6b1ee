import { DAY, MINUTE } from './duration';
import { reached, toLocal, type Zone } from './zone';

/** Hours of every day in which nobody wants to be disturbed, in minutes after midnight; over midnight where `to` is not after `from`. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/**
 * The instant (ms) at which the quiet hours end that the instant `at` (ms) falls into, on the clocks of `zone`; undefined outside them.
 * It is always after `at`: an hour that the clocks show twice is quiet the first time only, one that they skip ends where the gap does.
 */
export function quietUntil(at: number, { from, to }: QuietHours, zone: Zone): number | undefined {
  const midnight = Math.floor(toLocal(at, zone) / DAY) * DAY;
  const length = to > from ? 0 : DAY;
  for (const day of [midnight - DAY, midnight]) {
    const begin = reached(day + from * MINUTE, zone);
    const end = reached(day + length + to * MINUTE, zone);
    if (begin <= at && at < end) return end;
  }
  return undefined;
}
