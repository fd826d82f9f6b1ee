import type { Insertable } from 'kysely';
import { catalogue } from '../machines/catalogue';
import { isTask } from '../machines/every-case/tasks';
import type { JournalEntry } from '../statechart/types';
import { json, keepable } from './json';
import { personIn } from './person';
import { type CaseRecord, firstLineOf, positionOf } from './record';
import type { CaseRow, DeadlineRow, StepRow, TaskRow } from './tables';

/** The row of a case. Its policy is not kept but for the zone: it is the case's own, and large. */
export function caseRow({ id, procedure, status, view, started, closed, ...more }: CaseRecord): Insertable<CaseRow> {
  const { policy, ...context } = (view.context ?? {}) as { policy?: { zone?: unknown } };
  const person = personIn(context as never);
  return {
    id,
    procedure,
    version: view.version,
    status,
    value: json(view.value),
    tags: [...view.tags],
    revision: view.revision,
    lines: view.lines,
    position: positionOf(view),
    started_at: new Date(started),
    changed_at: new Date(view.at),
    closed_at: closed === undefined ? null : new Date(closed),
    due_at: instant(nearest(view.deadlines, status)),
    ahead_ms: more.ahead,
    person: person ? keepable(person.name) : null,
    phone: person?.phone ?? null,
    context: json(context),
    output: json(view.output),
    error: json(view.error),
    accepts: json(view.accepts),
    incidents: json(view.incidents),
    zone: json(policy?.zone),
    run_id: more.runId,
    history_length: more.historyLength,
  };
}

/** The rows of the journal lines that a record brings. */
export const stepRows = (record: CaseRecord): Insertable<StepRow>[] =>
  record.view.journal.map((entry, i) => ({
    case_id: record.id,
    seq: firstLineOf(record) + i,
    at: new Date(entry.at),
    kind: entry.type,
    subject: subjectOf(entry),
    role: 'by' in entry ? (entry.by?.role ?? null) : null,
    name: 'by' in entry ? keepableOrNull(entry.by?.name) : null,
    rules:
      entry.type === 'event' ? [...new Set(entry.moves.flatMap(({ rule }) => (rule === undefined ? [] : [rule])))] : [],
    entered: entry.type === 'event' ? [...new Set(entry.moves.flatMap(({ to }) => to))] : [],
    entry: json(entry),
  }));

export const deadlineRows = ({ id, view }: CaseRecord): Insertable<DeadlineRow>[] =>
  // A machine inside the case may wait under a name that the case's own wait has.
  [...new Map(view.deadlines.map(deadline => [deadline.name, deadline])).values()].map((deadline, place) => ({
    case_id: id,
    name: deadline.name,
    place,
    title: json(deadline.title),
    rule: deadline.rule ?? null,
    status: deadline.status,
    due_at: instant(deadline.due),
    next_at: instant(deadline.next),
    left_ms: deadline.left,
    working: deadline.working ?? false,
    provisional: deadline.provisional ?? false,
  }));

/** What an open case asks for now, by each role that may do it; who of the role holds it is for the database to say. */
export function taskRows({ id, procedure, status, view, ahead }: CaseRecord): Omit<TaskRow, 'holder'>[] {
  if (status !== 'open') return [];
  const due = nearest(view.deadlines, status);
  const events = catalogue[procedure]?.schema.events ?? {};
  return view.accepts.filter(isTask).flatMap(event =>
    (events[event]?.by ?? []).map(role => ({
      case_id: id,
      event,
      role,
      procedure,
      due_at: due === undefined ? Number.POSITIVE_INFINITY : new Date(due - ahead),
    })),
  );
}

const instant = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));

/** The nearest deadline of an open case, missed ones included. */
function nearest(deadlines: CaseRecord['view']['deadlines'], status: CaseRecord['status']): number | undefined {
  const due = deadlines.flatMap(({ due: at }) => at ?? []);
  return (status === 'open' || status === 'incident') && due.length > 0 ? Math.min(...due) : undefined;
}

function subjectOf(entry: JournalEntry): string | null {
  switch (entry.type) {
    case 'event':
    case 'refused':
      return entry.event;
    case 'clock':
      return entry.clock;
    case 'incident':
      return entry.actor;
    case 'action':
      return entry.action;
    case 'repair':
      return entry.target ?? entry.what;
    case 'migrated':
      return `${entry.from} → ${entry.to}`;
    default:
      return null;
  }
}

const keepableOrNull = (text: string | undefined): string | null => (text === undefined ? null : keepable(text));
