import fc from 'fast-check';
import {
  arm,
  type ClockState,
  isOpen,
  leftAt,
  meet,
  nextRung,
  pause,
  type RungPlan,
  reopen,
  resume,
  rewind,
  ring,
} from '../../../time/clock';
import { MINUTE } from '../../../time/duration';
import type { Interval, Open } from '../../../time/hours';
import { at, drawnOf, END, type Length, type Rule, start, Told, type Turn } from './clock-story';
import { hoursOf } from './minutes';
import { shanghai } from './zones';

const week = fc
  .array(
    fc.constantFrom<readonly Interval[]>(
      [],
      [
        [510, 720],
        [810, 1050],
      ],
      [[0, 1440]],
      [[600, 660]],
    ),
    {
      minLength: 7,
      maxLength: 7,
    },
  )
  .filter(week => week.some(open => open.length > 0));
const length: fc.Arbitrary<Length> = fc.record({
  working: fc.boolean(),
  remindAfter: fc.integer({ min: 1, max: 900 }),
  longest: fc.integer({ min: 1, max: 1800 }),
});
const rule: fc.Arbitrary<Rule> = fc.record({
  working: fc.boolean(),
  budget: fc.integer({ min: 1, max: 200 }).map(tens => tens * 10),
  shares: fc.uniqueArray(
    fc.integer({ min: 1, max: 9 }).map(tenths => tenths / 10),
    { maxLength: 3 },
  ),
  every: fc.integer({ min: 1, max: 600 }),
  everyWorking: fc.boolean(),
  levels: fc.constantFrom([], ['manager'], ['manager', 'gm', 'chairman']),
  keepUsed: fc.boolean(),
  pauses: fc.record({ parts: length, customer: length }),
  week,
});
const turns: fc.Arbitrary<readonly Turn[]> = fc
  .array(
    fc.record({
      minute: fc.integer({ min: 0, max: 6 * 1440 }),
      late: fc.oneof(fc.constant(0), fc.nat(2000)),
      what: fc.constantFrom<Turn['what']>('resume', 'meet', 'reopen', 'parts', 'customer', 'other', 'parts', 'resume'),
    }),
    { maxLength: 9 },
  )
  .map(list => [...list].sort((a, b) => a.minute - b.minute));

const calendarOf = (rule: Rule): Open => ({ ...shanghai, hours: hoursOf(drawnOf(rule)) });
const span = (working: boolean, minutes: number) => ({
  kind: working ? ('workingTime' as const) : ('elapsed' as const),
  ms: minutes * MINUTE,
});
const planOf = ({ shares, every, everyWorking, levels, pauses, keepUsed }: Rule): RungPlan => ({
  warnAt: [...shares].sort(),
  every: span(everyWorking, every),
  levels,
  reopen: keepUsed ? 'keepUsed' : 'restart',
  pauses: Object.fromEntries(
    Object.entries(pauses).map(([reason, { working, remindAfter, longest }]) => [
      reason,
      { remindAfter: span(working, remindAfter), longest: span(working, longest) },
    ]),
  ),
});

/** The code under test: what went out, in words with its minute, and what is left at last. */
function played(rule: Rule, all: readonly Turn[]): string[] {
  const said: string[] = [];
  const [plan, calendar] = [planOf(rule), calendarOf(rule)];
  const fresh = (minute: number, cycle: number) => arm(at(minute), rule.budget * MINUTE, cycle, rule.working);
  let clock: ClockState = fresh(0, 1);
  const ringUntil = (minute: number) => {
    for (
      let rung = nextRung(clock, plan, calendar);
      rung && rung.at <= at(minute);
      rung = nextRung(clock, plan, calendar)
    ) {
      said.push(`${(rung.at - start) / MINUTE} ${rung.kind} ${rung.share ?? rung.level ?? rung.reason ?? ''}`);
      clock = ring(clock, rung, plan, calendar);
    }
  };
  for (const { minute, late, what } of all) {
    ringUntil(minute);
    const happened = at(minute - late);
    if (what === 'reopen') {
      if (!isOpen(clock))
        clock = (rule.keepUsed ? reopen(clock, at(minute)) : undefined) ?? fresh(minute, clock.cycle + 1);
    } else if (isOpen(clock)) {
      const then = rewind(clock, happened, plan, calendar);
      const moment = Math.max(happened, then.since);
      if (what === 'meet') clock = meet(then, moment, calendar);
      else clock = what === 'resume' ? resume(then, moment) : pause(then, moment, calendar, what);
      if (!isOpen(clock)) said.push(`${clock.status} used ${usedUp(clock)}`);
    }
    ringUntil(minute);
  }
  ringUntil(END);
  return [...said, `${clock.cycle} ${clock.status} left ${leftAt(clock, at(END), calendar) / MINUTE}`];
}

const usedUp = ({ used, missed }: ClockState) => (missed ? 'more' : used / MINUTE);

test('pauses with a longest length, reopening and late entries: a clock rings as one whose story is counted anew each minute', () => {
  fc.assert(
    fc.property(rule, turns, (rule, all) => {
      expect(played(rule, all)).toEqual(new Told(rule).play(all));
    }),
    { numRuns: 150 },
  );
});
