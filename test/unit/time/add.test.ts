import fc from 'fast-check';
import { add, repeat } from '../../../time/add';
import { DAY, parseDuration } from '../../../time/duration';
import { formatInstant, fromLocal, toLocal } from '../../../time/zone';
import { newYork, shanghai } from './zones';

const at = Date.parse;
const within = { min: at('2025-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') };

describe('zones', () => {
  test('an instant is shown as wall time', () => {
    expect(formatInstant(at('2026-11-26T01:30:59.999Z'), shanghai)).toBe('2026-11-26 09:30');
    expect(formatInstant(at('2026-07-01T12:00:00Z'), newYork)).toBe('2026-07-01 08:00');
    expect(formatInstant(at('1999-12-31T23:00:00Z'), shanghai)).toBe('2000-01-01 07:00');
  });

  test('a skipped time is moved on by the gap, a double one is the first', () => {
    expect(fromLocal(at('2026-03-08T02:30:00Z'), newYork)).toBe(at('2026-03-08T03:30:00-04:00'));
    expect(fromLocal(at('2026-03-08T02:00:00Z'), newYork)).toBe(at('2026-03-08T03:00:00-04:00'));
    expect(fromLocal(at('2026-03-08T01:59:00Z'), newYork)).toBe(at('2026-03-08T01:59:00-05:00'));
    expect(fromLocal(at('2026-11-01T01:30:00Z'), newYork)).toBe(at('2026-11-01T01:30:00-04:00'));
    expect(fromLocal(at('2026-11-01T02:00:00Z'), newYork)).toBe(at('2026-11-01T02:00:00-05:00'));
  });

  test('from an instant to wall time and back is the same instant, or the first of two', () => {
    fc.assert(
      fc.property(fc.integer(within), instant => {
        const back = fromLocal(toLocal(instant, newYork), newYork);
        expect([0, 3_600_000]).toContain(instant - back);
        expect(toLocal(back, newYork)).toBe(toLocal(instant, newYork));
      }),
    );
  });

  test('agrees with Intl', () => {
    const intl = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    fc.assert(
      fc.property(fc.integer(within), instant => expect(formatInstant(instant, newYork)).toBe(intl.format(instant))),
    );
  });
});

describe('add', () => {
  test.each([
    ['24 hours', '2026-03-07T12:00:00-05:00', '2026-03-08T13:00:00-04:00'],
    ['1 calendar day', '2026-03-07T12:00:00-05:00', '2026-03-08T12:00:00-04:00'],
    ['1 calendar day', '2026-03-07T02:30:00-05:00', '2026-03-08T03:30:00-04:00'],
    ['1 calendar day', '2026-10-31T01:30:00-04:00', '2026-11-01T01:30:00-04:00'],
    ['1 calendar day', '2026-10-31T12:00:00-04:00', '2026-11-01T12:00:00-05:00'],
    ['1 week', '2026-10-31T12:00:00-04:00', '2026-11-07T12:00:00-05:00'],
    ['1 calendar month', '2026-01-31T09:00:00-05:00', '2026-02-28T09:00:00-05:00'],
    ['1 calendar month', '2026-12-31T09:00:00-05:00', '2027-01-31T09:00:00-05:00'],
    ['13 calendar months', '2027-01-31T09:00:00-05:00', '2028-02-29T09:00:00-05:00'],
    ['20 minutes', '2026-11-01T01:50:00-04:00', '2026-11-01T01:10:00-05:00'],
  ])('%s from %s in New York', (text, from, due) => {
    expect(add(at(from), parseDuration(text), newYork)).toBe(at(due));
  });

  test.each([
    ['2026-11-26T09:00:00+08:00', '2026-11-26T17:30:00+08:00'],
    ['2026-11-26T17:29:59.999+08:00', '2026-11-26T17:30:00+08:00'],
    ['2026-11-26T17:30:00+08:00', '2026-11-27T17:30:00+08:00'],
    ['2026-11-30T23:00:00+08:00', '2026-12-01T17:30:00+08:00'],
  ])('end of day from %s', (from, due) => {
    expect(add(at(from), { kind: 'endOfDay' }, { ...shanghai, dayEnd: 17 * 60 + 30 })).toBe(at(due));
  });

  test('end of day needs a day end', () => {
    expect(() => add(0, { kind: 'endOfDay' }, shanghai)).toThrow(expect.objectContaining({ code: 'BAD_CALENDAR' }));
  });

  test('calendar days keep the wall time over changes of the clocks, but for a skipped hour', () => {
    fc.assert(
      fc.property(fc.integer(within), fc.integer({ min: 1, max: 400 }), (from, days) => {
        const due = add(from, { kind: 'calendarDays', days }, newYork);
        const moved = toLocal(due, newYork) - toLocal(from, newYork) - days * DAY;
        const wallClock = formatInstant(due, newYork).slice(11, 13);
        expect(moved === 0 || (moved === 3_600_000 && wallClock === '03')).toBe(true);
      }),
    );
  });

  test('without changes of the clocks a calendar day is 24 hours', () => {
    fc.assert(
      fc.property(fc.integer(within), fc.integer({ min: 1, max: 400 }), (from, days) => {
        expect(add(from, { kind: 'calendarDays', days }, shanghai)).toBe(from + days * DAY);
      }),
    );
  });

  test('later begun is never earlier due', () => {
    // Where clocks are changed a time that is skipped falls behind the one after it, and clamped months keep their time of day: both lose their order.
    const duration = fc.constantFrom('1 calendar day', '3 calendar days', '2 weeks', '90 minutes');
    fc.assert(
      fc.property(fc.integer(within), fc.integer({ min: 0, max: 3 * DAY }), duration, (from, later, text) => {
        const d = parseDuration(text);
        expect(add(from + later, d, shanghai)).toBeGreaterThanOrEqual(add(from, d, shanghai));
      }),
    );
  });
});

describe('repeat', () => {
  test('monthly from the 31st comes back to the 31st', () => {
    const anchor = at('2026-01-31T09:00:00+08:00');
    const days = [0, 1, 2, 3, 4, 12, 25].map(k =>
      formatInstant(repeat(anchor, parseDuration('1 calendar month'), k, shanghai), shanghai).slice(0, 10),
    );
    expect(days).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2027-01-31',
      '2028-02-29',
    ]);
  });

  test('a year of weeks does not drift, whatever the clocks do', () => {
    const anchor = at('2026-01-05T02:30:00-05:00');
    for (let k = 0; k <= 52; k++) {
      const due = repeat(anchor, parseDuration('1 week'), k, newYork);
      expect(formatInstant(due, newYork).slice(11)).toBe('02:30');
      expect(repeat(anchor, parseDuration('1 week'), k, shanghai)).toBe(anchor + k * 7 * DAY);
    }
  });

  test('the k-th end of day is that of the k-th day', () => {
    const calendar = { ...shanghai, dayEnd: 1050 };
    const due = repeat(at('2026-11-26T20:00:00+08:00'), { kind: 'endOfDay' }, 3, calendar);
    expect(formatInstant(due, calendar)).toBe('2026-11-29 17:30');
  });
});
