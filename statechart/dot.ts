import type { AnyStateMachine, StateValue } from 'xstate';
import type { Lang } from '../time/lang';
import { titleOf } from './definition';
import type { MachineDiff } from './diff';
import { rootOf, type StateNodeLike, statesOf, type TransitionLike } from './internals';
import { innermost, signOf, transitionsOf, wordsOf } from './mermaid';
import type { Path } from './path';

export interface DotOptions {
  readonly lang: Lang;
  /** Where a case stands: its innermost states are marked. */
  readonly active?: StateValue;
  /** The way that it has come: what it never was in, and never took, is grey. */
  readonly path?: Path;
  /** The machine is one of two versions in one (see `diffOf`): what is added, removed and changed is coloured. */
  readonly diff?: Pick<MachineDiff, 'states' | 'transitions'>;
}

const INK = {
  active: '#ffe08a',
  edge: '#8a5a00',
  visited: '#e8f1fb',
  taken: '#1f5fbf',
  plain: '#333333',
  faint: '#b0b0b0',
};

/**
 * A machine in the language of Graphviz, from which an SVG is made: states inside states as boxes in boxes, regions of a parallel state
 * with dashed borders, ends with a double border. Words are the labels of `meta`; ⏱ marks what time brings about.
 */
export function dot(machine: AnyStateMachine, { lang, active, path, diff }: DotOptions): string {
  const root = rootOf(machine);
  const marked = new Set(active === undefined ? [] : innermost(root, active));
  const draw: Draw = { lang, marked, path, diff };
  return [
    'digraph {',
    '  compound=true; rankdir=TB; nodesep=0.4; ranksep=0.5;',
    `  fontname="Arial"; fontsize=12; fontcolor="${INK.plain}";`,
    `  node [fontname="Arial" fontsize=12 shape=box style="rounded,filled" fillcolor=white color="${INK.plain}"];`,
    '  edge [fontname="Arial" fontsize=10 arrowsize=0.7];',
    ...inside(root, draw),
    ...[...statesOf(root)].flatMap(node => arrows(node, draw)),
    '}',
  ].join('\n');
}

interface Draw {
  readonly lang: Lang;
  readonly marked: ReadonlySet<StateNodeLike>;
  readonly path: Path | undefined;
  readonly diff: DotOptions['diff'];
}

/** Colours of a change: line and ground. */
const CHANGED = {
  added: ['#2e8b57', '#dff3e4'],
  removed: ['#c0392b', '#fbe3e0'],
  changed: ['#d9822b', '#fdf0d5'],
} as const;

/** The states below a node, and where it begins. */
function inside(node: StateNodeLike, draw: Draw): string[] {
  const begin = isCompound(node)
    ? [
        `  ${name(`${node.id}#`)} [shape=circle width=0.12 fixedsize=true label="" fillcolor="${INK.plain}"];`,
        ...node.initial.target.map(to => edge(`${node.id}#`, to, node, `color="${INK.plain}"`)),
      ]
    : [];
  return [...begin, ...Object.values(node.states).flatMap(child => block(child, draw))];
}

function block(node: StateNodeLike, draw: Draw): string[] {
  const words = `label=${label(labelOf(node, draw))}`;
  if (Object.keys(node.states).length === 0) return [`  ${name(node.id)} [${words} ${looks(node, draw)}];`];
  const style = node.parent?.type === 'parallel' ? 'rounded,dashed' : 'rounded';
  const change = draw.diff?.states.get(node.id);
  const line = change ? CHANGED[change][0] : isInside(node, draw) ? INK.edge : INK.plain;
  return [
    `  subgraph ${name(`cluster ${node.id}`)} {`,
    `  ${words}; style="${style}"; color="${line}";`,
    ...inside(node, draw),
    '  }',
  ];
}

function labelOf(node: StateNodeLike, { lang, diff }: Draw): string {
  const sign = signOf(diff?.states.get(node.id));
  if (node.type === 'history') return node.history === 'deep' ? 'H*' : 'H';
  const stays = transitionsOf(node).filter(({ target, actions }) => target === undefined && actions.length > 0);
  const lines = stays.map(transition => signOf(diff?.transitions.get(transition)) + wordsOf(transition, lang));
  return [sign + titleOf(node)[lang], ...new Set(lines)].join('\n');
}

function looks(node: StateNodeLike, { marked, path, diff }: Draw): string {
  const shape = node.type === 'final' ? 'peripheries=2' : node.type === 'history' ? 'shape=circle' : '';
  const change = diff?.states.get(node.id);
  if (change) {
    const [line, ground] = CHANGED[change];
    const style = change === 'removed' ? ' style="rounded,filled,dashed"' : '';
    return `${shape} fillcolor="${ground}" color="${line}" penwidth=2${style}`;
  }
  if (marked.has(node)) return `${shape} fillcolor="${INK.active}" color="${INK.edge}" penwidth=2.5`;
  if (!path) return shape;
  if (path.states.has(node.id)) return `${shape} fillcolor="${INK.visited}" color="${INK.taken}"`;
  return `${shape} color="${INK.faint}" fontcolor="${INK.faint}"`;
}

const isInside = (node: StateNodeLike, { marked }: Draw): boolean =>
  [...statesOf(node)].some(inner => marked.has(inner));

/** Arrows that mean the same are drawn once. */
function arrows(node: StateNodeLike, draw: Draw): string[] {
  const lines = transitionsOf(node).flatMap(transition =>
    (transition.target ?? []).map(to => edge(anchorOf(node), to, node, styleOf(transition, draw))),
  );
  return [...new Set(lines)];
}

function styleOf(transition: TransitionLike, { lang, path, diff }: Draw): string {
  const change = diff?.transitions.get(transition);
  const words = `label=${label(signOf(change) + wordsOf(transition, lang).replace(' [', '\n['))}`;
  if (change) {
    const [line] = CHANGED[change];
    const style = change === 'removed' ? ' style=dashed' : '';
    return `${words} color="${line}" fontcolor="${line}" penwidth=2${style}`;
  }
  if (!path) return `${words} color="${INK.plain}"`;
  return path.took(transition)
    ? `${words} color="${INK.taken}" fontcolor="${INK.taken}" penwidth=2`
    : `${words} color="${INK.faint}" fontcolor="${INK.faint}"`;
}

/** Graphviz only joins innermost nodes; an arrow from or to a box is cut at its border, unless it stays within. */
function edge(fromName: string, to: StateNodeLike, from: StateNodeLike, style: string): string {
  const tail = isBox(from) && !contains(from, to) ? ` ltail=${name(`cluster ${from.id}`)}` : '';
  const head = isBox(to) && !contains(to, from) ? ` lhead=${name(`cluster ${to.id}`)}` : '';
  return `  ${name(fromName)} -> ${name(anchorOf(to))} [${style}${tail}${head}];`;
}

/** The innermost node that stands for a state: the dot where a box begins, in its first region. */
function anchorOf(node: StateNodeLike): string {
  if (isCompound(node)) return `${node.id}#`;
  const [first] = Object.values(node.states);
  return first ? anchorOf(first) : node.id;
}

const isCompound = ({ type }: StateNodeLike): boolean => type === 'compound';
const isBox = (node: StateNodeLike): boolean => node.parent !== undefined && Object.keys(node.states).length > 0;
const contains = (outer: StateNodeLike, node: StateNodeLike | undefined): boolean =>
  node !== undefined && (node === outer || contains(outer, node.parent));

/** Graphviz knows no width of a Chinese character and takes that of a space: spaces on both sides make up for it. */
function measured(line: string): string {
  const wide = line.match(/[\u2300-\u23ff\u2e80-\uffef]/g)?.length ?? 0;
  const room = ' '.repeat(wide);
  return room + line + room;
}

const label = (text: string): string => quoted(text.split('\n').map(measured).join('\n'));
const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
const name = quoted;
