import fc from 'fast-check';
import { zoneOffsets } from '../../../machines/policy/zone-offsets';
import { add } from '../../../time/add';
import { arm, dueOf, pause, resume, usedAt } from '../../../time/clock';
import { between, type Interval, type Open } from '../../../time/hours';
import { type Drawn, hoursOf, Minutes } from './minutes';

const DAY = 86_400_000;
const MINUTE = 60_000;
const from = Date.parse('2025-01-01T00:00:00Z');

/** With and without changes of the clocks: at two, at midnight forth and back, by half an hour. */
const zones = [
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'America/New_York',
  'America/Havana',
  'Asia/Beirut',
  'Africa/Cairo',
  'Australia/Lord_Howe',
].map(name => zoneOffsets(name, from, from + 730 * DAY));

const time = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.integer({ min: 0, max: 96 }).map(quarter => quarter * 15),
);
const hours: fc.Arbitrary<readonly Interval[]> = fc
  .uniqueArray(time, { maxLength: 6 })
  .map(times => times.sort((a, b) => a - b))
  .map(times => times.flatMap((at, i) => (i % 2 === 1 ? [[times[i - 1]!, at] as const] : [])));

/** A random week with special days in the fortnight from `start`, half of the time around a change of the clocks. */
const drawn = fc
  .record({
    zone: fc.constantFrom(...zones),
    change: fc.nat(7),
    day: fc.nat(700),
    week: fc.array(fc.oneof(fc.constant([]), hours), { minLength: 7, maxLength: 7 }),
    special: fc.array(fc.tuple(fc.nat(16), fc.oneof(fc.constant([]), hours)), { maxLength: 5 }),
    seed: fc.integer({ min: 1, max: 2_147_483_646 }),
  })
  .map(({ zone, change, day, week, special, seed }) => {
    const changes = zone.offsets.slice(1);
    const near = changes[change % (changes.length * 2 || 1)]?.[0];
    const start = Math.floor((near === undefined ? from + (day + 5) * DAY : near - 5 * DAY) / DAY) * DAY;
    const dates = special.map(
      ([after, open]) => [new Date(start + after * DAY).toISOString().slice(0, 10), open] as const,
    );
    return { drawn: { zone, week, dates: new Map(dates) } satisfies Drawn, start, seed };
  })
  .filter(({ drawn: { week } }) => week.some(open => open.some(([opens, closes]) => closes - opens > 60)));

/** A plain generator of numbers: fast-check draws the calendars, this one the cases on each. */
const numbers = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};

const CALENDARS = 1_000;
const CASES = 200;

test('working time is what a count minute by minute says, whatever the week, the special days and the clocks', () => {
  let compared = 0;
  fc.assert(
    fc.property(drawn, ({ drawn, start, seed }) => {
      const calendar: Open = { ...drawn.zone, hours: hoursOf(drawn) };
      const minutes = new Minutes(drawn, start, 18);
      const next = numbers(seed);
      const weekly = drawn.week.flat().reduce((sum, [opens, closes]) => sum + (closes - opens) * MINUTE, 0);
      for (let i = 0; i < CASES; i++) {
        const at = start + next(9 * DAY);
        const ms = 1 + next(next(2) ? weekly : Math.min(weekly, 240 * MINUTE));
        const due = add(at, { kind: 'workingTime', ms }, calendar);
        const told = minutes.add(at, ms);
        const days = 1 + next(4);
        const closing = minutes.addDays(at, days);
        const end = minutes.endOfDay(at);
        const wrong =
          between(at, due, calendar) !== ms ||
          (told !== undefined && (told !== due || !minutes.isOpen(due - 1))) ||
          add(at + next(DAY), { kind: 'workingTime', ms }, calendar) < due ||
          add(at, { kind: 'workingTime', ms: ms + next(60 * MINUTE) }, calendar) < due ||
          (closing !== undefined && closing !== add(at, { kind: 'workingDays', days }, calendar)) ||
          (end !== undefined && end !== add(at, { kind: 'endOfWorkingDay' }, calendar));
        if (told !== undefined) compared++;
        // One comparison by hand: an `expect` for each of the cases takes longer than all that is tested.
        if (wrong) expect({ at, ms, due, told, days, closing, end }).toBe('what was counted');
      }
    }),
    { numRuns: CALENDARS },
  );
  expect(compared).toBeGreaterThan((CALENDARS * CASES) / 3);
});

test('a pause moves a working deadline by the working time that it took, and never costs more than the budget', () => {
  fc.assert(
    fc.property(drawn, ({ drawn, start, seed }) => {
      const calendar: Open = { ...drawn.zone, hours: hoursOf(drawn) };
      const next = numbers(seed);
      const [at, budget] = [start + next(4 * DAY), 1 + next(60 * MINUTE)];
      const running = arm(at, budget, 1, true);
      const due = dueOf(running, calendar)!;
      const paused = pause(running, at + next(due - at), calendar);
      expect(paused.used).toBeLessThanOrEqual(budget);
      const again = resume(paused, paused.since + next(5 * DAY));
      const moved = dueOf(again, calendar)!;
      expect(usedAt(again, moved, calendar)).toBe(budget);
      expect(between(due, moved, calendar)).toBe(between(paused.since, Math.min(again.since, moved), calendar));
    }),
    { numRuns: 2_000 },
  );
});
