import { DuecourseError } from '../time/error';
import { parseInstant } from '../time/instant';
import { formatInstant, UTC } from '../time/zone';
import type { Case } from './case';
import { rootOf, type StateNodeLike, statesOf } from './internals';
import type { WithPolicy } from './procedure';
import type { RefusalCode } from './protocol';
import type { AnyEvent, JournalEntry, LateEntry, Sender } from './types';

/** An event with what was said of when it happened: `{ at, reason }`, as it came in. */
export interface SentLate {
  readonly event: AnyEvent;
  readonly by?: Sender;
  readonly late: unknown;
}

/**
 * What is told of an event that is entered late, if it may be: by whom the policy lets, with a reason, of an instant between the
 * beginning of the case and `now` (ms), and in an order that can have been: not before what somebody did that brought the case
 * into the state that takes the event. What a deadline did meanwhile does not matter, for it is what a late entry puts right.
 *
 * `journal` is the case's; a copy of a case has none.
 * @throws DuecourseError `LATE_NOT_ALLOWED`, `LATE_ROLE_REFUSED`, `BAD_LATE_ENTRY`, `LATE_WITHOUT_REASON`, `LATE_IN_FUTURE`, `LATE_BEFORE_CASE`, `LATE_OUT_OF_ORDER`
 */
export function lateEntry(of: Case, { event, by, late }: SentLate, now: number, journal = of.journal): LateEntry {
  const policy = (of.snapshot.context as Partial<WithPolicy> | undefined)?.policy;
  const roles = policy?.lateEntries?.roles ?? [];
  const zone = policy?.zone ?? UTC;
  const said = (at: number) => formatInstant(at, zone);
  if (roles.length === 0) throw refuse('LATE_NOT_ALLOWED', `'${of.definition.name}' takes no late entries.`);
  if (!by || !roles.includes(by.role)) {
    const but = by ? `, not by ${by.role}` : '; say who enters it';
    throw refuse('LATE_ROLE_REFUSED', `What happened earlier may be entered by ${roles.join(', ')}${but}.`, {
      allowed: roles,
      ...(by && { role: by.role }),
    });
  }
  const { at, reason } = (late ?? {}) as { at?: unknown; reason?: unknown };
  const happened =
    typeof at === 'string' ? parseInstant(at, now, zone) : Number.isSafeInteger(at) ? (at as number) : undefined;
  if (happened === undefined) {
    const write = 'write e.g. "10:15", "2026-11-24 10:15" or "2026-11-24T10:15:00+08:00"';
    throw refuse('BAD_LATE_ENTRY', `A late entry says "at" which instant it happened; ${write}.`);
  }
  if (typeof reason !== 'string' || reason.trim() === '')
    throw refuse('LATE_WITHOUT_REASON', 'A late entry says the "reason" for which it is told only now.');
  if (happened > now)
    throw refuse('LATE_IN_FUTURE', `${said(happened)} is still to come; it is ${said(now)}.`, { at: happened, now });
  const began = instantOf(journal[0], of.at);
  if (happened < began) {
    const message = `${said(happened)} is before the case began, at ${said(began)}.`;
    throw refuse('LATE_BEFORE_CASE', message, { at: happened, began });
  }
  const since = Math.max(
    began,
    ...sourcesOf(of, { ...event, at: happened, by }).map(state => heldSince(of, state, journal)),
  );
  if (happened < since) {
    const message = `At ${said(happened)} the case could not yet take '${event.type}': it came there at ${said(since)}.`;
    throw refuse('LATE_OUT_OF_ORDER', message, { event: event.type, at: happened, since });
  }
  return { happened, reason };
}

const refuse = (
  code: RefusalCode,
  message: string,
  details: { readonly [key: string]: unknown } = {},
): DuecourseError => new DuecourseError(code, message, details);

const instantOf = (entry: JournalEntry | undefined, otherwise: number): number => {
  if (!entry) return otherwise;
  return ('happened' in entry ? entry.happened : undefined) ?? entry.at;
};

/** The states whose transitions the event would take now; none if a guard cannot handle it, which shows when it is taken. */
function sourcesOf({ definition: { machine }, snapshot }: Case, event: AnyEvent): StateNodeLike[] {
  try {
    return machine.getTransitionData(snapshot, event as never).map(({ source }) => source as unknown as StateNodeLike);
  } catch {
    return [];
  }
}

/** The instant (ms) of what somebody last did that brought the case into a state, as far as the journal goes back. */
function heldSince({ definition }: Case, state: StateNodeLike, journal: readonly JournalEntry[]): number {
  const nodes = new Map([...statesOf(rootOf(definition.machine))].map(node => [node.id, node]));
  const entered = journal.findLast(entry => {
    if (entry.type === 'repair') return entry.what === 'move';
    if (entry.type !== 'event' || !entry.by) return false;
    return entry.moves.some(({ from, to, actor }) => {
      const [source, targets] = [nodes.get(from), to.flatMap(id => nodes.get(id) ?? [])];
      if (actor !== undefined || !source || targets.length === 0) return false;
      return isWithin(state, domainOf(source, targets));
    });
  });
  return instantOf(entered, Number.NEGATIVE_INFINITY);
}

/** The state that a transition stays within: all below it may be left and entered. */
function domainOf(source: StateNodeLike, targets: readonly StateNodeLike[]): StateNodeLike {
  if (targets.every(target => target === source || isWithin(target, source))) return source;
  let domain = source.parent ?? source;
  while (domain.parent && !targets.every(target => isWithin(target, domain))) domain = domain.parent;
  return domain;
}

function isWithin(state: StateNodeLike, outer: StateNodeLike): boolean {
  for (let node = state.parent; node; node = node.parent) if (node === outer) return true;
  return false;
}
