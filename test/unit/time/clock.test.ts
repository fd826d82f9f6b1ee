import fc from 'fast-check';
import {
  arm,
  type ClockState,
  cancel,
  type DueRung,
  dueOf,
  extend,
  leftAt,
  meet,
  nextRung,
  pause,
  type RungPlan,
  resume,
  ring,
  rungsOf,
  usedAt,
} from '../../../time/clock';
import { DAY, HOUR } from '../../../time/duration';

const start = Date.parse('2026-11-02T01:00:00Z');
const reply: RungPlan = {
  warnAt: [0.5, 0.8],
  every: { kind: 'elapsed', ms: DAY },
  levels: ['manager', 'gm', 'chairman'],
};

/** Rings everything due at or before `at`, as the engine does before each item. */
function ringUntil(state: ClockState, plan: RungPlan, at: number): [ClockState, DueRung[]] {
  const rung = nextRung(state, plan);
  if (rung === undefined || rung.at > at) return [state, []];
  const [last, others] = ringUntil(ring(state, rung, plan), plan, at);
  return [last, [rung, ...others]];
}

test('a complaint that nobody answers climbs its ladder once', () => {
  const [state, rungs] = ringUntil(arm(start, 3 * DAY, 1), reply, start + 365 * DAY);
  expect(rungs).toEqual([
    { index: 0, kind: 'warned', share: 0.5, at: start + 1.5 * DAY },
    { index: 1, kind: 'warned', share: 0.8, at: start + 207_360_000 },
    { index: 2, kind: 'missed', level: 'manager', at: start + 3 * DAY },
    { index: 3, kind: 'escalated', level: 'gm', at: start + 4 * DAY },
    { index: 4, kind: 'escalated', level: 'chairman', at: start + 5 * DAY },
  ]);
  expect(nextRung(state, reply)).toBeUndefined();
  expect(meet(state, start + 6 * DAY)).toMatchObject({ status: 'met-late', missed: true, used: 6 * DAY });
});

test('the bare minimum of a ladder is the deadline', () => {
  expect(rungsOf({ warnAt: [], levels: [] })).toEqual([{ index: 0, kind: 'missed' }]);
  expect(rungsOf({ warnAt: [], levels: ['manager', 'gm'] })).toEqual([{ index: 0, kind: 'missed', level: 'manager' }]);
});

test('a deadline that was missed stays where it was, whatever is paused later', () => {
  const [missed] = ringUntil(arm(start, DAY, 1), reply, start + DAY);
  const again = resume(pause(missed, start + 2 * DAY), start + 9 * DAY);
  expect(dueOf(again)).toBe(start + DAY);
  expect(leftAt(again, start + 9 * DAY)).toBe(-DAY);
});

test('a clock that begins paused burns nothing', () => {
  const paused = pause(arm(start, DAY, 1), start);
  expect([nextRung(paused, reply), dueOf(paused), usedAt(paused, start + 9 * DAY)]).toEqual([undefined, undefined, 0]);
  expect(dueOf(resume(paused, start + 9 * DAY))).toBe(start + 10 * DAY);
});

test('met and cancelled clocks ring no more and cannot be moved', () => {
  const running = arm(start, DAY, 1);
  for (const [done, status] of [
    [meet(running, start + HOUR), 'met'],
    [meet(pause(running, start + HOUR), start + 2 * HOUR), 'met'],
    [cancel(running, start + HOUR), 'cancelled'],
  ] as const) {
    expect(done).toMatchObject({ status, used: HOUR, missed: false });
    expect([nextRung(done, reply), dueOf(done)]).toEqual([undefined, undefined]);
    for (const move of [pause, resume, meet, cancel]) expect(move(done, start + 5 * HOUR)).toBe(done);
  }
});

describe('properties', () => {
  /** Gaps between pause, resume, pause, … */
  const gaps = fc.array(fc.integer({ min: 0, max: 4 * DAY }), { maxLength: 12 });
  const budget = fc.integer({ min: 1, max: 30 * DAY });
  const plan = fc.record({
    warnAt: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 }).map(shares => shares.map(s => s / 100)),
    every: fc.integer({ min: 1, max: 3 * DAY }).map(ms => ({ kind: 'elapsed' as const, ms })),
    levels: fc.constantFrom([], ['manager'], ['manager', 'gm', 'chairman']),
  });

  /** Pauses and resumes by turns after each gap, ringing what is due first; calls `see` at each turn. */
  function live(state: ClockState, p: RungPlan, turns: readonly number[], see?: (s: ClockState, at: number) => void) {
    let at = state.since;
    const rung: DueRung[] = [];
    let now = state;
    for (const gap of turns) {
      at += gap;
      const [rang, due] = ringUntil(now, p, at);
      rung.push(...due);
      now = rang.status === 'running' ? pause(rang, at) : resume(rang, at);
      see?.(now, at);
    }
    const [last, due] = ringUntil(resume(now, at), p, Number.POSITIVE_INFINITY);
    return { last, at, rung: [...rung, ...due] };
  }

  test('a pause shifts the deadline by exactly its length', () => {
    fc.assert(
      fc.property(budget, fc.nat(30 * DAY), fc.nat(30 * DAY), (whole, until, length) => {
        const running = arm(start, whole, 1);
        const paused = pause(running, start + until);
        expect(dueOf(paused)).toBeUndefined();
        expect(dueOf(resume(paused, start + until + length))).toBe(start + whole + length);
      }),
    );
  });

  test('an extension moves the deadline by exactly its length, and nothing of what was used or is out', () => {
    fc.assert(
      fc.property(budget, plan, gaps, fc.integer({ min: 1, max: 30 * DAY }), (whole, p, turns, more) => {
        live(arm(start, whole, 1), p, turns, (state, at) => {
          const extended = extend(state, more);
          if (state.missed) return expect(extended).toBe(state);
          expect(leftAt(extended, at)).toBe(leftAt(state, at) + more);
          expect([extended.used, extended.rung]).toEqual([state.used, state.rung]);
          const told = ringUntil(resume(extended, at), p, Number.POSITIVE_INFINITY)[1];
          expect(told.map(({ index }) => index)).toEqual(
            rungsOf(p)
              .slice(state.rung)
              .map(({ index }) => index),
          );
          expect(told.every(rung => rung.at >= at)).toBe(true);
        });
      }),
    );
  });

  test('a clock that is over is not extended', () => {
    const met = meet(arm(start, DAY, 1), start + HOUR);
    expect(extend(met, DAY)).toBe(met);
  });

  test('used and left are always the budget', () => {
    fc.assert(
      fc.property(budget, plan, gaps, (whole, p, turns) => {
        live(arm(start, whole, 1), p, turns, (state, at) => {
          expect(usedAt(state, at) + leftAt(state, at)).toBe(whole);
          expect(usedAt(state, at)).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  test('every rung goes out once, in order, at its running time, whatever the pauses', () => {
    fc.assert(
      fc.property(budget, plan, gaps, (whole, p, turns) => {
        const pauses: [number, number][] = [];
        const { rung } = live(arm(start, whole, 1), p, turns, (state, at) => {
          if (state.status === 'paused') pauses.push([at, at]);
          else if (pauses.length > 0) pauses[pauses.length - 1]![1] = at;
        });
        expect(rung.map(({ at: _, ...rest }) => rest)).toEqual(rungsOf(p));
        const undisturbed = live(arm(start, whole, 1), p, []).rung;
        for (const [i, { at }] of rung.entries()) {
          const pausedBefore = pauses.filter(([from]) => from < at).reduce((sum, [from, to]) => sum + to - from, 0);
          expect(at - pausedBefore).toBe(undisturbed[i]!.at);
          expect(Number.isSafeInteger(at)).toBe(true);
        }
      }),
    );
  });

  test('no reminder goes out before its share is used', () => {
    fc.assert(
      fc.property(budget, fc.integer({ min: 1, max: 99 }), (whole, percent) => {
        const at = nextRung(arm(0, whole, 1), { warnAt: [percent / 100], levels: [] })!.at;
        expect(at * 100).toBeGreaterThanOrEqual(whole * percent);
        expect((at - 1) * 100).toBeLessThan(whole * percent);
      }),
    );
  });
});
