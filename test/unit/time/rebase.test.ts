import { arm, cancel, dueOf, leftAt, meet, nextRung, pause, type RungPlan, ring } from '../../../time/clock';
import { DAY, HOUR } from '../../../time/duration';
import { type Change, type ClockLimit, rebase } from '../../../time/rebase';

const start = Date.parse('2026-11-02T01:00:00Z');
const plan: RungPlan = { warnAt: [0.5], every: { kind: 'elapsed', ms: DAY }, levels: ['manager', 'gm', 'chairman'] };
const days = (n: number): ClockLimit => ({ budget: () => n * DAY, working: false });
const change = (rule: Change['rule'], at: number, limit: ClockLimit, to = plan): Change => ({
  at,
  rule,
  from: { plan },
  to: { plan: to, limit },
});
const missed = ring(ring(arm(start, DAY, 1), nextRung(arm(start, DAY, 1), plan)!, plan), missedRung(), plan);

function missedRung() {
  return { index: 1, kind: 'missed', level: 'manager', at: start + DAY } as const;
}

test('what is used stays used: a longer limit counts from the same start', () => {
  const moved = rebase(arm(start, 3 * DAY, 1), change('keepUsed', start + DAY, days(5)));
  expect([dueOf(moved), leftAt(moved, start + DAY), moved.started]).toEqual([start + 5 * DAY, 4 * DAY, start]);
});

test('restarted, it has the whole new limit from now on', () => {
  const moved = rebase(arm(start, 3 * DAY, 1), change('restart', start + DAY, days(5)));
  expect([dueOf(moved), moved.used, moved.started]).toEqual([start + 6 * DAY, 0, start + DAY]);
});

test('a deadline that is kept does not move, and its ladder changes all the same', () => {
  const moved = rebase(arm(start, 3 * DAY, 1), change('keepDeadline', start, days(5), { ...plan, warnAt: [0.25] }));
  expect(dueOf(moved)).toBe(start + 3 * DAY);
  expect(nextRung(moved, { ...plan, warnAt: [0.25] })?.at).toBe(start + 0.75 * DAY);
});

test('a deadline that by the new rule is over is missed now, and its overtime counts from now', () => {
  const at = start + 2 * DAY;
  const moved = rebase(arm(start, 3 * DAY, 1), change('keepUsed', at, days(1), { ...plan, warnAt: [] }));
  const rung = nextRung(moved, { ...plan, warnAt: [] })!;
  expect(rung).toMatchObject({ kind: 'missed', at });
  const over = ring(moved, rung, { ...plan, warnAt: [] });
  expect([over.missedAt, nextRung(over, { ...plan, warnAt: [] })]).toEqual([
    at,
    { index: 1, kind: 'escalated', level: 'gm', at: at + DAY },
  ]);
});

test('what was missed stays missed under a longer limit, and is lifted by a restart alone', () => {
  const at = start + 25 * HOUR;
  for (const rule of ['keepUsed', 'keepDeadline'] as const)
    expect(rebase(missed, change(rule, at, days(9)))).toMatchObject({ missed: true, missedAt: start + DAY, rung: 2 });
  const again = rebase(missed, change('restart', at, days(9)));
  expect([again.missed, dueOf(again), nextRung(again, plan)?.kind]).toEqual([false, at + 9 * DAY, 'missed']);
});

test('a reminder that went out stays out, whatever its share is now', () => {
  const warned = ring(arm(start, 2 * DAY, 1), nextRung(arm(start, 2 * DAY, 1), plan)!, plan);
  const lower = { ...plan, warnAt: [0.3, 0.5, 0.8] };
  const moved = rebase(warned, change('keepUsed', start + DAY, days(10), lower));
  expect(nextRung(moved, lower)).toMatchObject({ share: 0.8, at: start + 8 * DAY });
});

test('nobody who was told of a miss is told again, and who stands above them now is told at the time of the new ladder', () => {
  const taller = { ...plan, levels: ['supervisor', 'manager', 'chairman'] };
  const moved = rebase(missed, change('keepUsed', start + 25 * HOUR, days(1), taller));
  expect(nextRung(moved, taller)).toMatchObject({ level: 'chairman', at: start + 3 * DAY });
});

test('a clock that is met or cancelled never moves', () => {
  for (const done of [meet(arm(start, DAY, 1), start + HOUR), cancel(arm(start, DAY, 1), start + HOUR)])
    for (const rule of ['keepUsed', 'restart', 'keepDeadline'] as const)
      expect(rebase(done, change(rule, start + 2 * HOUR, days(9)))).toBe(done);
});

test('of a paused clock, what is left follows the rule, and it stays paused', () => {
  const paused = pause(arm(start, 3 * DAY, 1), start + DAY);
  const left = (rule: Change['rule']) => leftAt(rebase(paused, change(rule, start + 9 * DAY, days(5))), start);
  expect([left('keepUsed'), left('restart'), left('keepDeadline')]).toEqual([4 * DAY, 5 * DAY, 2 * DAY]);
});

test('what the policy leaves alone is not moved: without a new limit only the ladder changes', () => {
  const moved = rebase(arm(start, 3 * DAY, 1), {
    at: start + DAY,
    rule: 'restart',
    from: { plan },
    to: { plan: { ...plan, warnAt: [0.9] } },
  });
  expect(moved).toEqual(arm(start, 3 * DAY, 1));
});
