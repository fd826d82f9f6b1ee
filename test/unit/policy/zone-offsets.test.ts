import { isZone, zoneOffsets } from '../../../machines/policy/zone-offsets';
import { DAY } from '../../../time/duration';
import { BEGINNING, offsetAt } from '../../../time/zone';
import { newYork } from '../time/zones';

const from = Date.parse('2025-01-01T00:00:00Z');

test('two years of New York are four changes of the clocks, to the millisecond', () => {
  const zone = zoneOffsets('America/New_York', from, from + 730 * DAY);
  expect(zone).toEqual({ zone: 'America/New_York', offsets: newYork.offsets.slice(0, 5) });
});

test('begun in summer, the summer offset comes first', () => {
  const summer = Date.parse('2026-07-01T12:34:56.789Z');
  expect(zoneOffsets('America/New_York', summer, summer + 30 * DAY).offsets).toEqual([[BEGINNING, -4 * 3_600_000]]);
});

test.each(['UTC', 'Asia/Shanghai', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Casablanca', 'America/St_Johns'])(
  '%s agrees with Intl every six hours for two years',
  name => {
    const zone = zoneOffsets(name, from, from + 730 * DAY);
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
    for (let at = from; at < from + 730 * DAY; at += DAY / 4) {
      const wall = new Date(at + offsetAt(at, zone)).toISOString().slice(0, 19).replace('T', ' ');
      expect(format.format(at)).toBe(wall);
    }
  },
);

test('only names of zones are zones', () => {
  expect(['Asia/Shanghai', 'UTC', 'Asia/Shangai', '+08:00', '', 'Beijing'].map(isZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
