import { actionsOf, builtIn, implementationsOf } from './parts';
import type { Fault, Subject } from './rule';

interface Delay {
  readonly state?: string;
  readonly where: string;
  readonly delay: unknown;
}

/** Delays of `after` and of delayed events. */
function delaysOf(subject: Subject): Delay[] {
  const waits = subject.states.flatMap(node =>
    node.after.map(({ delay }) => ({ state: node.id, where: 'after', delay })),
  );
  const sent = actionsOf(subject).flatMap(({ state, it }) => {
    const action = builtIn(it);
    if (action?.delay === undefined) return [];
    return [{ ...(state !== undefined && { state }), where: action.type.replace('xstate.', ''), delay: action.delay }];
  });
  return [...waits, ...sent];
}

export function* unknownDelays(subject: Subject): Generator<Fault> {
  const known = implementationsOf(subject.machine, 'delays');
  for (const { where, delay, ...place } of delaysOf(subject)) {
    if (typeof delay === 'string' && !(delay in known))
      yield { ...place, problem: `${where} names the delay '${delay}', which the machine does not have.` };
  }
}

export function* badDelays(subject: Subject): Generator<Fault> {
  const isBad = (delay: unknown) => typeof delay === 'number' && !(Number.isFinite(delay) && delay >= 0);
  for (const { where, delay, ...place } of delaysOf(subject))
    if (isBad(delay)) yield { ...place, problem: `${where} waits ${String(delay)} ms.` };
  for (const [name, delay] of Object.entries(implementationsOf(subject.machine, 'delays')))
    if (isBad(delay)) yield { problem: `The delay '${name}' is ${String(delay)} ms.` };
}

/** A case keeps one delayed event for each id: two that differ and share an id replace each other. */
export function* sharedTimerIds(subject: Subject): Generator<Fault> {
  const events = new Map<string, string>();
  for (const { state, it } of actionsOf(subject)) {
    const action = builtIn(it);
    if (action?.delay === undefined || typeof action.id !== 'string') continue;
    const event = typeof action.event === 'function' ? String(action.event) : JSON.stringify(action.event);
    const other = events.get(action.id);
    events.set(action.id, event);
    if (other !== undefined && other !== event) {
      yield {
        ...(state !== undefined && { state }),
        problem: `Two delayed events that differ share the id '${action.id}'.`,
      };
    }
  }
}
