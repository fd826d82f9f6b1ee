import type { Case } from '../statechart/case';
import type { Definition } from '../statechart/definition';
import { hindranceOf } from '../statechart/hindrance';
import { rootOf } from '../statechart/internals';
import { lateEntry } from '../statechart/late';
import { REPAIRERS, type RefusalCode } from '../statechart/protocol';
import { holdsReference } from '../statechart/references';
import type { AnyEvent, Item, Sender, Text } from '../statechart/types';
import { acceptsOf, isInternal, knows, matches } from '../statechart/view';
import { DuecourseError } from '../time/error';

/** `path` of the field, with dots; empty for the whole. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** What may be sent to a procedure: who may send it, and what it must carry. */
export interface EventRules {
  readonly [type: string]: {
    readonly by: readonly string[];
    readonly title: Text;
    readonly roles?: { readonly [role: string]: Text };
    /** Roles whose senders must not be named. */
    readonly nameless?: readonly string[];
    /** What is wrong with what an event carries; nothing if it fits. */
    readonly check: (data: unknown) => Problem | undefined;
  };
}

/** What is wrong with a field of what a case was opened with, by its name; nothing if it fits. */
export interface FieldRules {
  readonly [field: string]: (value: unknown) => Problem | undefined;
}

const refuse = (code: RefusalCode, message: string, details: { [key: string]: unknown } = {}): DuecourseError =>
  new DuecourseError(code, message, details);

/** What somebody sent. `late` says when it really happened, as it came in. */
export interface Sent {
  readonly event: AnyEvent;
  readonly by?: Sender;
  readonly late?: unknown;
}

/**
 * What came off the wire: the event, its sender and what is said of a late entry, both beside the event or (from the Web UI) in its fields
 * `by`, `role:name`, and `late`, `{ at, reason }`.
 */
export function read([raw, by, late]: readonly unknown[], rules: EventRules | undefined): Sent {
  if (
    typeof raw !== 'object' ||
    raw === null ||
    Array.isArray(raw) ||
    typeof (raw as AnyEvent).type !== 'string' ||
    (raw as AnyEvent).type === ''
  ) {
    throw refuse('BAD_EVENT', 'An event is a JSON object with a "type", e.g. {"type":"ARRIVED"}.');
  }
  const event = raw as AnyEvent;
  if (isInternal(event.type))
    throw refuse('RESERVED_EVENT', `'${event.type}' can only come from within the case.`, { event: event.type });
  if (holdsReference(event))
    throw refuse('BAD_EVENT', 'A reference to an actor can only come from within the case.', { event: event.type });
  if (!rules) return sent(event, by, late);
  const { by: inline, late: told, ...rest } = event;
  return sent(rest as AnyEvent, by ?? inline, late ?? told);
}

const sent = (event: AnyEvent, by: unknown, late: unknown): Sent => ({
  event,
  ...senderOf(by),
  ...(late !== undefined && late !== null && { late }),
});

/** What a case takes in for what was sent at the instant `at` (ms). The case has lived until then. @throws DuecourseError as `lateEntry` does */
export function itemOf(of: Case, { event, by, late }: Sent, at: number, journal = of.journal): Item {
  const told = late === undefined ? undefined : lateEntry(of, { event, late, ...(by && { by }) }, at, journal);
  return { type: 'event', at, event, ...(by && { by }), ...(told && { late: told }) };
}

/** A sender as it came off the wire: `{ role, name }`, or `role:name`. */
export function senderOf(by: unknown): { by?: Sender } {
  if (typeof by === 'string' && by !== '') {
    const [role, ...name] = by.split(':');
    return { by: { role: role!, ...(name.length > 0 && { name: name.join(':') }) } };
  }
  const { role, name } = (by ?? {}) as { role?: unknown; name?: unknown };
  if (typeof role !== 'string') return {};
  return { by: { role, ...(typeof name === 'string' && { name }) } };
}

/**
 * What is wrong with an event whatever the case's state is.
 * @throws DuecourseError `UNKNOWN_EVENT`, `ROLE_REFUSED`, `NAME_REFUSED`, `BAD_PAYLOAD`
 */
export function checkForm(definition: Definition, rules: EventRules | undefined, { event, by }: Sent): void {
  if (!rules) {
    if (!knows(rootOf(definition.machine), event.type))
      throw refuse('UNKNOWN_EVENT', `'${definition.name}' knows no event '${event.type}'.`, { event: event.type });
    return;
  }
  const rule = Object.hasOwn(rules, event.type) ? rules[event.type] : undefined;
  if (!rule) {
    throw refuse(
      'UNKNOWN_EVENT',
      `'${definition.name}' knows no event '${event.type}'; it knows ${Object.keys(rules).join(', ')}.`,
      {
        event: event.type,
        known: Object.keys(rules),
      },
    );
  }
  if (!by || !rule.by.includes(by.role)) {
    throw refuse(
      'ROLE_REFUSED',
      `'${event.type}' may be sent by ${rule.by.join(', ')}${by ? `, not by ${by.role}` : '; say who sends it'}.`,
      {
        event: event.type,
        allowed: rule.by,
        ...(by && { role: by.role }),
      },
    );
  }
  if (by.name !== undefined && rule.nameless?.includes(by.role)) {
    const message = `'${by.role}' is never named in '${definition.name}': send it again as ${by.role}, without a name.`;
    throw refuse('NAME_REFUSED', message, { event: event.type, role: by.role });
  }
  const { type: _type, ...data } = event;
  const problem = rule.check(data);
  if (!problem) return;
  const { path, message } = problem;
  throw refuse('BAD_PAYLOAD', `'${event.type}': ${path || '(whole)'}: ${message}`, {
    event: event.type,
    problems: [problem],
  });
}

/** The sender as the journal may know him: one whose role is never named leaves only that. */
export function asKnown(rules: EventRules | undefined, by: Sender): Sender {
  const nameless = Object.values(rules ?? {}).some(rule => rule.nameless?.includes(by.role));
  return nameless ? { role: by.role } : by;
}

/** Fields that a case was opened with stay what they may be. @throws DuecourseError `BAD_REPAIR` */
export function requireFields(rules: FieldRules | undefined, patch: unknown): void {
  for (const [field, value] of Object.entries((patch ?? {}) as object)) {
    const problem = rules && Object.hasOwn(rules, field) ? rules[field]!(value) : undefined;
    if (!problem) continue;
    const path = [field, problem.path].filter(Boolean).join('.');
    throw new DuecourseError('BAD_REPAIR', `${path}: ${problem.message}`, { problems: [{ ...problem, path }] });
  }
}

/** A case that is kept by rules is repaired and moved only by those who answer for it. @throws DuecourseError `ROLE_REFUSED` */
export function requireRepairer(rules: EventRules | undefined, by: unknown): void {
  if (!rules) return;
  const role = senderOf(by).by?.role;
  if (role !== undefined && REPAIRERS.includes(role)) return;
  throw refuse(
    'ROLE_REFUSED',
    `A case may be repaired or moved by ${REPAIRERS.join(', ')}${role === undefined ? '; say who does it' : `, not by ${role}`}.`,
    { allowed: REPAIRERS, ...(role !== undefined && { role }) },
  );
}

/** Why a run takes nothing more. `work`: actors whose work it waits for; the case itself `isTooLarge` for another run. */
export function noRoom(event: string, work: readonly string[], isTooLarge: boolean): DuecourseError {
  if (isTooLarge) {
    const words =
      'the case holds more than one run can leave to the next (1.8 MB). Store documents elsewhere, and have its context put right.';
    return refuse('CASE_TOO_LARGE', `'${event}' is not taken: ${words}`, { event });
  }
  const names = work.length > 0 ? `'${work.join("', '")}'` : 'messages';
  const words = `this run of the case has no room left, and another begins as soon as ${names}, under way now, is over.`;
  return refuse('CASE_BUSY', `'${event}' is not taken yet: ${words} Send it again then.`, { event, work });
}

/** Why the case did nothing with an event. */
export function notAccepted(of: Case, event: AnyEvent): DuecourseError {
  const accepts = acceptsOf(of);
  const closed = of.snapshot.status !== 'active';
  const details = { event: event.type, accepts, value: of.snapshot.value };
  const hindrance = closed ? undefined : hindranceOf(of, event);
  if (hindrance) return new DuecourseError(hindrance.code, hindrance.message, { ...hindrance.details, ...details });
  if (accepts.some(named => matches(named, event.type))) {
    const message = `'${event.type}' is known in this state, but its conditions do not hold now.`;
    return refuse('GUARD_REFUSED', message, details);
  }
  const instead = closed
    ? 'The case is closed.'
    : accepts.length > 0
      ? `It takes ${accepts.join(', ')}.`
      : 'It takes no event.';
  return refuse(closed ? 'CASE_CLOSED' : 'NOT_ACCEPTED', `'${event.type}' is not accepted now. ${instead}`, details);
}

/**
 * Tries the event on a copy of the case.
 * @throws DuecourseError `NOT_ACCEPTED`, `GUARD_REFUSED`, `CASE_CLOSED`, what `lateEntry` refuses, or `EVENT_FAILED` if the machine's code throws
 */
export function tryOut(of: Case, sent: Sent, at: number): void {
  const copy = of.copy();
  const take = (item: Item): boolean => {
    try {
      return copy.take(item);
    } catch (error) {
      throw refuse(
        'EVENT_FAILED',
        `'${sent.event.type}' was refused: the procedure cannot handle it (${error instanceof Error ? error.message : String(error)}).`,
        { event: sent.event.type },
      );
    }
  };
  if (sent.late !== undefined) take({ type: 'tick', at });
  if (!take(itemOf(copy, sent, at, [...of.journal, ...copy.journal]))) throw notAccepted(copy, sent.event);
}
