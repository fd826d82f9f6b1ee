import { type Calendar, openOf, repeat } from './add';
import { type Duration, isWorking } from './duration';
import { afterWorking, between } from './hours';
import { UTC } from './zone';

/**
 * Where a clock stands. Budget and used are ms of what the clock counts: all time, or working time only.
 * `used` is the running time up to `since` (running) or altogether (otherwise).
 */
export interface ClockState {
  /** 1 for the first run of this clock in the case, one more each time that it is armed anew. */
  readonly cycle: number;
  readonly status: 'running' | 'paused' | 'met' | 'met-late' | 'cancelled';
  readonly missed: boolean;
  /** Instant (ms) at which the budget ran out; with `missed` only. Later pauses would move what the ledger alone says. */
  readonly missedAt?: number;
  /** Instant (ms) at which this cycle began. */
  readonly started: number;
  /** Does it count the calendar's working time only? Once missed, it counts what its ladder counts. */
  readonly working?: true;
  /** The whole budget, ms of running time. */
  readonly budget: number;
  readonly used: number;
  /** Instant (ms) from which the clock runs or pauses now. */
  readonly since: number;
  /** Instants (ms) at which it was paused and ran on by turns, the first a pause; absent where there were none. */
  readonly turns?: readonly number[];
  /** How many rungs of its ladder are out. */
  readonly rung: number;
  /** What went out of the ladders that it had before its rules were changed, and at which rung of its present one it began then. */
  readonly told?: { readonly share: number; readonly levels: readonly string[]; readonly rung: number };
}

/** What can happen to a clock. */
export type ClockMoment =
  | 'started'
  | 'paused'
  | 'resumed'
  | 'warned'
  | 'missed'
  | 'escalated'
  | 'met'
  | 'met-late'
  | 'cancelled';

/** Who is told when, while a clock runs out and after it. */
export interface RungPlan {
  /** Shares of the budget, each between 0 and 1, at which a reminder goes out. */
  readonly warnAt: readonly number[];
  /** From the deadline to the next level, and from each level to the one above; its repetitions are counted from the deadline. */
  readonly every?: Duration;
  /** Roles from the bottom up: the first is told when the deadline is missed, each other one `every` later. */
  readonly levels: readonly string[];
}

/** One step of a clock's ladder. `share` goes with a reminder, `level` with what is told to somebody. */
export interface Rung {
  readonly index: number;
  readonly kind: 'warned' | 'missed' | 'escalated';
  readonly share?: number;
  readonly level?: string;
}

/** A rung with the instant (whole ms) at which it is due. */
export interface DueRung extends Rung {
  readonly at: number;
}

/** A clock that begins to run at `at` (ms) with `budget` ms of running time, of working time only if it is `working`. */
export function arm(at: number, budget: number, cycle: number, working = false): ClockState {
  const state = { cycle, status: 'running', missed: false, started: at, budget, used: 0, since: at, rung: 0 } as const;
  return working ? { ...state, working } : state;
}

/** Stops the clock at `at` (ms); what is used stays used. Nothing changes unless it runs. */
export function pause(state: ClockState, at: number, calendar?: Calendar): ClockState {
  return state.status === 'running' ? settle(state, at, 'paused', calendar) : state;
}

/** Lets a paused clock run on from `at` (ms). Nothing changes unless it is paused. */
export function resume(state: ClockState, at: number): ClockState {
  return state.status === 'paused' ? settle(state, at, 'running') : state;
}

/** What the clock was for is done at `at` (ms): met, or met late once it is missed. Rungs due by then must have been rung. */
export function meet(state: ClockState, at: number, calendar?: Calendar): ClockState {
  return isOpen(state) ? settle(state, at, state.missed ? 'met-late' : 'met', calendar) : state;
}

/** The clock no longer matters from `at` (ms) on. */
export function cancel(state: ClockState, at: number, calendar?: Calendar): ClockState {
  return isOpen(state) ? settle(state, at, 'cancelled', calendar) : state;
}

/** Whether the clock can still run out: it runs or is paused. */
export function isOpen(state: ClockState): boolean {
  return state.status === 'running' || state.status === 'paused';
}

function settle(state: ClockState, at: number, status: ClockState['status'], calendar?: Calendar): ClockState {
  const since = Math.max(at, state.since);
  const turned = status !== state.status && (status === 'paused' || status === 'running');
  const turns = turned ? [...(state.turns ?? []), since] : state.turns;
  return { ...state, status, used: usedAt(state, at, calendar), since, ...(turns && { turns }) };
}

/** Running time (ms) used up to the instant `at`, which is not before the ledger's last entry. `calendar` is for a working clock. */
export function usedAt(state: ClockState, at: number, calendar?: Calendar): number {
  if (state.status !== 'running' || at <= state.since) return state.used;
  return state.used + (state.working ? between(state.since, at, openOf(calendar)) : at - state.since);
}

/** Running time (ms) left at the instant `at`; negative once the budget is overdrawn. */
export function leftAt(state: ClockState, at: number, calendar?: Calendar): number {
  return state.budget - usedAt(state, at, calendar);
}

/** The instant (whole ms) at which a running clock is, or was, due; undefined while it does not run. */
export function dueOf(state: ClockState, calendar?: Calendar): number | undefined {
  if (state.status !== 'running') return undefined;
  return state.missedAt ?? Math.ceil(whenUsed(state, state.budget, calendar));
}

/** The instant (ms) at which a running clock will have used `ms` of running time. */
function whenUsed(state: ClockState, ms: number, calendar?: Calendar): number {
  const left = ms - state.used;
  return state.working ? afterWorking(state.since, left, openOf(calendar)) : state.since + left;
}

/** The whole ladder in order: each reminder, the deadline, then one level after the other; each once in a cycle, then no more. */
export function rungsOf(plan: RungPlan): readonly Rung[] {
  const [first, ...above] = plan.levels;
  const steps: readonly Omit<Rung, 'index'>[] = [
    ...[...plan.warnAt].sort((a, b) => a - b).map(share => ({ kind: 'warned' as const, share })),
    { kind: 'missed', ...(first === undefined ? {} : { level: first }) },
    ...(plan.every === undefined ? [] : above.map(level => ({ kind: 'escalated' as const, level }))),
  ];
  return steps.map((step, index) => ({ index, ...step }));
}

/** The rung that a running clock comes to next; undefined while it does not run and when all are out. */
export function nextRung(state: ClockState, plan: RungPlan, calendar?: Calendar): DueRung | undefined {
  if (state.status !== 'running') return undefined;
  const rung = rungsOf(plan)[state.rung];
  if (rung === undefined) return undefined;
  const due = whenUsed(state, runningTime(state, rung, plan, calendar), calendar);
  // A rung that fell due while nobody looked and the clock was then paused goes out as soon as the clock runs again.
  return { at: Math.max(state.since, Math.ceil(due)), ...rung };
}

/**
 * The clock after `rung` has gone out. Once the deadline is missed the ledger goes on in what the ladder counts: three working days
 * for a reply and one calendar day from level to level do not wait for each other.
 */
export function ring(state: ClockState, rung: DueRung, plan: RungPlan, calendar?: Calendar): ClockState {
  const after = { ...state, rung: rung.index + 1 };
  if (rung.kind !== 'missed') return after;
  const { working, ...ledger } = settle(after, rung.at, after.status, calendar);
  const counts = plan.every === undefined ? working : isWorking(plan.every);
  return { ...ledger, ...(counts && { working: true }), missed: true, missedAt: rung.at };
}

/** How much running time (ms, whole for a share) must be used before the rung is due. */
function runningTime(state: ClockState, rung: Rung, plan: RungPlan, calendar: Calendar | undefined): number {
  if (rung.kind === 'escalated') return state.budget + spanTo(rung.index - plan.warnAt.length, state, plan, calendar);
  // In floating point 0.8 × 3 days is 207360000.00000003 ms: that must not become a millisecond more.
  return Math.ceil((rung.share ?? 1) * state.budget - 1e-6);
}

/** Running time (ms) from the missed deadline to the `k`-th level above the first. */
function spanTo(k: number, { missedAt = 0, working }: ClockState, { every }: RungPlan, calendar = UTC): number {
  if (every === undefined) return 0;
  const level = repeat(missedAt, every, k, calendar);
  return working ? between(missedAt, level, openOf(calendar)) : level - missedAt;
}
