import { zoneOffsets } from '../../../machines/policy/zone-offsets';
import { add, onWorkingDay, repeat } from '../../../time/add';
import { arm, dueOf, nextRung, pause, type RungPlan, resume, ring, usedAt } from '../../../time/clock';
import { DAY, HOUR, MINUTE, parseDuration } from '../../../time/duration';
import { explain } from '../../../time/explain';
import { between, type Hours, type Open, type SpecialDays } from '../../../time/hours';
import { formatInstant } from '../../../time/zone';
import { newYork, shanghai } from './zones';

const day = (date: string) => Date.parse(date) / DAY;
const known = [day('2026-01-01'), day('2026-12-31')] as const;
const office = { kinds: [[], [[540, 1020]]], week: [1, 1, 1, 1, 1, 0, 0], days: [], known } as const satisfies Hours;
const split: Hours = {
  kinds: [
    [],
    [
      [510, 720],
      [810, 1050],
    ],
    [[540, 660]],
  ],
  week: [1, 1, 1, 1, 1, 0, 0],
  days: [
    [day('2026-10-01'), 7, 0, '国庆节', 'National Day'],
    [day('2026-10-10'), 1, 1, '国庆节调休', 'make-up for National Day'],
    [day('2026-12-31'), 1, 2, '年终', 'early close'],
  ],
  known,
};
const nineToFive: Open = { ...shanghai, hours: office };
const china: Open = { ...shanghai, hours: split };
const at = (wall: string) => Date.parse(`${wall.replace(' ', 'T')}+08:00`);
const due = (limit: string, from: string, calendar: Open = china) =>
  formatInstant(add(at(from), parseDuration(limit), calendar), calendar);

describe('working hours end when that much open time has passed', () => {
  test.each([
    ['1 working hour', '2026-09-30 16:30', '2026-09-30 17:30', 'exactly at a closing is due at that closing'],
    ['8 working hours', '2026-09-30 16:30', '2026-10-08 17:00', 'the holiday is passed over'],
    ['8 working hours', '2026-10-09 16:30', '2026-10-10 17:00', 'the make-up Saturday counts'],
    ['90 working minutes', '2026-09-29 11:00', '2026-09-29 14:00', 'so is lunch'],
    ['1 working hour', '2026-09-29 12:30', '2026-09-29 14:30', 'from outside open hours, from the next opening'],
    ['1 working hour', '2026-10-03 03:00', '2026-10-08 09:30', 'from a day off, from the next working day'],
  ])('%s from %s is due %s: %s', (limit, from, expected) => expect(due(limit, from)).toBe(expected));

  test('Friday 16:30, one working hour, nine to five: Monday 9:30', () => {
    expect(due('1 working hour', '2026-11-20 16:30', nineToFive)).toBe('2026-11-23 09:30');
  });
});

describe('working days end with the last closing of the n-th working day after the day of the start', () => {
  test.each([
    ['1 working day', '2026-09-29 03:00', '2026-09-30 17:30'],
    ['1 working day', '2026-09-29 23:00', '2026-09-30 17:30'],
    ['3 working days', '2026-09-29 16:30', '2026-10-09 17:30'],
    ['4 working days', '2026-09-29 16:30', '2026-10-10 17:30'],
    ['1 working day', '2026-10-02 09:00', '2026-10-08 17:30'],
    ['1 working day', '2026-12-30 09:00', '2026-12-31 11:00'],
  ])('%s from %s: %s', (limit, from, expected) => expect(due(limit, from)).toBe(expected));
});

describe('the end of the working day is its last closing, or that of the next', () => {
  test.each([
    ['2026-09-29 08:00', '2026-09-29 17:30'],
    ['2026-09-29 17:29', '2026-09-29 17:30'],
    ['2026-09-29 17:30', '2026-09-30 17:30'],
    ['2026-09-30 18:00', '2026-10-08 17:30'],
    ['2026-10-10 01:00', '2026-10-10 17:30'],
    ['2026-10-11 01:00', '2026-10-12 17:30'],
  ])('from %s: %s', (from, expected) => expect(due('end of working day', from)).toBe(expected));
});

test('a deadline beyond what the calendar knows is provisional', () => {
  const told = (limit: string, from: string) => explain(at(from), parseDuration(limit), china).provisional;
  expect(told('3 working days', '2026-12-30 09:00')).toBe(true);
  expect(told('1 working day', '2026-12-30 09:00')).toBe(false);
  expect(told('3 calendar days', '2026-12-30 09:00')).toBe(false);
});

describe('clocks of working time', () => {
  const plan: RungPlan = { warnAt: [0.5, 0.75], levels: ['manager'] };

  test('a pause from Friday 16:00 to Monday 10:00 takes working time only, never more than the budget', () => {
    const running = arm(at('2026-11-20 15:00'), 4 * HOUR, 1, true);
    const paused = pause(running, at('2026-11-20 16:00'), nineToFive);
    expect(paused.used).toBe(HOUR);
    const again = resume(paused, at('2026-11-23 10:00'));
    expect(usedAt(again, at('2026-11-23 10:00'), nineToFive)).toBe(HOUR);
    expect(formatInstant(dueOf(again, nineToFive)!, nineToFive)).toBe('2026-11-23 13:00');
  });

  test('half of eight working hours is used at noon; a rung never falls outside working time', () => {
    const rung = nextRung(arm(at('2026-09-29 08:00'), 7 * HOUR, 1, true), plan, china)!;
    expect(formatInstant(rung.at, china)).toBe('2026-09-29 12:00');
  });

  test('paused before three quarters and resumed, that rung goes out exactly once', () => {
    const begun = arm(at('2026-09-29 08:30'), 8 * HOUR, 1, true);
    const warned = ring(begun, nextRung(begun, plan, china)!, plan, china);
    const again = resume(pause(warned, at('2026-09-29 14:29'), china), at('2026-10-05 10:00'));
    const second = nextRung(again, plan, china)!;
    expect([second.share, formatInstant(second.at, china)]).toEqual([0.75, '2026-10-08 10:01']);
    expect(nextRung(ring(again, second, plan, china), plan, china)?.kind).toBe('missed');
  });

  test('a limit of working days and a ladder of calendar days do not wait for each other', () => {
    const ladder: RungPlan = {
      ...plan,
      every: { kind: 'calendarDays', days: 1 },
      levels: ['manager', 'gm', 'chairman'],
    };
    const from = at('2026-09-29 16:30');
    const whole = between(from, add(from, { kind: 'workingDays', days: 1 }, china), china);
    let state = { ...arm(from, whole, 1, true), rung: 2 };
    const rung: string[] = [];
    for (let next = nextRung(state, ladder, china); next; next = nextRung(state, ladder, china)) {
      rung.push(formatInstant(next.at, china));
      state = ring(state, next, ladder, china) as typeof state;
    }
    expect(rung).toEqual(['2026-09-30 17:30', '2026-10-01 17:30', '2026-10-02 17:30']);
  });

  test('a ladder of working days goes by their closings, counted from the deadline', () => {
    const ladder: RungPlan = { warnAt: [], every: { kind: 'workingDays', days: 1 }, levels: ['a', 'b', 'c'] };
    const begun = arm(at('2026-09-29 16:30'), HOUR, 1, true);
    const missed = ring(begun, nextRung(begun, ladder, china)!, ladder, china);
    const first = nextRung(missed, ladder, china)!;
    const second = nextRung(ring(missed, first, ladder, china), ladder, china)!;
    expect([first, second].map(each => formatInstant(each.at, china))).toEqual([
      '2026-09-30 17:30',
      '2026-10-08 17:30',
    ]);
  });
});

describe('odd calendars', () => {
  test('only Tuesday is open', () => {
    const tuesday: Open = { ...shanghai, hours: { ...office, week: [0, 1, 0, 0, 0, 0, 0] } };
    expect(due('9 working hours', '2026-11-18 09:00', tuesday)).toBe('2026-12-01 10:00');
    expect(due('2 working days', '2026-11-24 09:00', tuesday)).toBe('2026-12-08 17:00');
  });

  test('where nothing is open, it fails loudly instead of waiting for ever', () => {
    const closed = { ...shanghai, hours: { ...office, week: [0, 0, 0, 0, 0, 0, 0] } };
    const refusal = expect.objectContaining({ code: 'BAD_CALENDAR' });
    for (const limit of ['1 working minute', '1 working day', 'end of working day'])
      expect(() => add(0, parseDuration(limit), closed)).toThrow(refusal);
    const one: SpecialDays = [day('2026-10-10'), 1, 1];
    const once: Open = { ...closed, hours: { ...closed.hours, days: [one] } };
    expect(due('8 working hours', '2026-10-01 09:00', once)).toBe('2026-10-10 17:00');
    expect(() => add(at('2026-10-01 09:00'), parseDuration('9 working hours'), once)).toThrow(refusal);
  });

  test('without hours there is no working time to count', () => {
    expect(() => add(0, parseDuration('1 working hour'), shanghai)).toThrow(
      expect.objectContaining({ code: 'BAD_CALENDAR' }),
    );
  });
});

describe('changes of the clocks', () => {
  test('a day is not 24 hours over a change of the clocks in New York', () => {
    const from = Date.parse('2026-03-07T12:00:00-05:00');
    const hours = (limit: string) => (add(from, parseDuration(limit), newYork) - from) / HOUR;
    expect([hours('1 calendar day'), hours('24 hours')]).toEqual([23, 24]);
  });

  test('a night shift over the skipped hour is an hour shorter, over the double one an hour longer', () => {
    const night: Open = { ...newYork, hours: { ...office, kinds: [[[0, 360]]], week: [0, 0, 0, 0, 0, 0, 0] } };
    const length = (date: string) =>
      between(Date.parse(`${date}T00:00:00-12:00`) - DAY, Date.parse(`${date}T00:00:00-12:00`), night) / HOUR;
    expect([length('2026-03-07'), length('2026-03-08'), length('2026-11-01')]).toEqual([6, 5, 7]);
  });

  test('a day that has no midnight opens at its first moment', () => {
    const havana = zoneOffsets('America/Havana', Date.parse('2026-01-01T00:00Z'), Date.parse('2026-12-31T00:00Z'));
    const early: Open = { ...havana, hours: { ...office, kinds: [[[0, 120]]], week: [0, 0, 0, 0, 0, 0, 0] } };
    const from = Date.parse('2026-03-08T03:00:00Z');
    expect(formatInstant(add(from, { kind: 'workingTime', ms: MINUTE }, early), early)).toBe('2026-03-08 01:01');
    expect(between(from, from + 10 * HOUR, early)).toBe(HOUR);
  });
});

describe('repetitions are counted from the anchor', () => {
  const visits = (limit: string, anchor: string, ks: readonly number[]) =>
    ks.map(k => formatInstant(repeat(at(anchor), parseDuration(limit), k, china), china));

  test('monthly from the 31st, quarterly over a year', () => {
    expect(visits('1 calendar month', '2026-01-31 09:00', [1, 2, 3, 12]).map(each => each.slice(0, 10))).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2027-01-31',
    ]);
    expect(visits('3 calendar months', '2026-08-31 09:00', [1, 2, 4])).toEqual([
      '2026-11-30 09:00',
      '2027-02-28 09:00',
      '2027-08-31 09:00',
    ]);
  });

  test('a visit on a holiday moves to the next working day; the one after it is counted from the anchor', () => {
    const visits = [0, 1, 2, 3, 4].map(k =>
      onWorkingDay(repeat(at('2026-07-02 10:00'), parseDuration('1 calendar month'), k, china), china),
    );
    expect(visits.map(each => formatInstant(each, china))).toEqual([
      '2026-07-02 10:00',
      // A Sunday, and the second day of the National Day holiday.
      '2026-08-03 10:00',
      '2026-09-02 10:00',
      '2026-10-08 10:00',
      '2026-11-02 10:00',
    ]);
  });

  test('a make-up working day is one to visit on', () => {
    expect(formatInstant(onWorkingDay(at('2026-10-10 08:00'), china), china)).toBe('2026-10-10 08:00');
    expect(formatInstant(onWorkingDay(at('2026-10-11 08:00'), china), china)).toBe('2026-10-12 08:00');
  });

  test('working days and their ends', () => {
    expect(visits('1 working day', '2026-09-29 10:00', [1, 2, 3])).toEqual([
      '2026-09-30 17:30',
      '2026-10-08 17:30',
      '2026-10-09 17:30',
    ]);
    expect(visits('end of working day', '2026-09-30 10:00', [1, 2])).toEqual(['2026-09-30 17:30', '2026-10-08 17:30']);
    expect(visits('4 working hours', '2026-09-30 08:30', [1, 2])).toEqual(['2026-09-30 14:00', '2026-10-08 09:00']);
  });
});

describe('explained day by day', () => {
  test('holiday, make-up day, weekend and shorter day, each with its name', () => {
    const { days, due: end } = explain(at('2026-09-30 16:30'), parseDuration('4 working days'), china);
    expect(days.map(({ why, zh, counted, total }) => [why, zh, counted, total])).toEqual([
      ['start', undefined, 0, 0],
      ['off', '国庆节', 0, 0],
      ['working', undefined, 1, 1],
      ['working', undefined, 1, 2],
      ['made-up', '国庆节调休', 1, 3],
      ['weekend', undefined, 0, 3],
      ['working', undefined, 1, 4],
    ]);
    expect(formatInstant(end, china)).toBe('2026-10-12 17:30');
    expect(explain(at('2026-12-31 09:00'), parseDuration('1 working hour'), china).days[0]).toMatchObject({
      why: 'changed',
      en: 'early close',
      counted: HOUR,
    });
  });

  test('what is counted adds up to the limit', () => {
    const { days, due: end } = explain(at('2026-09-28 11:15'), parseDuration('60 working hours'), china);
    expect(days.reduce((sum, { counted }) => sum + counted, 0)).toBe(60 * HOUR);
    expect(days.at(-1)?.total).toBe(60 * HOUR);
    expect(between(at('2026-09-28 11:15'), end, china)).toBe(60 * HOUR);
  });

  test.each([
    ['1 calendar day', '2026-03-07T02:30:00-05:00', 'skipped'],
    ['1 calendar day', '2026-10-31T01:30:00-04:00', 'twice'],
    ['1 calendar month', '2026-01-31T09:00:00-05:00', 'clamped'],
    ['1 calendar day', '2026-10-30T01:30:00-04:00', undefined],
    ['1 calendar day', '2026-10-31T02:00:00-04:00', undefined],
  ])('%s from %s: %s', (limit, from, note) => {
    expect(explain(Date.parse(from), parseDuration(limit), newYork).note).toBe(note);
  });
});
