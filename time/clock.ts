import { type Calendar, openOf, repeat } from './add';
import { type Duration, isWorking } from './duration';
import { afterWorking, between } from './hours';
import { nextPauseRung, type Pause, type PausePlan } from './pause';
import { UTC } from './zone';

/**
 * Where a clock stands. Budget and used are ms of what the clock counts: all time, or working time only.
 * `used` is the running time up to `since` (running) or altogether (otherwise).
 */
export interface ClockState {
  /** 1 for the first run of this clock in the case, one more each time that it begins again. */
  readonly cycle: number;
  readonly status: 'running' | 'paused' | 'met' | 'met-late' | 'cancelled';
  readonly missed: boolean;
  /** Instant (ms) at which the budget ran out; with `missed` only. Later pauses would move what the ledger alone says. */
  readonly missedAt?: number;
  /** Instant (ms) at which this cycle began. */
  readonly started: number;
  /** Does the budget count the calendar's working time only? */
  readonly working?: true;
  /** What the ledger counts once the deadline is missed, where the ladder counts something else than the budget. */
  readonly ladder?: 'working' | 'elapsed';
  /** The whole budget, ms of running time. */
  readonly budget: number;
  readonly used: number;
  /** What earlier cycles had used of the budget, ms; absent for nothing. */
  readonly carried?: number;
  /** Instant (ms) from which the clock runs or pauses now. */
  readonly since: number;
  /** Instants (ms) at which it was paused and ran on by turns, the first a pause; absent where there were none. */
  readonly turns?: readonly number[];
  /** Why it is paused, or was until the pause had lasted too long. */
  readonly pause?: Pause;
  /** How many rungs of its ladder are out. */
  readonly rung: number;
  /** What went out of the ladders that it had before its rules were changed, and at which rung of its present one it began then. */
  readonly told?: { readonly share: number; readonly levels: readonly string[]; readonly rung: number };
}

/** What can happen to a clock. */
export type ClockMoment =
  | 'started'
  | 'reopened'
  | 'paused'
  | 'resumed'
  /** Its limit was made longer. */
  | 'extended'
  | Rung['kind']
  /** A late entry showed that the deadline had not been missed. */
  | 'corrected'
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
  /** How long it may be paused, by reason; for any other as long as it takes. */
  readonly pauses?: { readonly [reason: string]: PausePlan };
  /** What a case that is opened again leaves of the budget: all of it unless told, or what was left when the clock was met. */
  readonly reopen?: 'restart' | 'keepUsed';
}

/** One step of a clock's ladder. `share` goes with a reminder, `level` with what is told to somebody, `reason` with a pause. */
export interface Rung {
  readonly index: number;
  readonly kind: 'warned' | 'missed' | 'escalated' | 'pause-reminded' | 'pause-expired';
  readonly share?: number;
  readonly level?: string;
  readonly reason?: string;
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

/** Stops the clock at `at` (ms); what is used stays used. Nothing changes if it is over, or is paused for this reason, or was for too long. */
export function pause(state: ClockState, at: number, calendar?: Calendar, reason?: string): ClockState {
  const isPaused = reason === undefined ? state.status === 'paused' && !state.pause : state.pause?.reason === reason;
  if (isPaused || !isOpen(state)) return state;
  const { pause: _, ...stopped } = settle(state, at, 'paused', calendar);
  return reason === undefined ? stopped : { ...stopped, pause: { reason, since: stopped.since, rung: 0 } };
}

/** Lets a paused clock run on from `at` (ms). Nothing changes unless it is paused, or was for too long. */
export function resume(state: ClockState, at: number): ClockState {
  if (state.status !== 'paused' && (state.status !== 'running' || !state.pause)) return state;
  const { pause: _, ...running } = settle(state, state.status === 'paused' ? at : state.since, 'running');
  return running;
}

/** Adds `ms` of running time to the budget of an open clock that is not missed. What has gone out stays out; shares are of the new budget. */
export function extend(state: ClockState, ms: number): ClockState {
  return isOpen(state) && !state.missed ? { ...state, budget: state.budget + ms } : state;
}

/** What the clock was for is done at `at` (ms): met, or met late once it is missed. Rungs due by then must have been rung. */
export function meet(state: ClockState, at: number, calendar?: Calendar): ClockState {
  return isOpen(state) ? close(state, at, state.missed ? 'met-late' : 'met', calendar) : state;
}

/** The clock no longer matters from `at` (ms) on. */
export function cancel(state: ClockState, at: number, calendar?: Calendar): ClockState {
  return isOpen(state) ? close(state, at, 'cancelled', calendar) : state;
}

/**
 * The next cycle of a clock that was met in time, from `at` (ms) on with what was then left of its budget: reminders that have
 * gone out do not go out again. Undefined for one with nothing left, which would be missed the moment it is opened again.
 */
export function reopen(state: ClockState, at: number): ClockState | undefined {
  const { budget, used, rung, cycle, working } = state;
  if (state.status !== 'met' || used >= budget) return undefined;
  return { ...arm(at, budget, cycle + 1, working), used, carried: used, rung };
}

/**
 * The clock as it stood at an earlier instant `at` (ms), or when this cycle began, for something that happened then and is told
 * only now. Reminders that have gone out stay out; a deadline that was missed later can be missed again.
 */
export function rewind(state: ClockState, at: number, plan: RungPlan, calendar?: Calendar): ClockState {
  if (at >= state.since || !isOpen(state)) return state;
  const { missedAt, ladder, turns = [], pause, ...rest } = state;
  const then = Math.max(at, state.started);
  const before = turns.filter(turn => turn <= then);
  const isMissed = missedAt !== undefined && missedAt <= then;
  const status = before.length % 2 === 0 ? 'running' : 'paused';
  const isSamePause = pause !== undefined && pause.since <= then;
  const past = { ...rest, ...(before.length > 0 && { turns: before }) };
  return {
    ...past,
    status,
    missed: isMissed,
    ...(isMissed && { missedAt, ...(ladder && { ladder }) }),
    used: isMissed
      ? state.budget + ran(state, missedAt, then, countsWorking(state), calendar)
      : (state.carried ?? 0) + ran(state, state.started, then, state.working, calendar),
    since: then,
    ...(isSamePause && { pause }),
    rung: isMissed ? state.rung : Math.min(state.rung, plan.warnAt.length),
  };
}

/** Whether the clock can still run out: it runs or is paused. */
export function isOpen(state: ClockState): boolean {
  return state.status === 'running' || state.status === 'paused';
}

function close(state: ClockState, at: number, status: ClockState['status'], calendar?: Calendar): ClockState {
  const { pause: _, ...closed } = settle(state, at, status, calendar);
  return closed;
}

function settle(state: ClockState, at: number, status: ClockState['status'], calendar?: Calendar): ClockState {
  const since = Math.max(at, state.since);
  const turned = status !== state.status && (status === 'paused' || status === 'running');
  const turns = turned ? [...(state.turns ?? []), since] : state.turns;
  return { ...state, status, used: usedAt(state, at, calendar), since, ...(turns && { turns }) };
}

/** Does the ledger count working time only? */
const countsWorking = ({ working, ladder }: ClockState): boolean =>
  ladder === undefined ? working === true : ladder === 'working';

/** Running time (ms) between two instants of this cycle, from its turns alone; `working` time only, if so. */
function ran(state: ClockState, from: number, to: number, working: boolean | undefined, calendar?: Calendar): number {
  const turns = [state.started, ...(state.turns ?? [])];
  let sum = 0;
  for (let i = 0; i < turns.length; i += 2) {
    const [begins, ends] = [Math.max(from, turns[i]!), Math.min(to, turns[i + 1] ?? to)];
    if (ends > begins) sum += working ? between(begins, ends, openOf(calendar)) : ends - begins;
  }
  return sum;
}

/** Running time (ms) used up to the instant `at`, which is not before the ledger's last entry. `calendar` is for a working clock. */
export function usedAt(state: ClockState, at: number, calendar?: Calendar): number {
  if (state.status !== 'running' || at <= state.since) return state.used;
  return state.used + (countsWorking(state) ? between(state.since, at, openOf(calendar)) : at - state.since);
}

/** Running time (ms) left at the instant `at`; negative once missed. In what the budget counts, whatever the ladder does. */
export function leftAt(state: ClockState, at: number, calendar?: Calendar): number {
  const { missedAt, ladder, working } = state;
  if (missedAt === undefined || ladder === undefined) return state.budget - usedAt(state, at, calendar);
  return 0 - ran(state, missedAt, isOpen(state) ? at : Math.min(at, state.since), working, calendar);
}

/** The instant (whole ms) at which a running clock is, or was, due; undefined while it does not run. */
export function dueOf(state: ClockState, calendar?: Calendar): number | undefined {
  if (state.status !== 'running') return undefined;
  return state.missedAt ?? Math.ceil(whenUsed(state, state.budget, calendar));
}

/** The instant (ms) at which a running clock will have used `ms` of running time. */
function whenUsed(state: ClockState, ms: number, calendar?: Calendar): number {
  const left = ms - state.used;
  return countsWorking(state) ? afterWorking(state.since, left, openOf(calendar)) : state.since + left;
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

/** The rung that an open clock comes to next, of its ladder or of its pause; undefined when all are out. */
export function nextRung(state: ClockState, plan: RungPlan, calendar?: Calendar): DueRung | undefined {
  if (state.status === 'paused') {
    const rung = nextPauseRung(state.pause, plan.pauses, calendar);
    return rung && { ...rung, at: Math.max(state.since, rung.at) };
  }
  if (state.status !== 'running') return undefined;
  const rung = rungsOf(plan)[state.rung];
  if (rung === undefined) return undefined;
  const due = whenUsed(state, runningTime(state, rung, plan, calendar), calendar);
  // A rung that fell due while nobody looked and the clock was then paused goes out as soon as the clock runs again.
  return { at: Math.max(state.since, Math.ceil(due)), ...rung };
}

/**
 * The clock after `rung` has gone out. Once the deadline is missed the ledger goes on in what the ladder counts: three working days
 * for a reply and one calendar day from level to level do not wait for each other. A pause that has lasted too long is over.
 */
export function ring(state: ClockState, rung: DueRung, plan: RungPlan, calendar?: Calendar): ClockState {
  const { pause } = state;
  if (pause && (rung.kind === 'pause-reminded' || rung.kind === 'pause-expired')) {
    const reminded = { ...state, pause: { ...pause, rung: rung.index + 1 } };
    return rung.kind === 'pause-expired' ? settle(reminded, rung.at, 'running') : reminded;
  }
  const after = { ...state, rung: rung.index + 1 };
  if (rung.kind !== 'missed') return after;
  const ledger = settle(after, rung.at, after.status, calendar);
  const counts = plan.every === undefined ? state.working === true : isWorking(plan.every);
  const ladder = counts ? 'working' : 'elapsed';
  return { ...ledger, ...(counts !== (state.working === true) && { ladder }), missed: true, missedAt: rung.at };
}

/** How much running time (ms, whole for a share) must be used before the rung is due. */
function runningTime(state: ClockState, rung: Rung, plan: RungPlan, calendar: Calendar | undefined): number {
  if (rung.kind === 'escalated') return state.budget + spanTo(rung.index - plan.warnAt.length, state, plan, calendar);
  // In floating point 0.8 × 3 days is 207360000.00000003 ms: that must not become a millisecond more.
  return Math.ceil((rung.share ?? 1) * state.budget - 1e-6);
}

/** Running time (ms) from the missed deadline to the `k`-th level above the first. */
function spanTo(k: number, state: ClockState, { every }: RungPlan, calendar = UTC): number {
  const { missedAt = 0 } = state;
  if (every === undefined) return 0;
  const level = repeat(missedAt, every, k, calendar);
  return countsWorking(state) ? between(missedAt, level, openOf(calendar)) : level - missedAt;
}
