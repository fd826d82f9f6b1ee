import { openOf } from '../time/add';
import { type ClockState, dueOf, isOpen, leftAt } from '../time/clock';
import { isWorking } from '../time/duration';
import { DuecourseError } from '../time/error';
import { isProvisional } from '../time/hours';
import { CHANGE_RULES, type ChangeRule, rebase as rebaseClock } from '../time/rebase';
import { Case } from './case';
import type { PolicySlice } from './policy';
import type { WithPolicy } from './procedure';
import { requireSlice } from './slice';
import type { JournalEntry, Json, Sender, Timer } from './types';
import { isGuess } from './view';
import { waitLength } from './waits';

/** A running case is to go by another policy: which, how its clocks change over, and only those whose deadline is provisional, if so. */
export interface Rebase {
  readonly policy: PolicySlice;
  /** `keepUsed` unless told. */
  readonly rule?: ChangeRule;
  readonly only?: 'provisional';
}

/** A re-base as it is sent: what, who and why. */
export type RebaseOrder = Rebase & { readonly by?: Sender; readonly reason: string };

/** A deadline that moves. Instants and lengths in ms. */
export interface MovedDeadline {
  readonly deadline: string;
  /** When it was due, and when it is; absent while it does not run. */
  readonly from?: number;
  readonly to?: number;
  /** Of a paused clock: what was left, and what is. */
  readonly left?: readonly [from: number, to: number];
  /** By the new rule it is over: missed from now on. */
  readonly missed?: true;
  /** It was provisional, and is no longer. */
  readonly settled?: true;
}

/** What a re-base would make of a case now. Asking changes nothing. */
export interface RebasePreview {
  /** Versions of the policy. */
  readonly policy: readonly [from: number, to: number];
  /** It goes by this policy already. */
  readonly already: boolean;
  readonly moved: readonly MovedDeadline[];
  /** Waits (`after`) that keep what they began with, though their length comes from the policy: how they came to it cannot be told any more. */
  readonly kept: readonly string[];
  /** Why it cannot be moved. */
  readonly problem?: { readonly code: string; readonly message: string };
}

/** @throws DuecourseError `BAD_REBASE`, `CASE_CLOSED` */
export function requireRebase(order: unknown, of: Case): void {
  const { reason } = (order ?? {}) as Partial<RebaseOrder>;
  if (typeof reason !== 'string' || reason.trim() === '')
    throw bad('A re-base says the "policy" that the case is to go by, and the "reason" for it.');
  requirePolicy(order, of);
}

function requirePolicy(order: unknown, of: Case): void {
  const { policy, rule = 'keepUsed', only } = (order ?? {}) as Partial<Rebase>;
  if (of.snapshot.status !== 'active')
    throw new DuecourseError('CASE_CLOSED', 'The case is closed: no clock of it runs any more.');
  const known = policyOf(of);
  if (!known) throw bad('The case keeps no policy.');
  requireSlice(policy, known);
  if (!CHANGE_RULES.includes(rule)) throw bad(`"rule" is one of ${CHANGE_RULES.join(', ')}.`);
  if (only !== undefined && only !== 'provisional') throw bad('"only" is "provisional" or left out.');
}

const bad = (message: string) => new DuecourseError('BAD_REBASE', message);
const policyOf = ({ snapshot }: Case): PolicySlice | undefined => (snapshot.context as Partial<WithPolicy>).policy;

/** What `rebase` would do. The case given may have been changed by the time that passed: use a copy. */
export function previewOf(of: Case, order: Rebase, at: number): RebasePreview {
  try {
    requirePolicy(order, of);
    const { kept, moved, already, policy } = changed(of, order, at);
    return { policy, already, moved, kept };
  } catch (error) {
    if (!(error instanceof DuecourseError)) throw error;
    const { code, message } = error;
    return { policy: [0, 0], already: false, moved: [], kept: [], problem: { code, message } };
  }
}

/**
 * The case under another policy, at the instant `at` (ms): its open clocks and waits as the rule has it, each move on record. What is due by then is stepped
 * first, by the old rule. One that goes by this policy already is left as it is, so whoever was interrupted begins again.
 * The case given may have been changed: use the one returned.
 */
export function rebase(
  of: Case,
  order: Rebase,
  { at, by, reason }: { readonly at: number; readonly by?: Sender; readonly reason: string },
): Case {
  const { next, moved, already, policy } = changed(of, order, at);
  if (already) return of;
  const { rule = 'keepUsed', only } = order;
  const head = { type: 'rebased' as const, at, rule, policy, reason, ...(only && { only }), ...(by && { by }) };
  const lines: readonly JournalEntry[] = moved.length > 0 ? moved.map(move => ({ ...head, ...move })) : [head];
  next.journal.push(...lines);
  for (const { deadline, to } of moved) {
    const clock = next.clocks[deadline];
    if (clock)
      next.tell({
        type: `clock.${deadline}.moved`,
        clock: deadline,
        cycle: clock.cycle,
        at,
        ...(to !== undefined && { due: to }),
      });
  }
  next.take({ type: 'tick', at });
  return next;
}

interface Changed extends RebasePreview {
  readonly next: Case;
}

function changed(of: Case, order: Rebase, at: number): Changed {
  of.take({ type: 'tick', at });
  const before = policyOf(of)!;
  const policy = [before.version, order.policy.version] as const;
  if (of.snapshot.status !== 'active' || JSON.stringify(before) === JSON.stringify(order.policy))
    return { next: of, policy, already: true, moved: [], kept: [] };
  const envelope = of.persist();
  const snapshot = envelope.snapshot as { readonly [key: string]: Json };
  const context = { ...(snapshot.context as object), policy: order.policy };
  const waits = envelope.timers.map(timer => waitUnder(of, timer, order, context, at));
  const clocks = Object.entries(envelope.clocks).map(
    ([name, state]) => [name, clockUnder(of, name, state, order, context, at)] as const,
  );
  const next = Case.restore(of.definition, {
    ...envelope,
    revision: envelope.revision + 1,
    snapshot: { ...snapshot, context: context as unknown as Json },
    clocks: Object.fromEntries(clocks),
    timers: waits.map(({ timer }) => timer),
  });
  next.effects.push(...of.effects);
  const moved = [
    ...clocks.flatMap(([name, state]) => moveOf(of, next, name, state, at)),
    ...waits.flatMap(({ timer }, i): MovedDeadline[] => {
      const { due } = envelope.timers[i]!;
      return timer.due === due ? [] : [{ deadline: timer.id, from: due, to: timer.due }];
    }),
  ];
  const kept = waits.flatMap(({ kept, timer }) => (kept ? timer.id : []));
  return { next, policy, already: false, moved, kept };
}

function clockUnder(
  of: Case,
  name: string,
  state: ClockState,
  { policy, rule = 'keepUsed', only }: Rebase,
  context: object,
  at: number,
): ClockState {
  const clock = of.definition.clocks[name];
  if (!clock || !isOpen(state)) return state;
  const old = of.snapshot.context;
  const [limit, before] = [clock.limit?.(context), clock.limit?.(old)];
  const { zone } = policyOf(of)!;
  const sameZone = JSON.stringify(zone) === JSON.stringify(policy.zone);
  const affected =
    limit && (JSON.stringify(limit) !== JSON.stringify(before) || (!sameZone && limit.kind !== 'elapsed'));
  const from = { plan: clock.plan(old), calendar: zone };
  const to = {
    plan: clock.plan(context),
    calendar: policy.zone,
    ...(affected && { limit: { budget: (start: number) => clock.budget(context, start), working: isWorking(limit) } }),
  };
  const kept = only === 'provisional' && !isGuess(of, name);
  return rebaseClock(state, { at, rule: kept ? 'keepDeadline' : rule, from, to });
}

function moveOf(of: Case, next: Case, deadline: string, state: ClockState, at: number): MovedDeadline[] {
  const before = of.clocks[deadline]!;
  const [old, now] = [policyOf(of)!.zone, policyOf(next)!.zone];
  if (state.status === 'paused') {
    const left = [leftAt(before, at, old), leftAt(state, at, now)] as const;
    return left[0] === left[1] ? [] : [{ deadline, left }];
  }
  const [from, to] = [dueOf(before, old), dueOf(state, now)];
  if (from === undefined || to === undefined) return [];
  const settled = isGuess(of, deadline) && !isGuess(next, deadline);
  if (from === to && !settled) return [];
  const missed = !state.missed && to <= at;
  return [{ deadline, from, to: missed ? at : to, ...(missed && { missed }), ...(settled && { settled }) }];
}

/** A wait moves if its length comes from the policy, and is what it would have been when it began. */
function waitUnder(
  of: Case,
  timer: Timer,
  { rule = 'keepUsed', only }: Rebase,
  context: object,
  at: number,
): { readonly timer: Timer; readonly kept?: true } {
  const length = waitLength(of.definition.machine, timer);
  if (!length || timer.armed === undefined) return { timer };
  const { armed, due } = timer;
  const before = length(of.snapshot.context as object, armed);
  const after = length(context, armed);
  if (before === undefined || after === undefined || before === after) return { timer };
  if (Math.ceil(armed + before) !== due) return { timer, kept: true };
  const { hours } = policyOf(of)!.zone;
  if (rule === 'keepDeadline' || (only && !(hours && isProvisional(armed, due, openOf(policyOf(of)!.zone)))))
    return { timer };
  if (rule === 'restart')
    return { timer: { ...timer, armed: at, due: Math.ceil(at + (length(context, at) ?? after)) } };
  return { timer: { ...timer, due: Math.max(at, Math.ceil(armed + after)) } };
}
