import { add, type Calendar } from './add';
import type { DueRung } from './clock';
import type { Duration } from './duration';
import { UTC } from './zone';

/** How long a clock may be paused for one reason. */
export interface PausePlan {
  /** After so long the clock goes on by itself, with what was left. */
  readonly longest: Duration;
  /** After so long those who are waited for are reminded. */
  readonly remindAfter?: Duration;
}

/** A pause that somebody gave a reason for. */
export interface Pause {
  readonly reason: string;
  /** Instant (ms) at which it began. */
  readonly since: number;
  /** How many of its rungs have gone out; all of them once it has lasted too long. */
  readonly rung: number;
}

/** The instant (ms) at which a pause has lasted as long as it may; undefined where it may last for ever. */
export function pauseEnds(
  { reason, since }: Pause,
  plans: { readonly [reason: string]: PausePlan } = {},
  calendar: Calendar = UTC,
): number | undefined {
  const longest = plans[reason]?.longest;
  return longest && add(since, longest, calendar);
}

/** The rung that a pause comes to next: the reminder, then its end. A reminder that would come no earlier than the end is none. */
export function nextPauseRung(
  pause: Pause | undefined,
  plans: { readonly [reason: string]: PausePlan } = {},
  calendar: Calendar = UTC,
): DueRung | undefined {
  const plan = pause && plans[pause.reason];
  if (!plan) return undefined;
  const { reason, since, rung } = pause;
  const ends = add(since, plan.longest, calendar);
  const reminder = plan.remindAfter && add(since, plan.remindAfter, calendar);
  if (reminder !== undefined && reminder < ends && rung === 0)
    return { index: 0, kind: 'pause-reminded', reason, at: reminder };
  return { index: 1, kind: 'pause-expired', reason, at: ends };
}
