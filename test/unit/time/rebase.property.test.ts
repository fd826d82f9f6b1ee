import fc from 'fast-check';
import { arm, type ClockState, dueOf, nextRung, pause, type RungPlan, resume, ring } from '../../../time/clock';
import { DAY, MINUTE } from '../../../time/duration';
import type { Interval, Open } from '../../../time/hours';
import { CHANGE_RULES, type ChangeRule, rebase } from '../../../time/rebase';
import { type Drawn, hoursOf, Minutes } from './minutes';
import { shanghai } from './zones';

const start = Date.parse('2026-11-02T00:00:00Z');
const DAYS = 9;
const at = (minute: number): number => start + minute * MINUTE;

/** What a clock goes by, told in minutes. */
interface Rule {
  readonly working: boolean;
  readonly budget: number;
  readonly shares: readonly number[];
  readonly every: number;
  readonly everyWorking: boolean;
  readonly levels: readonly string[];
  readonly week: readonly (readonly Interval[])[];
}

type Turn =
  | { readonly minute: number; readonly turn: 'toggle' }
  | { readonly minute: number; readonly turn: ChangeRule; readonly rule: Rule };

const hours: fc.Arbitrary<readonly Interval[]> = fc.constantFrom(
  [],
  [[510, 720] as const, [810, 1050] as const],
  [[0, 1440] as const],
  [[600, 660] as const],
);
const week = fc.array(hours, { minLength: 7, maxLength: 7 }).filter(week => week.some(open => open.length > 0));
const rule: fc.Arbitrary<Rule> = fc.record({
  working: fc.boolean(),
  budget: fc.integer({ min: 1, max: 200 }).map(tens => tens * 10),
  shares: fc.uniqueArray(
    fc.integer({ min: 1, max: 9 }).map(tenths => tenths / 10),
    { maxLength: 3 },
  ),
  every: fc.integer({ min: 1, max: 600 }),
  everyWorking: fc.boolean(),
  levels: fc.constantFrom([], ['manager'], ['manager', 'gm', 'chairman'], ['supervisor', 'manager', 'gm'], ['gm']),
  week,
});
const minute = fc.integer({ min: 0, max: 5 * 1440 });
const turns = (rules: readonly ChangeRule[]): fc.Arbitrary<readonly Turn[]> =>
  fc
    .array(
      fc.oneof(
        fc.record({ minute, turn: fc.constant('toggle' as const) }),
        fc.record({ minute, turn: fc.constantFrom(...rules), rule }),
      ),
      { maxLength: 7 },
    )
    .map(list => [...list].sort((a, b) => a.minute - b.minute));

const drawnOf = ({ week }: Rule): Drawn => ({ zone: shanghai, week, dates: new Map() });
const calendarOf = (rule: Rule): Open => ({ ...shanghai, hours: hoursOf(drawnOf(rule)) });
const planOf = ({ shares, every, everyWorking, levels }: Rule): RungPlan => ({
  warnAt: [...shares].sort(),
  every: { kind: everyWorking ? 'workingTime' : 'elapsed', ms: every * MINUTE },
  levels,
});

/** The code under test: what went out, in words with its minute. */
function played(first: Rule, changes: readonly Turn[]): string[] {
  const said: string[] = [];
  let [now, by] = [first, arm(start, first.budget * MINUTE, 1, first.working)];
  const ringUntil = (until: number) => {
    for (;;) {
      const rung = nextRung(by, planOf(now), calendarOf(now));
      if (rung === undefined || rung.at > until) return;
      said.push(`${(rung.at - start) / MINUTE} ${rung.kind} ${rung.share ?? rung.level ?? ''}`);
      by = ring(by, rung, planOf(now), calendarOf(now));
    }
  };
  let running = true;
  for (const turn of changes) {
    const instant = at(turn.minute);
    ringUntil(instant);
    if (turn.turn === 'toggle') {
      by = running ? pause(by, instant, calendarOf(now)) : resume(by, instant);
      running = !running;
    } else {
      const limit = { budget: () => turn.rule.budget * MINUTE, working: turn.rule.working };
      const rules = {
        from: { plan: planOf(now), calendar: calendarOf(now) },
        to: { plan: planOf(turn.rule), calendar: calendarOf(turn.rule), limit },
      };
      by = rebase(by, { at: instant, rule: turn.turn, ...rules });
      now = turn.rule;
    }
  }
  ringUntil(at(DAYS * 1440 - 1));
  return said;
}

/** The same, minute by minute: each minute that the clock ran is kept, and all are counted anew whenever the rule changes. */
function told(first: Rule, changes: readonly Turn[]): string[] {
  const said: string[] = [];
  let [now, minutes] = [first, new Minutes(drawnOf(first), start, DAYS)];
  let [running, share, used, over] = [true, 0, 0, 0];
  let [levels, ran]: [string[], number[]] = [[], []];
  let missedAt: number | undefined;
  const counts = (minute: number, working: boolean) => !working || minutes.isOpen(at(minute));
  const say = (minute: number) => {
    if (missedAt === undefined) {
      for (const next of [...now.shares].sort()) {
        if (next <= share || used < Math.round(next * now.budget)) continue;
        said.push(`${minute} warned ${next}`);
        share = next;
      }
      if (used < now.budget) return;
      [missedAt, levels, over] = [minute, now.levels.slice(0, 1), 0];
      said.push(`${minute} missed ${now.levels[0] ?? ''}`);
    }
    const highest = Math.max(0, ...levels.map(level => now.levels.indexOf(level)));
    for (let k = highest + 1; k < now.levels.length && over >= k * now.every; k++) {
      said.push(`${minute} escalated ${now.levels[k]}`);
      levels.push(now.levels[k]!);
    }
  };
  for (let minute = 0; minute < DAYS * 1440; minute++) {
    if (running) say(minute);
    for (const turn of changes.filter(change => change.minute === minute)) {
      if (turn.turn === 'toggle') running = !running;
      else [now, minutes] = [turn.rule, new Minutes(drawnOf(turn.rule), start, DAYS)];
      if (turn.turn === 'restart') [ran, missedAt, levels] = [[], undefined, []];
      used = ran.filter(each => counts(each, now.working)).length;
      over = ran.filter(each => each >= (missedAt ?? 0) && counts(each, now.everyWorking)).length;
      if (running) say(minute);
    }
    if (!running) continue;
    ran.push(minute);
    if (counts(minute, now.working)) used++;
    if (counts(minute, now.everyWorking)) over++;
  }
  return said;
}

test('whatever changes and pauses, a clock rings as one that counts each minute of its life anew by the new rule', () => {
  fc.assert(
    fc.property(rule, turns(['keepUsed', 'restart']), (first, changes) => {
      expect(played(first, changes)).toEqual(told(first, changes));
    }),
    { numRuns: 150 },
  );
});

test('however often its rules change, nothing goes out twice between two restarts', () => {
  fc.assert(
    fc.property(rule, turns(CHANGE_RULES), (first, changes) => {
      const said = played(
        first,
        changes.filter(({ turn }) => turn !== 'restart'),
      ).map(line => line.replace(/^\S+ /, ''));
      expect(new Set(said).size).toBe(said.length);
      expect(said.filter(line => line.startsWith('missed')).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 150 },
  );
});

test('a deadline that is kept stays where it is, whatever the new limit, ladder and calendar say', () => {
  fc.assert(
    fc.property(rule, rule, fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 4 }), (first, then, gaps) => {
      let [state, instant]: [ClockState, number] = [arm(start, first.budget * MINUTE, 1, first.working), start];
      for (const gap of [...gaps, ...(gaps.length % 2 === 1 ? [60] : [])]) {
        const next = Math.min(instant + gap * MINUTE, dueOf(state, calendarOf(first)) ?? Number.POSITIVE_INFINITY);
        const until = state.status === 'paused' ? instant + gap * MINUTE : next;
        state = state.status === 'running' ? pause(state, until, calendarOf(first)) : resume(state, until);
        instant = until;
      }
      const limit = { budget: () => then.budget * MINUTE, working: then.working };
      const rules = {
        from: { plan: planOf(first), calendar: calendarOf(first) },
        to: { plan: planOf(then), calendar: calendarOf(then), limit },
      };
      const kept = rebase(state, { at: instant, rule: 'keepDeadline', ...rules });
      expect(dueOf(kept, calendarOf(then))).toBe(dueOf(state, calendarOf(first)));
      expect(kept.used).toBeLessThanOrEqual(kept.budget);
    }),
    { numRuns: 2_000 },
  );
});

test('a clock of ten years moves in one reckoning', () => {
  const decade = 3_650 * DAY;
  const open: Open = {
    ...shanghai,
    hours: { kinds: [[[0, 1440]]], week: [0, 0, 0, 0, 0, 0, 0], days: [], known: [0, 0] },
  };
  const change = {
    at: start + decade / 2,
    rule: 'keepUsed' as const,
    from: { plan: { warnAt: [], levels: [] }, calendar: open },
    to: { plan: { warnAt: [], levels: [] }, calendar: open, limit: { budget: () => decade + DAY, working: true } },
  };
  expect(dueOf(rebase(arm(start, decade, 1), change), open)).toBe(start + decade + DAY);
});
