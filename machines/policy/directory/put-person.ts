import { type Document, isMap, isNode, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Column } from './csv-columns';

type Values = { readonly [column in Column]?: unknown };
type Reach = { readonly [by: string]: unknown } | string;

/** Makes a directory's document say of a person what `values` say in the columns `said`; nothing else of it changes, comments stay. */
export function putPerson(document: Document, values: Values, said: readonly Column[]): void {
  const people = document.get('people') as YAMLSeq;
  let entry = people.items.find(item => isMap(item) && String(item.get('id')) === values.id) as YAMLMap | undefined;
  if (!entry) {
    // The empty list of a new file stands in brackets; people stand below each other.
    if (people.items.length === 0) people.flow = false;
    entry = document.createNode({ id: values.id }) as YAMLMap;
    people.add(entry);
  }
  for (const column of said) {
    if (column === 'id' || column === 'email' || column === 'phone') continue;
    set(document, entry, column, values[column]);
  }
  const ways = said.filter(column => column === 'email' || column === 'phone');
  if (ways.length > 0)
    set(document, entry, 'reach', reached((plain(entry, 'reach') ?? []) as readonly Reach[], values, ways));
}

/** What is said already stays as it is written. */
function set(document: Document, entry: YAMLMap, key: string, value: unknown): void {
  if (JSON.stringify(plain(entry, key)) === JSON.stringify(value)) return;
  if (value === undefined) return void entry.delete(key);
  const node = document.createNode(value);
  // Lists are short, and are read best on their line.
  if (isNode(node) && 'items' in node) (node as YAMLSeq).flow = true;
  entry.set(key, node);
}

function plain(entry: YAMLMap, key: string): unknown {
  return (entry.toJSON() as { readonly [key: string]: unknown })[key];
}

/** An address takes the place of the one that was there; a new one comes behind, in the order of the columns. */
function reached(old: readonly Reach[], values: Values, ways: readonly Column[]): readonly Reach[] | undefined {
  const left = new Set(ways.filter(way => values[way] !== undefined));
  const kept = old.flatMap((entry): readonly Reach[] => {
    const by = ways.find(way => typeof entry === 'object' && way in entry);
    if (by === undefined) return [entry];
    return left.delete(by) ? [{ [by]: values[by] }] : [];
  });
  const all = [...kept, ...[...left].map(way => ({ [way]: values[way] }))];
  return all.length > 0 ? all : undefined;
}
