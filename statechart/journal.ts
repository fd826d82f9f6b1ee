import type { AnyEvent, JournalEntry, Json, Move } from './types';

type EventLine = Extract<JournalEntry, { type: 'event' }>;
type Written = { -readonly [field in keyof EventLine]: EventLine[field] };

/** A line of the journal while it is written: field by field, for a journal has many, and objects put together by spreading are larger. */
export function eventLine({ type, ...data }: AnyEvent, at: number, moves: readonly Move[]): Written {
  const line: Written = { type: 'event', at, event: type, moves };
  if (Object.keys(data).length > 0) line.data = data as Json;
  return line;
}

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
