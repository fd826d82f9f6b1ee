import fc from 'fast-check';
import { zoneOffsets } from '../../../machines/policy/zone-offsets';
import { DAY, HOUR, MINUTE } from '../../../time/duration';
import { quietUntil } from '../../../time/quiet-hours';
import { formatInstant, toLocal, type Zone } from '../../../time/zone';

const year = (zone: string): Zone => zoneOffsets(zone, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
const shanghai = year('Asia/Shanghai');
const berlin = year('Europe/Berlin');
const NIGHT = { from: 21 * 60, to: 9 * 60 };

/** Until when it is quiet at `at` (UTC), as the clocks of the zone show it. */
const until = (at: string, hours: { from: number; to: number }, zone: Zone): string | undefined => {
  const end = quietUntil(Date.parse(`${at}Z`), hours, zone);
  return end === undefined ? undefined : formatInstant(end, zone);
};

test.each([
  ['the minute before they begin', '2026-11-23T12:59:59', undefined],
  ['when they begin', '2026-11-23T13:00:00', '2026-11-24 09:00'],
  ['before midnight', '2026-11-23T15:59:00', '2026-11-24 09:00'],
  ['after midnight', '2026-11-23T16:01:00', '2026-11-24 09:00'],
  ['the moment before they end', '2026-11-24T00:59:59', '2026-11-24 09:00'],
  ['when they end', '2026-11-24T01:00:00', undefined],
])('quiet from 21:00 to 09:00: %s', (_, at, expected) => {
  expect(until(at, NIGHT, shanghai)).toBe(expected);
});

test('quiet within one day', () => {
  const noon = { from: 12 * 60, to: 14 * 60 };
  expect(until('2026-11-23T05:30:00', noon, shanghai)).toBe('2026-11-23 14:00');
  expect(until('2026-11-23T06:00:00', noon, shanghai)).toBeUndefined();
});

test('in the night in which the clocks go back it is quiet an hour longer, until the same time of day', () => {
  const begin = Date.parse('2026-10-24T19:00:00Z');
  expect(quietUntil(begin, NIGHT, berlin)! - begin).toBe(13 * HOUR);
  const spring = Date.parse('2026-03-28T20:00:00Z');
  expect(quietUntil(spring, NIGHT, berlin)! - spring).toBe(11 * HOUR);
});

test('an end that the clocks skip is where the gap ends; one that they show twice is the first', () => {
  expect(until('2026-03-29T00:30:00', { from: 60, to: 150 }, berlin)).toBe('2026-03-29 03:00');
  const early = { from: 60, to: 150 };
  expect(quietUntil(Date.parse('2026-10-24T23:30:00Z'), early, berlin)).toBe(Date.parse('2026-10-25T00:30:00Z'));
  expect(until('2026-10-25T01:15:00', early, berlin)).toBeUndefined();
});

test('whoever waits until the end may send then, in any zone, at any instant', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const instant = fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 11, 30) });
  fc.assert(
    fc.property(minute, minute, instant, fc.constantFrom(shanghai, berlin), (from, to, at, zone) => {
      fc.pre(from !== to);
      const end = quietUntil(at, { from, to }, zone);
      const local = Math.floor((toLocal(at, zone) % DAY) / MINUTE);
      const within = from < to ? from <= local && local < to : local >= from || local < to;
      if (end === undefined) return !within || zone === berlin;
      return end > at && end - at <= DAY + HOUR && quietUntil(end, { from, to }, zone) === undefined;
    }),
  );
});
