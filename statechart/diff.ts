import type { AnyStateMachine } from 'xstate';
import type { Lang } from '../time/lang';
import { titleOf } from './definition';
import { rootOf, type StateNodeLike, statesOf, type TransitionLike } from './internals';
import { guardName, transitionsOf, wordsOf } from './mermaid';

export type Change = 'added' | 'removed' | 'changed';

/** What differs between two versions of a machine, and both in one picture. */
export interface MachineDiff {
  /** A machine to be drawn, never to be run: all states and transitions of both versions. */
  readonly machine: AnyStateMachine;
  /** By id in that machine. */
  readonly states: ReadonlyMap<string, Change>;
  readonly transitions: ReadonlyMap<TransitionLike, Change>;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly change: Change;
  readonly what: 'state' | 'transition' | 'delay';
  /** Keys of the state from the outside in: `answering.judging`; of a named delay its name. */
  readonly where: string;
  /** What it is in the later version, or was in the earlier one: an event with where it leads, a kind of state, a length. */
  readonly is?: string;
  /** What it was in the earlier version, of what is changed. */
  readonly was?: string;
}

/** What is added, removed and changed from one version of a machine to the next. States are the same by their keys, whatever the machines are called. */
export function diffOf(before: AnyStateMachine, after: AnyStateMachine, lang: Lang): MachineDiff {
  const [old, now] = [rootOf(before), rootOf(after)];
  const states = new Map<string, Change>();
  const transitions = new Map<TransitionLike, Change>();
  const differences: Difference[] = [];
  const root = join(undefined, old, now);
  const all = new Map([...statesOf(root)].map(node => [pathOf(node), node]));
  for (const [path, node] of all) {
    const [was, is] = [find(old, path), find(now, path)];
    const change = !was ? 'added' : !is ? 'removed' : kindOf(was) !== kindOf(is) ? 'changed' : undefined;
    if (change) {
      states.set(node.id, change);
      differences.push({
        change,
        what: 'state',
        where: path,
        is: `${titleOf(is ?? was!)[lang]} (${kindOf(is ?? was!)})`,
        ...(change === 'changed' && { was: kindOf(was!) }),
      });
    }
    const pairs = pairsOf(was, is);
    const drawn = pairs.map(([one, other]) => leading((other ?? one)!, all, node));
    const [always, events] = [drawn.filter(isAlways), drawn.filter(transition => !isAlways(transition))];
    Object.assign(node, { always, transitions: new Map(events.map((transition, i) => [`${i}`, [transition]])) });
    for (const [i, [one, other]] of pairs.entries()) {
      const [wasText, isText] = [one && textOf(one, lang), other && textOf(other, lang)];
      const same = one && other && contentOf(one) === contentOf(other);
      const moved: Change | undefined = !one ? 'added' : !other ? 'removed' : same ? undefined : 'changed';
      if (!moved) continue;
      transitions.set(drawn[i]!, moved);
      differences.push({
        change: moved,
        what: 'transition',
        where: path,
        is: (isText ?? wasText)!,
        ...(moved === 'changed' && { was: wasText! }),
      });
    }
  }
  differences.push(...delays(before, after));
  return { machine: { root } as unknown as AnyStateMachine, states, transitions, differences };
}

/** A node of the picture: what is in the later version, and below it what only the earlier one had. */
function join(
  parent: StateNodeLike | undefined,
  was: StateNodeLike | undefined,
  is: StateNodeLike | undefined,
): StateNodeLike {
  const { id, key, type, order, initial, history, config, tags, meta, description, entry, exit, invoke } = (is ?? was)!;
  const node = { id, key, type, order, history, config, tags, entry, exit, invoke, always: [], after: [] };
  const joined = {
    ...node,
    ...(parent && { parent, id: `${parent.id}.${key}` }),
    ...(meta && { meta }),
    ...(description !== undefined && { description }),
    states: {},
    transitions: new Map(),
    initial: { target: [] as readonly StateNodeLike[] },
  };
  const keys = new Set([...Object.keys(is?.states ?? {}), ...Object.keys(was?.states ?? {})]);
  const states = Object.fromEntries([...keys].map(each => [each, join(joined, was?.states[each], is?.states[each])]));
  const first = type === 'compound' ? initial.target.flatMap(({ key: begins }) => states[begins] ?? []) : [];
  return Object.assign(joined, { states, initial: { target: first } });
}

const isAlways = ({ eventType }: TransitionLike): boolean => eventType === '';

const pathOf = (node: StateNodeLike): string =>
  node.parent ? [pathOf(node.parent), node.key].filter(Boolean).join('.') : '';

const find = (root: StateNodeLike, path: string): StateNodeLike | undefined =>
  path === '' ? root : path.split('.').reduce<StateNodeLike | undefined>((node, key) => node?.states[key], root);

const kindOf = ({ type, history, tags }: StateNodeLike): string =>
  [type === 'history' ? `${String(history)} history` : type, ...(tags.length > 0 ? [`#${tags.join(' #')}`] : [])].join(
    ' ',
  );

/** The transitions of a state in both versions, side by side: those of one event in their order, first those that are the same. */
function pairsOf(
  was: StateNodeLike | undefined,
  is: StateNodeLike | undefined,
): [TransitionLike | undefined, TransitionLike | undefined][] {
  const [olds, news] = [was, is].map(node => [...(node ? transitionsOf(node) : [])]);
  const pairs: [TransitionLike | undefined, TransitionLike | undefined][] = [];
  const take = (fits: (one: TransitionLike, other: TransitionLike) => boolean) => {
    for (const one of [...olds!]) {
      const at = news!.findIndex(other => fits(one, other));
      if (at < 0) continue;
      pairs.push([one, news!.splice(at, 1)[0]]);
      olds!.splice(olds!.indexOf(one), 1);
    }
  };
  take((one, other) => eventOf(one) === eventOf(other) && contentOf(one) === contentOf(other));
  take((one, other) => eventOf(one) === eventOf(other));
  return [
    ...pairs,
    ...olds!.map((one): [TransitionLike, undefined] => [one, undefined]),
    ...news!.map((other): [undefined, TransitionLike] => [undefined, other]),
  ];
}

/** A wait is the same wait, however long it is. */
const eventOf = ({ eventType, delay }: TransitionLike): string => (delay === undefined ? own(eventType) : 'after');
/** `xstate.done.state.<machine>.a` names the machine, which may be called otherwise. */
const own = (eventType: string): string => eventType.replace(/^(xstate\.\w+\.\w+)\.[^.]+/, '$1');

const contentOf = ({ target, guard, actions, delay, reenter }: TransitionLike): string =>
  JSON.stringify([target?.map(pathOf), guardName(guard), actions.map(nameOfAction), delay ?? null, reenter]);

const nameOfAction = (action: unknown): string =>
  typeof action === 'string'
    ? action
    : ((action as { type?: string; name?: string }).type ?? (action as { name?: string }).name ?? 'inline');

function textOf(transition: TransitionLike, lang: Lang): string {
  const { target, actions } = transition;
  const to = target?.map(node => pathOf(node) || node.key).join(', ');
  const does = actions.map(nameOfAction).join(', ');
  return `${wordsOf(transition, lang)}${to ? ` → ${to}` : ''}${does ? ` / ${does}` : ''}`;
}

function leading(
  transition: TransitionLike,
  all: ReadonlyMap<string, StateNodeLike>,
  source: StateNodeLike,
): TransitionLike {
  const target = transition.target?.flatMap(node => all.get(pathOf(node)) ?? []);
  return { ...transition, source, target };
}

/** Named delays of a fixed length. */
function delays(before: AnyStateMachine, after: AnyStateMachine): Difference[] {
  const [old, now] = [before, after].map(
    machine => machine.implementations.delays as { readonly [name: string]: unknown },
  );
  return [...new Set([...Object.keys(old!), ...Object.keys(now!)])].flatMap((where): Difference[] => {
    const [was, is] = [old![where], now![where]].map(length => (typeof length === 'function' ? 'ƒ' : length));
    if (was === is) return [];
    const [wasText, isText] = [was, is].map(length => (length === 'ƒ' ? 'computed' : `${String(length)} ms`));
    if (was === undefined) return [{ change: 'added', what: 'delay', where, is: isText! }];
    if (is === undefined) return [{ change: 'removed', what: 'delay', where, is: wasText! }];
    return [{ change: 'changed', what: 'delay', where, is: isText!, was: wasText! }];
  });
}
