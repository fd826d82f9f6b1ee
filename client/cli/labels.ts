import type { AnyStateMachine, StateValue } from 'xstate';
import { roles } from '../../machines/roles';
import { titleOf } from '../../statechart/definition';
import { rootOf, type StateNodeLike, statesOf } from '../../statechart/internals';
import type { Text } from '../../statechart/types';

/** A state with what people call it. `id` is the dotted path from the top, as `wait --for state:…` takes it. */
export interface StateLabel {
  readonly id: string;
  readonly title: Text;
}

/** The innermost states that a state value stands for, in the machine's order. */
export function statesAt(machine: AnyStateMachine, value: StateValue): StateLabel[] {
  return leaves(rootOf(machine), value).map(labelOf);
}

/** Every state below the root. */
export const statesIn = (machine: AnyStateMachine): StateNodeLike[] => [...statesOf(rootOf(machine))].slice(1);

export const labelOf = (node: StateNodeLike): StateLabel => ({ id: pathOf(node).join('.'), title: titleOf(node) });

/** The label of a state by its id in the machine (`machine.a.b`), as the journal has it. */
export function labelById(machine: AnyStateMachine, id: string): StateLabel {
  const node = [...statesOf(rootOf(machine))].find(known => known.id === id);
  return node ? labelOf(node) : { id, title: same(id) };
}

/** A role in words; one that the house does not know goes by its id. */
export const roleTitle = (role: string): Text => (roles as { [id: string]: Text | undefined })[role] ?? same(role);

export const same = (text: string): Text => ({ zh: text, en: text });

function leaves(node: StateNodeLike, value: StateValue | undefined): StateNodeLike[] {
  if (value === undefined) return [node];
  const inner = typeof value === 'string' ? { [value]: undefined } : value;
  const below = Object.entries(inner).flatMap(([key, further]) => {
    const child = node.states[key];
    return child ? leaves(child, further) : [];
  });
  return below.length > 0 ? below : [node];
}

const pathOf = (node: StateNodeLike): string[] => (node.parent ? [...pathOf(node.parent), node.key] : []);
