import { procedures } from '../../../machines';
import { articles } from '../../../machines/articles';
import { catalogue } from '../../../machines/catalogue';
import { rootOf, type StateNodeLike, statesOf } from '../../../statechart/internals';
import { isInternal } from '../../../statechart/view';

interface Words {
  readonly where: string;
  readonly meta: { readonly label?: { zh: string; en: string }; readonly rule?: string } | undefined;
}

const transitionsOf = (node: StateNodeLike): Words[] =>
  [...[...node.transitions.values()].flat(), ...(node.always ?? [])].map(({ eventType, meta }, i) => ({
    where: `${node.id}: ${eventType || 'always'} (${i + 1})`,
    meta: meta as Words['meta'],
  }));

describe.each(procedures.map(procedure => [procedure.name, procedure] as const))('%s', (name, procedure) => {
  const root = rootOf(procedure.machine);
  const states = [...statesOf(root)].filter(node => node.parent);
  const words: Words[] = [
    ...states.map(({ id, meta }) => ({ where: id, meta }) as Words),
    ...[root, ...states].flatMap(transitionsOf),
  ];

  test.each(words.map(({ where, meta }) => [where, meta] as const))('%s has words in both languages', (_, meta) => {
    expect(meta?.label?.zh).toMatch(/\p{Script=Han}/u);
    expect(meta?.label?.en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u);
  });

  test('every article that it cites is in the list, and among its sources', () => {
    const clocks = Object.values(procedure.clocks).map(({ rule }) => rule);
    const cited = [...new Set([...words.map(({ meta }) => meta?.rule), ...clocks])].filter(rule => rule !== undefined);
    expect(cited.length).toBeGreaterThan(0);
    expect(Object.keys(articles)).toEqual(expect.arrayContaining([...cited, ...procedure.source]));
    expect(procedure.source).toEqual(expect.arrayContaining(cited));
  });

  test('its schema names every event that the machine takes from people, and no other', () => {
    const taken = [root, ...states]
      .flatMap(node => [...node.transitions.keys()])
      .filter(type => type !== '' && !isInternal(type));
    expect(Object.keys(catalogue[name]!.schema.events).sort()).toEqual([...new Set(taken)].sort());
  });
});
