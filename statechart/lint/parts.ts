import type { AnyStateMachine } from 'xstate';
import { rootOf, type StateNodeLike, statesOf, type TransitionLike } from '../internals';
import type { Subject } from './rule';

/** An action as a machine holds it: a name, a name with parameters, one of XState's own (a function with a `type`), or a function. */
export type ActionLike = string | BuiltIn | ((...args: never[]) => unknown);

interface BuiltIn {
  readonly type: string;
  readonly id?: unknown;
  readonly src?: unknown;
  readonly delay?: unknown;
  readonly event?: unknown;
  readonly resolve?: unknown;
}

/** An action and the state in which it stands; named actions stand in none. */
export interface Placed<T> {
  readonly state?: string;
  readonly it: T;
}

type GuardLike = string | { readonly type?: string; readonly check?: unknown; readonly guards?: readonly GuardLike[] };

export const implementationsOf = (machine: AnyStateMachine, kind: 'actions' | 'actors' | 'delays' | 'guards') =>
  (machine.implementations[kind] ?? {}) as { readonly [name: string]: unknown };

/** Every transition out of a state, those of `after`, `always`, `onDone` and `onError` among them. */
export const transitionsOf = (node: StateNodeLike): TransitionLike[] => [
  ...[...node.transitions.values()].flat(),
  ...(node.always ?? []),
];

/** Every action of a machine; XState's own that are implementations of a name are among them. */
export function actionsOf({ machine, states }: Subject): Placed<ActionLike>[] {
  const placed = states.flatMap(node =>
    [...node.entry, ...node.exit, ...transitionsOf(node).flatMap(({ actions }) => actions)].map(it => ({
      state: node.id,
      it: it as ActionLike,
    })),
  );
  const named = Object.values(implementationsOf(machine, 'actions')).map(it => ({ it: it as ActionLike }));
  return [...placed, ...named.filter(({ it }) => builtIn(it))].filter(({ it }) => it !== undefined);
}

/** One of XState's own actions, as `raise` or `spawnChild`; the timers of `after` are not among them. */
export function builtIn(action: ActionLike | undefined): BuiltIn | undefined {
  const candidate = action as BuiltIn | undefined;
  if (typeof action !== 'function' || !candidate?.type?.startsWith('xstate.')) return undefined;
  return typeof candidate.id === 'string' && candidate.id.startsWith('xstate.after.') ? undefined : candidate;
}

/** A function that is no action of XState's and has no name in `setup`. */
export const isInline = (action: ActionLike): boolean =>
  typeof action === 'function' && (action as unknown as BuiltIn).type === undefined;

/** Names of guards that a guard is made of, through `and`, `or` and `not`. */
export function guardNames(guard: unknown): string[] {
  if (typeof guard === 'string') return [guard];
  const { type, check, guards } = (guard ?? {}) as Exclude<GuardLike, string>;
  if (guards) return guards.flatMap(guardNames);
  return typeof guard === 'object' && type !== undefined && check === undefined ? [type] : [];
}

/** A machine and all machines among its actors, at every depth, each once; `elsewhere` names those that are left out. */
export function treeOf(
  machine: AnyStateMachine,
  elsewhere: object = {},
  seen = new Set<AnyStateMachine>(),
): AnyStateMachine[] {
  if (seen.has(machine)) return [];
  seen.add(machine);
  const inside = Object.entries(implementationsOf(machine, 'actors')).filter(([src]) => !(src in elsewhere));
  return [machine, ...inside.flatMap(([, logic]) => (isMachine(logic) ? treeOf(logic, elsewhere, seen) : []))];
}

const isMachine = (logic: unknown): logic is AnyStateMachine => (logic as { root?: unknown }).root !== undefined;

export const allStatesOf = (machine: AnyStateMachine): StateNodeLike[] => [...statesOf(rootOf(machine))];

export function* ancestorsOf(node: StateNodeLike): Generator<StateNodeLike> {
  for (let above = node.parent; above; above = above.parent) yield above;
}

export const isWithin = (node: StateNodeLike, container: StateNodeLike): boolean =>
  [...ancestorsOf(node)].includes(container);
