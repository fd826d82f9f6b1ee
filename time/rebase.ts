import { type Calendar, openOf } from './add';
import { type ClockState, dueOf, isOpen, leftAt, type RungPlan, rungsOf, usedAt } from './clock';
import { isWorking } from './duration';
import { afterWorking, between } from './hours';

/**
 * What becomes of a clock whose limit, ladder or calendar changes while it is open.
 * - `keepUsed` — as if the new limit had held from the start: what it has run so far is counted by the new rule, its pauses are not
 * - `restart` — the whole new limit from now on
 * - `keepDeadline` — the instant stays, whatever the new limit says; of a paused clock, what is left stays
 */
export type ChangeRule = (typeof CHANGE_RULES)[number];
export const CHANGE_RULES = ['keepUsed', 'restart', 'keepDeadline'] as const;

/** From an instant to another, ms. */
type Span = readonly [from: number, to: number];

/** What a clock goes by. */
export interface ClockRule {
  readonly plan: RungPlan;
  readonly calendar?: Calendar;
}

/** A limit: the budget (ms of what it counts) of a clock that begins at the instant `at` (ms), and whether that is working time only. */
export interface ClockLimit {
  readonly budget: (at: number) => number;
  readonly working: boolean;
}

export interface Change {
  /** The instant (ms) of the change; everything due by then has been rung. */
  readonly at: number;
  readonly rule: ChangeRule;
  readonly from: ClockRule;
  /** Without a limit, the clock keeps its own: only its ladder changes. */
  readonly to: ClockRule & { readonly limit?: ClockLimit };
}

/**
 * The clock under other rules. One that is met or cancelled never moves. What went out of its ladder stays out, and nothing goes out
 * twice; a rung that by the new rule should have gone out goes out now. A deadline that by the new rule is over is missed now, and its
 * overtime counts from now. One that was missed stays missed, since that is on record: only `restart` lifts it, and the reminders
 * that went out stay out even then.
 */
export function rebase(state: ClockState, change: Change): ClockState {
  if (!isOpen(state)) return state;
  const { at, rule, from, to } = change;
  const told = toldBy(state, from.plan);
  if (rule === 'restart' && to.limit) {
    const { missed: _, missedAt: __, working: ___, turns: ____, ladder: _____, carried: ______, ...kept } = state;
    const turns = state.status === 'paused' ? { turns: [at] } : {};
    const fresh = { ...kept, ...turns, missed: false, started: at, since: at, used: 0, budget: to.limit.budget(at) };
    return onLadder({ ...fresh, ...counting(to.limit.working) }, to.plan, { ...told, levels: [] });
  }
  if (state.missed) return onLadder(overdue(state, change), to.plan, told);
  if (!to.limit)
    return onLadder(state.status === 'paused' ? { ...state, since: sinceOf(state, at) } : state, to.plan, told);
  const moved = rule === 'keepDeadline' ? sameDue(state, change) : sameStart(state, change, to.limit);
  return onLadder(moved, to.plan, told);
}

function sameStart(state: ClockState, change: Change, limit: ClockLimit): ClockState {
  const { working = false, carried = 0, ...kept } = state;
  const budget = limit.budget(state.started);
  const { at, to } = change;
  // What earlier cycles used is the same share of a limit that counts something else.
  const before = working === limit.working ? carried : Math.round((carried / state.budget) * budget);
  const used = before + sum(ranUntil(state, at), limit.working, to.calendar);
  const ledger = {
    budget,
    used: Math.min(used, budget),
    since: sinceOf(state, at),
    ...(before > 0 && { carried: before }),
  };
  return { ...kept, ...counting(limit.working), ...ledger };
}

/** The ledger goes on in what it counts; where the instant is no working time by the new calendar, in all time. */
function sameDue(state: ClockState, { at, from, to }: Change): ClockState {
  if (!state.working) return state;
  const { working: _, carried: __, ...kept } = state;
  const since = sinceOf(state, at);
  const used = usedAt(state, at, from.calendar);
  const due = dueOf(state, from.calendar);
  if (to.calendar?.hours) {
    if (due === undefined) return state;
    const left = between(at, due, openOf(to.calendar));
    if (left > 0 && afterWorking(at, left, openOf(to.calendar)) === due)
      return { ...state, used, since, budget: used + left };
  }
  const runsOut = due ?? afterWorking(at, leftAt(state, at, from.calendar), openOf(from.calendar));
  const all = sum(ranUntil(state, at), false);
  return { ...kept, used: all, since, budget: all + runsOut - at };
}

/** What a missed clock has used beyond its budget is counted as its ladder counts, from the deadline on. */
function overdue(state: ClockState, { at, to }: Change): ClockState {
  const { working: counted = false, ladder: _, ...kept } = state;
  const working = counted && to.calendar?.hours !== undefined;
  const counts = to.plan.every === undefined ? working : isWorking(to.plan.every);
  const ladder = counts ? 'working' : 'elapsed';
  const { missedAt = state.since, budget } = state;
  const over = ranUntil(state, at).map(([first, last]): Span => [Math.max(first, missedAt), Math.max(last, missedAt)]);
  const used = budget + sum(over, counts, to.calendar);
  return { ...kept, ...counting(working), ...(counts !== working && { ladder }), used, since: sinceOf(state, at) };
}

const counting = (working: boolean) => (working ? ({ working } as const) : {});
const sinceOf = ({ since }: ClockState, at: number): number => Math.max(since, at);

/** When it ran in this cycle, up to `at`. */
function ranUntil({ started, turns = [] }: ClockState, at: number): Span[] {
  const marks = [started, ...turns];
  return marks.flatMap((from, i): Span[] => (i % 2 === 0 ? [[from, marks[i + 1] ?? at]] : []));
}

/** The time in these spans, ms: working time only or all of it. */
function sum(spans: readonly Span[], working: boolean, calendar?: Calendar): number {
  const ms = ([from, to]: Span) => (working ? between(from, to, openOf(calendar)) : to - from);
  return spans.reduce((all, span) => all + ms(span), 0);
}

/** What went out so far: the largest share, and the levels. */
type Told = Pick<NonNullable<ClockState['told']>, 'share' | 'levels'>;

function toldBy({ rung, told }: ClockState, ladder: RungPlan): Told {
  const out = rungsOf(ladder).slice(told?.rung ?? 0, rung);
  const levels = out.flatMap(({ level }) => level ?? []);
  return {
    share: Math.max(told?.share ?? 0, ...out.map(({ share = 0 }) => share)),
    levels: [...new Set([...(told?.levels ?? []), ...levels])],
  };
}

/**
 * The clock on its new ladder. A reminder is out once one of the same or a larger share went out; a level, once it or one above it
 * was told. The deadline is out if it is missed, and only then.
 */
function onLadder({ told: _, ...state }: ClockState, { warnAt, levels }: RungPlan, told: Told): ClockState {
  const highest = Math.max(0, ...told.levels.map(level => levels.indexOf(level)));
  const rung = state.missed ? warnAt.length + 1 + highest : warnAt.filter(share => share <= told.share).length;
  const kept = rung > 0 || told.share > 0 || told.levels.length > 0;
  return { ...state, rung, ...(kept && { told: { ...told, rung } }) };
}
