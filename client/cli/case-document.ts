import type { StateValue } from 'xstate';
import type { Entry } from '../../machines/catalogue';
import type { WithPolicy } from '../../statechart/procedure';
import type { Deadline, JournalEntry, Json, Text } from '../../statechart/types';
import type { View } from '../../statechart/view';
import type { Calendar } from '../../time/add';
import { BEGINNING } from '../../time/zone';
import type { Shown } from '../desk';
import { type StateLabel, statesAt } from './labels';

/** A case as `--json` prints it: `start`, `send`, `show`, `wait` and `forward` alike. Instants are ISO 8601 in UTC. */
export interface CaseDocument {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly title: Text;
  readonly status: 'open' | 'closed' | 'incident';
  readonly state: StateValue;
  readonly states: readonly StateLabel[];
  readonly tags: readonly string[];
  /** The instant that it is for the case. */
  readonly now: string;
  /** How far (ms) its clock is ahead of the wall clock, by `forward`. */
  readonly aheadMs: number;
  readonly zone: string;
  readonly deadlines: readonly DeadlineDocument[];
  readonly next: readonly NextDocument[];
  readonly data: Json;
  readonly output?: Json;
  readonly error?: Json;
  /** Work that failed for good and waits for `duecourse repair`. */
  readonly incidents: readonly IncidentDocument[];
  readonly revision: number;
  readonly journal: readonly JournalEntry[];
  readonly link?: string;
}

export interface DeadlineDocument {
  readonly name: string;
  readonly title: Text;
  readonly rule?: string;
  readonly status: Deadline['status'];
  readonly due?: string;
  /** ms on the case's clock, negative once missed; absent when the clock is over. */
  readonly leftMs?: number;
  /** Is `leftMs` of a paused clock working time only? */
  readonly working?: true;
  /** The calendar does not know all the days up to `due` yet. */
  readonly provisional?: true;
  /** The next reminder or escalation. */
  readonly next?: string;
  /** Why it is paused, or was until the pause had lasted too long; `until` is as long as it may last. */
  readonly pause?: { readonly reason: string; readonly title: Text; readonly since: string; readonly until?: string };
}

export interface IncidentDocument {
  readonly actor: string;
  readonly since: string;
  readonly error: Json;
}

export interface NextDocument {
  readonly event: string;
  readonly title: Text;
  readonly by: readonly string[];
}

const UTC: Calendar = { zone: 'UTC', offsets: [[BEGINNING, 0]] };
const STATUS = { active: 'open', done: 'closed', error: 'incident' } as const;

/** The zone that a case reckons in. */
export const zoneOf = (view: View): Calendar => (view.context as Partial<WithPolicy> | null)?.policy?.zone ?? UTC;

export function documentOf({ id, entry, view, now }: Shown, link?: string, wall = Date.now()): CaseDocument {
  const { policy: _policy, ...data } = (view.context ?? {}) as { [key: string]: Json | undefined };
  return {
    id,
    procedure: view.name,
    version: view.version,
    title: entry.procedure.title,
    status: STATUS[view.status],
    state: view.value,
    states: statesAt(entry.procedure.machine, view.value),
    tags: view.tags,
    now: iso(now),
    aheadMs: Math.max(0, now - wall),
    zone: zoneOf(view).zone,
    deadlines: view.deadlines.map(deadline => deadlineDocument(deadline, now)),
    next: nextOf(view, entry),
    data,
    ...(view.output !== undefined && { output: view.output }),
    ...(view.error !== undefined && { error: view.error }),
    incidents: incidentsIn(view),
    revision: view.revision,
    journal: view.journal,
    ...(link !== undefined && { link }),
  };
}

export const incidentsIn = ({ incidents }: View): IncidentDocument[] =>
  incidents.map(({ actor, at, error }) => ({ actor, since: iso(at), error }));

/** What people may do now: events of the schema that the state takes. */
export const nextOf = (view: View, { schema }: Entry): NextDocument[] =>
  view.accepts.flatMap(event => {
    const known = schema.events[event];
    return known ? [{ event, title: known.title, by: known.by }] : [];
  });

function deadlineDocument(deadline: Deadline, now: number): DeadlineDocument {
  const { due, next, left, status, name, title, rule, working, provisional, pause } = deadline;
  const over = status === 'met' || status === 'met-late' || status === 'cancelled';
  return {
    name,
    title,
    ...(rule !== undefined && { rule }),
    status,
    ...(due !== undefined && { due: iso(due) }),
    ...(!over && { leftMs: due === undefined ? left : due - now }),
    ...(working && { working }),
    ...(provisional && { provisional }),
    ...(next !== undefined && { next: iso(next) }),
    ...(pause && {
      pause: {
        reason: pause.reason,
        title: pause.title,
        since: iso(pause.since),
        ...(pause.until !== undefined && { until: iso(pause.until) }),
      },
    }),
  };
}

const iso = (at: number): string => new Date(at).toISOString();
