import type { StateValue } from 'xstate';
import { type Calendar, openOf } from '../time/add';
import { type ClockState, dueOf, leftAt } from '../time/clock';
import { isProvisional } from '../time/hours';
import { pauseEnds } from '../time/pause';
import type { Case } from './case';
import { nextRungOf } from './clocks';
import type { MachineSnapshot, StateNodeLike } from './internals';
import { endWithin } from './journal';
import { INCIDENT_TAG, PROVISIONAL_TAG } from './protocol';
import type { Deadline, DeadlinePause, Incident, JournalEntry, Json } from './types';

/** What the sender of an event is told: small, for it is kept in the case's history each time. Instants in ms since the epoch. */
export interface Answer {
  readonly value: StateValue;
  readonly status: 'active' | 'done' | 'error';
  readonly tags: readonly string[];
  readonly revision: number;
  readonly deadlines: readonly { readonly name: string; readonly due?: number; readonly status: Deadline['status'] }[];
}

/** Everything that may be seen of a case. */
export interface View {
  readonly name: string;
  readonly version: number;
  readonly value: StateValue;
  readonly status: 'active' | 'done' | 'error';
  readonly tags: readonly string[];
  readonly context: Json;
  readonly output: Json | undefined;
  readonly error: Json | undefined;
  readonly deadlines: readonly Deadline[];
  /** Types of the events that the state takes now; a guard may still refuse one for what it carries. */
  readonly accepts: readonly string[];
  /** Work that failed for good and waits for a person: see `repair`. */
  readonly incidents: readonly Incident[];
  readonly journal: readonly JournalEntry[];
  /** How many lines the journal has had altogether; those that are not in `journal` came before them. */
  readonly lines: number;
  readonly revision: number;
  /** Instant (ms) of the last thing that happened. */
  readonly at: number;
}

export function answerOf(of: Case): Answer {
  const { snapshot, revision } = of;
  return {
    value: snapshot.value,
    status: statusOf(snapshot),
    tags: tagsOf(of),
    revision,
    deadlines: deadlinesOf(of, of.at).map(({ name, due, status }) => ({
      name,
      status,
      ...(due !== undefined && { due }),
    })),
  };
}

/** Which lines of a journal are wanted: from `since` (the first is 0) to before `until`, the last where that is absent. */
export interface Lines {
  readonly since: number;
  readonly until?: number;
}

/** `now` (ms) is the instant from which the time left is counted; of the journal the recent past is in it, unless `lines` wants others. */
export function viewOf(of: Case, now: number, lines?: Lines): View {
  const { snapshot } = of;
  const { context } = of.persist().snapshot as { context: Json };
  return {
    name: of.definition.name,
    version: of.definition.version,
    value: snapshot.value,
    status: statusOf(snapshot),
    tags: tagsOf(of),
    context,
    output: snapshot.output as Json | undefined,
    error: snapshot.error as Json | undefined,
    deadlines: deadlinesOf(of, now),
    accepts: acceptsOf(of),
    incidents: [...of.incidents.values()],
    journal: endWithin(lines ? linesOf(of, lines) : of.recent, SHOWN_CHARACTERS),
    lines: of.lines,
    revision: of.revision,
    at: of.at,
  };
}

function linesOf({ journal, lines }: Case, { since, until = lines }: Lines): readonly JournalEntry[] {
  const dropped = lines - journal.length;
  return journal.slice(Math.max(0, since - dropped), Math.max(0, until - dropped));
}

/** The tags of the state and marks of the case, `incident` while work is parked, `provisional` while a deadline is. */
export const tagsOf = (of: Case): string[] => [
  ...of.snapshot.tags,
  ...(of.definition.marks?.(of.snapshot.context) ?? []),
  ...(of.incidents.size > 0 ? [INCIDENT_TAG] : []),
  ...(Object.keys(of.clocks).some(name => isGuess(of, name)) ? [PROVISIONAL_TAG] : []),
];

/** An answer to a query has to fit into one message. */
const SHOWN_CHARACTERS = 600_000;

const PROVISIONAL = { provisional: true } as const;

/** Does a running clock's deadline need days that the calendar does not know yet? Of one that is missed, no calendar moves it any more. */
export const isGuess = (of: Case, clock: string): boolean => !of.clocks[clock]?.missed && needsUnknownDays(of, clock);

function needsUnknownDays({ clocks, definition, snapshot }: Case, clock: string): boolean {
  const state = clocks[clock];
  if (!state?.working) return false;
  const calendar = definition.clocks[clock]?.calendar?.(snapshot.context);
  const due = dueOf(state, calendar);
  return due !== undefined && isProvisional(state.started, due, openOf(calendar));
}

/** Clocks first, in the order in which the procedure names them, then what waits on a timer. */
export function deadlinesOf(of: Case, now: number): Deadline[] {
  const clocks = Object.entries(of.clocks).map(([name, state]): Deadline => {
    const { title, rule, calendar: calendarFor } = of.definition.clocks[name]!;
    const calendar = calendarFor?.(of.snapshot.context);
    const open = state.status === 'running' || state.status === 'paused';
    const due = dueOf(state, calendar);
    const next = nextRungOf(of, name)?.at;
    return {
      name,
      title,
      ...(rule !== undefined && { rule }),
      status: open && state.missed ? 'missed' : state.status,
      ...(due !== undefined && { due }),
      left: leftAt(state, now, calendar),
      ...(state.working && { working: true as const }),
      ...(needsUnknownDays(of, name) && PROVISIONAL),
      ...(next !== undefined && { next }),
      ...(state.pause && { pause: pauseIn(of, name, state.pause, calendar) }),
    };
  });
  const waits = [...of.timers()].map((timer): Deadline => {
    const { title, rule } = of.definition.timerTitles[timer.event.type] ?? { title: { zh: timer.id, en: timer.id } };
    return {
      name: timer.id,
      title,
      ...(rule !== undefined && { rule }),
      status: 'waiting',
      due: timer.due,
      left: timer.due - now,
    };
  });
  return [...clocks, ...waits];
}

function pauseIn(
  { definition, snapshot }: Case,
  clock: string,
  pause: NonNullable<ClockState['pause']>,
  calendar: Calendar | undefined,
): DeadlinePause {
  const { reason, since } = pause;
  const until = pauseEnds(pause, definition.clocks[clock]!.plan(snapshot.context).pauses, calendar);
  const title = definition.pauses[reason] ?? { zh: reason, en: reason };
  return { reason, title, since, ...(until !== undefined && { until }) };
}

/**
 * Event types with a transition out of the present state that would do something; what every state takes comes last. Left out is what
 * the case would refuse whatever it carried.
 */
export function acceptsOf({ snapshot, definition }: Case): string[] {
  if (snapshot.status !== 'active') return [];
  const types = new Set<string>();
  const [root, ...states] = snapshot._nodes;
  for (const node of [...states, root!]) {
    for (const [type, transitions] of node.transitions) {
      if (type === '' || type === '*' || isInternal(type)) continue;
      if (transitions.some(({ target, actions, reenter }) => target !== undefined || actions.length > 0 || reenter))
        types.add(type);
    }
  }
  const idle = definition.idle?.(snapshot.context) ?? [];
  return [...types].filter(type => !idle.includes(type));
}

/** Events that only the case itself may raise. */
export const isInternal = (type: string): boolean => /^(xstate|clock|duecourse)\./.test(type);

/** Does an event type, as a transition names it (`PAY`, `pay.*`), mean this one? */
export const matches = (named: string, type: string): boolean =>
  named === type || (named.endsWith('.*') && `${type}.`.startsWith(named.slice(0, -1)));

/** Could any state of the machine ever take this type? */
export function knows(root: StateNodeLike, type: string): boolean {
  for (const known of root.transitions.keys()) if (known === '*' || matches(known, type)) return true;
  return Object.values(root.states).some(child => knows(child, type));
}

function statusOf(snapshot: MachineSnapshot): 'active' | 'done' | 'error' {
  return snapshot.status === 'done' ? 'done' : snapshot.status === 'error' ? 'error' : 'active';
}
