import type { TransitionLike } from './internals';
import type { JournalEntry } from './types';

/** The way that a case has come, as far as its journal goes: states that it has been in and transitions that it took. */
export interface Path {
  readonly states: ReadonlySet<string>;
  took(transition: TransitionLike): boolean;
}

/** The path of the case's own machine; of actors inside it the journal has moves of their own, which are left out. */
export function pathIn(journal: readonly JournalEntry[]): Path {
  const states = new Set<string>();
  const taken = new Set<string>();
  for (const entry of journal) {
    if (entry.type !== 'event') continue;
    for (const { from, to, actor } of entry.moves) {
      if (actor !== undefined) continue;
      taken.add(key(from, to));
      for (const id of [from, ...to]) states.add(id);
    }
  }
  return { states, took: ({ source, target }) => taken.has(key(source.id, target?.map(({ id }) => id) ?? [])) };
}

const key = (from: string, to: readonly string[]): string => `${from} → ${to.join(' ')}`;
