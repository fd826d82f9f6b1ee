import type { JournalEntry } from './types';

/** The end of a journal that is at most so many characters of JSON: what travels and what is shown has to fit into one message. */
export function endWithin(journal: readonly JournalEntry[], characters: number): readonly JournalEntry[] {
  let left = characters;
  let first = journal.length;
  while (first > 0) {
    left -= JSON.stringify(journal[first - 1]).length + 1;
    if (left < 0) break;
    first--;
  }
  return first === 0 ? journal : journal.slice(first);
}
