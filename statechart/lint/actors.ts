import { kindOf, type StateNodeLike } from '../internals';
import { actionsOf, allStatesOf, ancestorsOf, builtIn, implementationsOf, isWithin } from './parts';
import type { Fault, Subject } from './rule';

const INLINE = 'xstate.invoke.';

const invokesOf = (states: readonly StateNodeLike[]) =>
  states.flatMap(node => node.invoke.map((invoke, index) => ({ node, invoke, index })));

/** `spawnChild` actions; what is spawned in an `assign` can only be seen when it happens. */
const spawnsOf = (subject: Subject) =>
  actionsOf(subject).flatMap(({ state, it }) => {
    const action = builtIn(it);
    return action?.type === 'xstate.spawnChild' ? [{ place: state === undefined ? {} : { state }, action }] : [];
  });

export function* inlineActors(subject: Subject): Generator<Fault> {
  for (const { node, invoke } of invokesOf(subject.states))
    if (invoke.src.startsWith(INLINE)) yield { state: node.id, problem: `The actor '${invoke.id}' is written inline.` };
  for (const { place, action } of spawnsOf(subject))
    if (typeof action.src !== 'string') yield { ...place, problem: 'spawnChild is given logic instead of its name.' };
}

export function* unknownActors(subject: Subject): Generator<Fault> {
  const known = implementationsOf(subject.machine, 'actors');
  for (const { node, invoke } of invokesOf(subject.states)) {
    if (!invoke.src.startsWith(INLINE) && !(invoke.src in known))
      yield { state: node.id, problem: `The machine has no actor '${invoke.src}'.` };
  }
  for (const { place, action } of spawnsOf(subject)) {
    if (typeof action.src === 'string' && !(action.src in known))
      yield { ...place, problem: `The machine has no actor '${action.src}'.` };
  }
}

export function* mortalActors({ machine }: Subject): Generator<Fault> {
  for (const [src, logic] of Object.entries(implementationsOf(machine, 'actors')))
    if (kindOf(logic) === 'other') yield { problem: `The actor '${src}' is a callback or an observable.` };
}

export function* endlessActors({ machine, options }: Subject): Generator<Fault> {
  if (!options.actors) return;
  for (const [src, logic] of Object.entries(implementationsOf(machine, 'actors'))) {
    const { startToCloseTimeout, scheduleToCloseTimeout } = options.actors[src] ?? {};
    if (kindOf(logic) === 'promise' && startToCloseTimeout === undefined && scheduleToCloseTimeout === undefined)
      yield { problem: `Nobody says how long the actor '${src}' may take.` };
  }
}

export function* invokesWithoutId({ states }: Subject): Generator<Fault> {
  for (const { node, invoke, index } of invokesOf(states)) {
    if (invoke.id === `${index}.${node.id}`)
      yield { state: node.id, problem: `The invoked actor '${invoke.src}' has no id of its own.` };
  }
}

export function* spawnsWithoutId(subject: Subject): Generator<Fault> {
  for (const { place, action } of spawnsOf(subject))
    if (action.id === undefined) yield { ...place, problem: `spawnChild('${String(action.src)}') has no id.` };
}

export function* sharedActorIds({ states }: Subject): Generator<Fault> {
  const known: { id: string; node: StateNodeLike }[] = [];
  for (const { node, invoke } of invokesOf(states)) {
    if (known.some(({ id, node: other }) => id === invoke.id && canBeBothActive(node, other)))
      yield { state: node.id, problem: `Two actors that can run at once share the id '${invoke.id}'.` };
    known.push({ id: invoke.id, node });
  }
}

/** The actors of all machines of a case share one system, and so its ids. */
export function* sharedSystemIds({ isRoot, tree }: Subject): Generator<Fault> {
  if (!isRoot) return;
  const known: { id: string; node: StateNodeLike; machine: number }[] = [];
  for (const [machine, each] of tree.entries()) {
    for (const { node, invoke } of invokesOf(allStatesOf(each))) {
      const id = (invoke as { systemId?: string }).systemId;
      if (id === undefined) continue;
      const clash = known.some(
        other => other.id === id && (other.machine !== machine || canBeBothActive(node, other.node)),
      );
      if (clash) yield { state: node.id, problem: `Two actors can have the systemId '${id}' at once.` };
      known.push({ id, node, machine });
    }
  }
}

/** One state, one within the other, or in different regions of a parallel state. */
function canBeBothActive(one: StateNodeLike, other: StateNodeLike): boolean {
  if (one === other || isWithin(one, other) || isWithin(other, one)) return true;
  const common = [...ancestorsOf(one)].find(node => isWithin(other, node));
  return common?.type === 'parallel';
}
