import type { Zone } from '../../../time/zone';
import { BEGINNING } from '../../../time/zone';

const hours = (n: number) => n * 3_600_000;

export const shanghai: Zone = { zone: 'Asia/Shanghai', offsets: [[BEGINNING, hours(8)]] };

/** New York 2025–2027: the clocks skip 02:00–03:00 in March, and show 01:00–02:00 twice in November. */
export const newYork: Zone = {
  zone: 'America/New_York',
  offsets: [
    [BEGINNING, hours(-5)],
    [Date.parse('2025-03-09T07:00:00Z'), hours(-4)],
    [Date.parse('2025-11-02T06:00:00Z'), hours(-5)],
    [Date.parse('2026-03-08T07:00:00Z'), hours(-4)],
    [Date.parse('2026-11-01T06:00:00Z'), hours(-5)],
    [Date.parse('2027-03-14T07:00:00Z'), hours(-4)],
    [Date.parse('2027-11-07T06:00:00Z'), hours(-5)],
  ],
};
