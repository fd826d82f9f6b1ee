import type { TransitionLike } from './internals';
import { transitionsOf } from './mermaid';
import type { JournalEntry } from './types';
import { matches } from './view';

/** The way that a case has come, as far as its journal goes: states that it has been in and transitions that it took. */
export interface Path {
  readonly states: ReadonlySet<string>;
  took(transition: TransitionLike): boolean;
}

/** The path of the case's own machine; of actors inside it the journal has moves of their own, which are left out. */
export function pathIn(journal: readonly JournalEntry[]): Path {
  const states = new Set<string>();
  const taken = new Map<string, Set<string>>();
  for (const entry of journal) {
    if (entry.type !== 'event') continue;
    for (const { from, to, actor } of entry.moves) {
      if (actor !== undefined) continue;
      const way = key(from, to);
      taken.set(way, (taken.get(way) ?? new Set()).add(entry.event));
      for (const id of [from, ...to]) states.add(id);
    }
  }
  return {
    states,
    took: transition => [...(taken.get(keyOf(transition)) ?? [])].some(event => isOf(transition, event)),
  };
}

/** Where several lead from one state to the same other, those of the event are meant; what the machine does by itself has none of its own. */
function isOf(transition: TransitionLike, event: string): boolean {
  const alike = transitionsOf(transition.source).filter(other => keyOf(other) === keyOf(transition));
  const named = alike.filter(({ eventType }) => matches(eventType, event));
  return named.length === 0 || named.includes(transition);
}

const keyOf = ({ source, target }: TransitionLike): string => key(source.id, target?.map(({ id }) => id) ?? []);
const key = (from: string, to: readonly string[]): string => `${from} → ${to.join(' ')}`;
