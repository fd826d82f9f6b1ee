import { rootOf, type StateNodeLike, statesOf, type TransitionLike } from '../internals';
import { isInternal } from '../view';
import { ancestorsOf, transitionsOf } from './parts';
import type { Fault, Subject } from './rule';

/** The states that a transition may enter: its targets, all around them, and what they begin with. */
export function enteredBy({ target }: TransitionLike): StateNodeLike[] {
  return (target ?? []).flatMap(node => [...begunBy(node)]);
}

function* begunBy(node: StateNodeLike): Generator<StateNodeLike> {
  if (node.type === 'history') {
    const defaults = defaultsOf(node);
    for (const each of defaults.length > 0 ? defaults : [node.parent!]) yield* begunBy(each);
    return;
  }
  yield node;
  yield* ancestorsOf(node);
  if (node.type === 'compound') for (const first of node.initial.target) yield* begunBy(first);
  if (node.type === 'parallel') for (const region of Object.values(node.states)) yield* regionBegun(region);
}

function* regionBegun(region: StateNodeLike): Generator<StateNodeLike> {
  if (region.type !== 'history') yield* begunBy(region);
}

/** Where a history state leads when there is nothing to remember. */
function defaultsOf({ config: { target }, parent }: StateNodeLike): StateNodeLike[] {
  const root = [...ancestorsOf(parent!)].at(-1) ?? parent!;
  return (target === undefined ? [] : [target].flat()).flatMap(path => {
    if (path.startsWith('#')) return [...statesOf(root)].filter(({ id }) => id === path.slice(1));
    let node: StateNodeLike | undefined = parent;
    for (const key of path.replace(/^\./, '').split('.')) node = node?.states[key];
    return node ?? [];
  });
}

export function* unreachableStates({ machine, states }: Subject): Generator<Fault> {
  const reached = new Set<StateNodeLike>();
  const open = [...begunBy(rootOf(machine))];
  for (let node = open.pop(); node; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    // Whoever enters one region enters the others as well.
    if (node.type === 'parallel') open.push(...Object.values(node.states).flatMap(region => [...regionBegun(region)]));
    for (const transition of transitionsOf(node)) open.push(...enteredBy(transition));
  }
  for (const node of states) {
    if (node.type !== 'history' && !reached.has(node) && (!node.parent || reached.has(node.parent)))
      yield { state: node.id, problem: 'No transition leads to this state.' };
  }
}

/** Only for machines whose events say who may send them. */
export function* statesNobodyMayLeave({ states, options: { roles } }: Subject): Generator<Fault> {
  if (!roles) return;
  for (const node of states) {
    if (node.type !== 'atomic' || !node.parent) continue;
    const around = [node, ...ancestorsOf(node)];
    const ways = around.flatMap(each => transitionsOf(each)).filter(({ target }) => target !== undefined);
    const byPeople = ways.map(({ eventType }) => eventType);
    const isOpen = (type: string) => type === '' || isInternal(type) || (roles[type]?.length ?? 0) > 0;
    const isOver = around.some(({ parent }) => parent?.type === 'parallel') && ways.length === 0;
    if (!isOver && !byPeople.some(isOpen))
      yield { state: node.id, problem: 'Nothing but a person could end this state, and no role may.' };
  }
}
