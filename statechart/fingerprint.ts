import type { Definition } from './definition';
import type { Json } from './types';

/**
 * A definition's structure in a canonical form: states, transitions, names of guards, actions, delays and actors, clocks. Two definitions with
 * the same text give the same commands for the same history, as far as structure goes; what its functions compute is not in it.
 * A changed structure under an old version number would change running cases under their feet.
 */
export function structureOf({ name, machine, clocks }: Definition): string {
  const words = { title: undefined, meta: undefined, description: undefined };
  return canonical({
    name,
    machine: plain(machine.definition),
    clocks: plain(Object.entries(clocks).map(([clock, rest]) => ({ clock, ...rest, ...words }))),
  });
}

/** Words that people read (`meta`, `description`) may change at any time. */
const WORDS = new Set(['meta', 'description']);

function plain(value: unknown): Json {
  return JSON.parse(
    JSON.stringify(value, (key, inner) =>
      WORDS.has(key) ? undefined : typeof inner === 'function' ? `ƒ ${inner.type ?? ''}` : inner,
    ),
  ) as Json;
}

function canonical(value: Json | { readonly [key: string]: Json }): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined) as [string, Json][];
  // The order of states and events means nothing; the order within a list does, and is kept above.
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(',')}}`;
}
