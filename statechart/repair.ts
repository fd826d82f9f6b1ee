import { createMachine } from 'xstate';
import { DuecourseError } from '../time/error';
import { Case } from './case';
import type { Definition } from './definition';
import { rootOf, statesOf } from './internals';
import { holdsReference } from './references';
import type { Envelope, Incident, Json, Sender } from './types';

/** What a person decides about a case that is stuck. Each is recorded with who and why. */
export type Repair =
  /** Does the parked work again. */
  | { readonly what: 'retry'; readonly actor: string }
  /** Gives up the parked work; the state waits on for something else. */
  | { readonly what: 'skip'; readonly actor: string }
  /** Says what the parked work should have answered. */
  | { readonly what: 'resolve'; readonly actor: string; readonly output?: Json }
  /** Puts fields of the context right. Fields that the context does not have, or has in another type, are refused unless it is said that they are meant (`force`). */
  | { readonly what: 'context'; readonly patch: { readonly [field: string]: Json }; readonly force?: boolean }
  /** Puts the case into a state, by its id: the present one is left and the new one entered as by a transition. */
  | { readonly what: 'move'; readonly state: string };

/** A repair as it is sent: what, who and why. */
export type RepairOrder = Repair & { readonly by?: Sender; readonly reason: string };

const KINDS: readonly Repair['what'][] = ['retry', 'skip', 'resolve', 'context', 'move'];

/** @throws DuecourseError `BAD_REPAIR` */
export function requireReason(order: unknown): void {
  const { what, reason } = (order ?? {}) as Partial<RepairOrder>;
  if (!what || !KINDS.includes(what) || typeof reason !== 'string' || reason.trim() === '') {
    throw new DuecourseError('BAD_REPAIR', `A repair says "what" (${KINDS.join(', ')}) and the "reason" for it.`);
  }
}

const MOVE = 'duecourse.move';

/** Parks the work of an actor that failed for good. The case given is the one from before the failure reached the machine. */
export function park(of: Case, incident: Incident): void {
  of.incidents.set(incident.actor, incident);
  of.revision++;
  const { message } = incident.error as { message?: unknown };
  of.journal.push({ type: 'incident', at: incident.at, actor: incident.actor, error: String(message ?? 'failed') });
}

/**
 * The case after a repair at the instant `at` (ms). The one given may have been changed: use the one returned.
 * @throws DuecourseError `NO_INCIDENT`, `UNKNOWN_STATE`, `BAD_REPAIR`
 */
export function repair(
  of: Case,
  order: Repair,
  { at, by, reason }: { readonly at: number; readonly by?: Sender; readonly reason: string },
): Case {
  const [mended, target] = carryOut(of, order, at);
  if (mended !== of) mended.effects.unshift(...of.effects);
  mended.revision++;
  mended.journal.push({ type: 'repair', at, what: order.what, reason, target, ...(by && { by }) });
  return mended;
}

function carryOut(of: Case, order: Repair, at: number): [Case, string] {
  switch (order.what) {
    case 'retry':
      unpark(of, order.actor);
      return [of, order.actor];
    case 'skip':
      unpark(of, order.actor);
      of.drop(order.actor);
      return [of, order.actor];
    case 'resolve': {
      const { generation } = unpark(of, order.actor);
      of.take({ type: 'done', at, actor: order.actor, generation, output: order.output });
      return [of, order.actor];
    }
    case 'context':
      requirePatch(of, order);
      return [Case.restore(of.definition, patched(of.persist(), order.patch)), Object.keys(order.patch).join(', ')];
    case 'move':
      return [moved(of, order.state, at), order.state];
  }
}

function unpark(of: Case, actor: string): Incident {
  const incident = of.incidents.get(actor);
  if (!incident) {
    const parked = [...of.incidents.keys()];
    throw new DuecourseError(
      'NO_INCIDENT',
      parked.length > 0
        ? `'${actor}' is not parked; parked are ${parked.join(', ')}.`
        : 'Nothing of this case is parked.',
      { actor, parked },
    );
  }
  of.incidents.delete(actor);
  return incident;
}

/** A slip of the pen would make a case that its machine cannot handle. @throws DuecourseError `BAD_REPAIR` */
function requirePatch(of: Case, { patch, force }: Extract<Repair, { what: 'context' }>): void {
  if (typeOf(patch) !== 'an object' || Object.keys(patch).length === 0)
    throw bad('A repair of the context says in "patch" which fields are what.');
  if (holdsReference(patch)) throw bad('A reference to an actor cannot be put into the context.');
  if (force === true) return;
  const { context } = of.persist().snapshot as { context: { readonly [field: string]: Json } | null };
  for (const [field, value] of Object.entries(patch)) {
    const old = context?.[field];
    if (old === undefined) {
      const known = Object.keys(context ?? {});
      throw bad(`The context has no '${field}'; it has ${known.join(', ')}. If a new field is meant, say so: force.`, {
        field,
        known,
      });
    }
    if (old !== null && value !== null && typeOf(old) !== typeOf(value))
      throw bad(`'${field}' is ${typeOf(old)}, not ${typeOf(value)}. If that is meant, say so: force.`, { field });
  }
}

const bad = (message: string, details: { readonly [key: string]: unknown } = {}): DuecourseError =>
  new DuecourseError('BAD_REPAIR', message, details);

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object'
    ? 'an object'
    : typeof value === 'boolean'
      ? 'true or false'
      : typeof value === 'string'
        ? 'a text'
        : 'a number';
}

function patched(envelope: Envelope, patch: { readonly [field: string]: Json }): Envelope {
  const snapshot = envelope.snapshot as { readonly [key: string]: Json };
  return { ...envelope, snapshot: { ...snapshot, context: { ...(snapshot.context as object), ...patch } } };
}

/** The machine itself has no such transition: one of the same states that has is taken for this step alone. */
function moved(of: Case, state: string, at: number): Case {
  const { definition } = of;
  const known = [...statesOf(rootOf(definition.machine))]
    .filter(node => node.parent && node.type !== 'history')
    .map(({ id }) => id);
  if (!known.includes(state)) {
    throw new DuecourseError(
      'UNKNOWN_STATE',
      `'${definition.name}' has no state '${state}'; it has ${known.join(', ')}.`,
      { state, known },
    );
  }
  const { config, implementations } = definition.machine;
  const open = createMachine({ ...config, on: { ...config.on, [MOVE]: `#${state}` } } as never).provide(
    implementations as never,
  );
  const lent: Definition = { ...definition, machine: open, stamped: false };
  const between = Case.restore(lent, of.persist());
  between.take({ type: 'event', at, event: { type: MOVE, at } });
  const arrived = Case.restore(definition, between.persist());
  arrived.effects.push(...between.effects);
  for (const { actor } of arrived.incidents.values()) if (!arrived.knows(actor)) arrived.incidents.delete(actor);
  return arrived;
}
