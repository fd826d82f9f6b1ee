import type { AnyStateMachine, StateValue } from 'xstate';
import { formatDuration, MINUTE } from '../time/duration';
import type { Lang } from '../time/lang';
import { titleOf } from './definition';
import type { Change, MachineDiff } from './diff';
import { rootOf, type StateNodeLike, statesOf, type TransitionLike } from './internals';
import type { Path } from './path';
import type { Text } from './types';

export interface MermaidOptions {
  readonly lang: Lang;
  /** Where a case stands: its innermost states are marked. */
  readonly active?: StateValue;
  /** The way that it has come: the other innermost states that it was in are marked as well. */
  readonly path?: Path;
  /** The machine is one of two versions in one (see `diffOf`): what is added, removed and changed is marked. */
  readonly diff?: Pick<MachineDiff, 'states' | 'transitions'>;
}

/** How a change is marked where there is no colour. */
const SIGN = { added: '＋ ', removed: '－ ', changed: '～ ' } as const;

/**
 * A machine as the text of a Mermaid state diagram: nested and parallel states, history, ends. Words are the labels of `meta`;
 * guards go by name, and what time brings about (delays, clocks) begins with ⏱. What an outer state does without leaving it
 * has no place in such a diagram; an innermost state lists it below its name.
 */
export function mermaid(machine: AnyStateMachine, { lang, active, path, diff }: MermaidOptions): string {
  const draw: Draw = { lang, diff };
  const root = rootOf(machine);
  const marked = active === undefined ? [] : innermost(root, active);
  const visited = [...statesOf(root)].filter(
    node => isAtomic(node) && path?.states.has(node.id) && !marked.includes(node),
  );
  return [
    'stateDiagram-v2',
    ...anywhere(root, lang).map(indent),
    ...inside(root, draw).map(indent),
    // Mermaid moves a state into the block that mentions it first, so arrows across blocks come after all blocks.
    ...[...statesOf(root)].flatMap(node => arrows(node, draw, (from, to) => from.parent !== to.parent)).map(indent),
    ...(marked.length > 0 ? ['  classDef active fill:#ffe08a,stroke:#8a5a00,stroke-width:2px,color:#000'] : []),
    ...marked.map(node => `  class ${nameOf(node)} active`),
    ...(visited.length > 0 ? ['  classDef visited fill:#e8f1fb,stroke:#1f5fbf,color:#000'] : []),
    ...visited.map(node => `  class ${nameOf(node)} visited`),
    ...(diff ? changes(root, diff) : []),
  ].join('\n');
}

/** What leads out of every state comes from a box of its own: nothing can be drawn from the outermost state. */
function anywhere(root: StateNodeLike, lang: Lang): string[] {
  const leaves = transitionsOf(root).some(({ target }) => target !== undefined);
  return leaves ? [`state "${lang === 'zh' ? '任何状态' : 'Any state'}" as ${nameOf(root)}`] : [];
}

interface Draw {
  readonly lang: Lang;
  readonly diff: MermaidOptions['diff'];
}

/** Mermaid colours innermost states only; the sign before the words says it of all. */
function changes(root: StateNodeLike, { states }: NonNullable<MermaidOptions['diff']>): string[] {
  const marked = [...statesOf(root)].filter(node => isAtomic(node) && node.parent && states.has(node.id));
  return [
    ...(marked.length > 0
      ? [
          '  classDef added fill:#dff3e4,stroke:#2e8b57,stroke-width:2px,color:#000',
          '  classDef removed fill:#fbe3e0,stroke:#c0392b,stroke-width:2px,stroke-dasharray:4,color:#000',
          '  classDef changed fill:#fdf0d5,stroke:#d9822b,stroke-width:2px,color:#000',
        ]
      : []),
    ...marked.map(node => `  class ${nameOf(node)} ${states.get(node.id)}`),
  ];
}

export const signOf = (change: Change | undefined): string => (change ? SIGN[change] : '');

const isAtomic = (node: StateNodeLike): boolean => Object.keys(node.states).length === 0;
const indent = (line: string): string => `  ${line}`;

/** The states below a node, each with the arrows to its siblings. */
function inside(node: StateNodeLike, draw: Draw): string[] {
  const children = Object.values(node.states);
  if (node.type === 'parallel') {
    return children.flatMap((child, i) => [...(i > 0 ? ['--'] : []), ...block(child, draw)]);
  }
  const begin = node.type === 'compound' ? node.initial.target.map(to => `[*] --> ${nameOf(to)}`) : [];
  return [
    ...children.flatMap(child => block(child, draw)),
    ...begin,
    ...children.flatMap(child => arrows(child, draw, (from, to) => from.parent === to.parent)),
    ...children.filter(({ type }) => type === 'final').map(child => `${nameOf(child)} --> [*]`),
  ];
}

function block(node: StateNodeLike, draw: Draw): string[] {
  const { lang, diff } = draw;
  const name = nameOf(node);
  const sign = signOf(diff?.states.get(node.id));
  const head = `state "${sign}${plain(node.type === 'history' ? historyTitle(node) : titleOf(node)[lang])}" as ${name}`;
  if (Object.keys(node.states).length > 0) return [`${head} {`, ...inside(node, draw).map(indent), '}'];
  const stays = transitionsOf(node).filter(({ target, actions }) => target === undefined && actions.length > 0);
  return [
    head,
    ...unique(
      stays.map(transition => `${name} : ${signOf(diff?.transitions.get(transition))}${wordsOf(transition, lang)}`),
    ),
  ];
}

const historyTitle = (node: StateNodeLike): string => (node.history === 'deep' ? 'H*' : 'H');

function arrows(
  node: StateNodeLike,
  { lang, diff }: Draw,
  belongs: (from: StateNodeLike, to: StateNodeLike) => boolean,
): string[] {
  const lines = transitionsOf(node).flatMap(transition =>
    (transition.target ?? [])
      .filter(to => belongs(node, to))
      .map(
        to =>
          `${nameOf(node)} --> ${nameOf(to)} : ${signOf(diff?.transitions.get(transition))}${wordsOf(transition, lang)}`,
      ),
  );
  return unique(lines);
}

/** Every transition of a state in the order in which it is written, those that need no event last. */
export const transitionsOf = (node: StateNodeLike): readonly TransitionLike[] => [
  ...[...node.transitions.values()].flat().filter(({ eventType }) => eventType !== ''),
  ...(node.always ?? []),
];

/** What brings a transition about and under which condition: `⏱ Arrival check: nobody there`, `Judged [isGrounded]`. */
export function wordsOf(transition: TransitionLike, lang: Lang): string {
  const { eventType, meta, description, guard } = transition;
  const label = (meta?.label as Text | undefined)?.[lang] ?? description ?? eventWords(transition, lang);
  const timed = transition.delay !== undefined || eventType.startsWith('clock.');
  const condition = guardName(guard);
  return plain(`${timed ? '⏱ ' : ''}${label}${condition ? ` [${condition}]` : ''}`);
}

function eventWords({ eventType, delay }: TransitionLike, lang: Lang): string {
  if (typeof delay === 'number')
    return delay % MINUTE === 0 ? formatDuration({ kind: 'elapsed', ms: delay }, lang) : `${delay / 1000} s`;
  if (delay !== undefined) return String(delay);
  if (eventType === '') return lang === 'zh' ? '随即' : 'at once';
  const [, outcome, of] = /^xstate\.(done|error)\.(?:actor|state)\.(?:.*\.)?([^.]+)$/.exec(eventType) ?? [];
  if (of === undefined) return eventType;
  if (lang === 'zh') return `${of} ${outcome === 'done' ? '完成' : '失败'}`;
  return `${of} ${outcome === 'done' ? 'done' : 'failed'}`;
}

/** A guard's name; those of `and`, `or` and `not` joined as they are meant; of an inline guard there is nothing to say. */
export function guardName(guard: unknown): string {
  if (typeof guard === 'string') return guard;
  const { type, guards, check } = (guard ?? {}) as Partial<CombinedGuard>;
  if (guards === undefined) return type ?? '';
  const names = guards.map(guardName);
  if (check?.name === 'checkNot') return `not ${names[0]}`;
  return names.join(check?.name === 'checkOr' ? ' or ' : ' and ');
}

/** As XState 5 makes them: what combines the guards shows only in the name of their check. */
interface CombinedGuard {
  readonly type: string;
  readonly guards: readonly unknown[];
  readonly check: { readonly name: string };
}

export function innermost(node: StateNodeLike, value: StateValue | undefined): StateNodeLike[] {
  const inner = typeof value === 'string' ? { [value]: undefined } : (value ?? {});
  const below = Object.entries(inner).flatMap(([key, further]) => {
    const child = node.states[key];
    return child ? innermost(child, further) : [];
  });
  return below.length > 0 ? below : [node];
}

/** A Mermaid name is letters, digits and underscores. */
const nameOf = (node: StateNodeLike): string => (node.parent ? pathOf(node).join('__') : 'root');

const pathOf = (node: StateNodeLike): string[] =>
  node.parent ? [...pathOf(node.parent), node.key.replace(/\W/g, '_')] : [];

/** Without what Mermaid would take for its own. */
const plain = (words: string): string =>
  words
    .replaceAll('"', "'")
    .replace(/\s*[:：]\s*/g, ' – ')
    .replace(/[;#{}]/g, ',')
    .trim();

const unique = (lines: readonly string[]): string[] => [...new Set(lines)];
