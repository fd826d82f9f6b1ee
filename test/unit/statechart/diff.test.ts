import { createMachine, setup } from 'xstate';
import { svgOf } from '../../../client/svg';
import { procedures } from '../../../machines';
import { diffOf } from '../../../statechart/diff';
import { dot } from '../../../statechart/dot';
import { mermaid } from '../../../statechart/mermaid';

const before = setup({ delays: { patience: 1_000 }, guards: { isFair: () => true } }).createMachine({
  id: 'review',
  initial: 'reading',
  states: {
    reading: { on: { NOTE: 'thinking', DROP: 'dropped' }, after: { 60000: 'dropped' } },
    thinking: { on: { DECIDE: { target: 'decided', guard: 'isFair' } }, after: { patience: 'dropped' } },
    decided: { type: 'final' },
    dropped: { type: 'final' },
  },
});
const after = setup({ delays: { patience: 2_000 }, guards: { isFair: () => true } }).createMachine({
  id: 'review-2',
  initial: 'reading',
  states: {
    reading: { on: { NOTE: 'thinking' }, after: { 120000: 'dropped' } },
    thinking: { on: { DECIDE: 'asking' }, after: { patience: 'dropped' } },
    asking: { initial: 'open', states: { open: { on: { ANSWER: '#review-2.decided' } } } },
    decided: { tags: 'over' },
    dropped: { type: 'final' },
  },
});

test('states, transitions and delays that were added, removed or changed, each a line with what it was', () => {
  expect(diffOf(before, after, 'en').differences).toEqual([
    {
      change: 'changed',
      what: 'transition',
      where: 'reading',
      is: '⏱ 2 minutes → dropped',
      was: '⏱ 1 minute → dropped',
    },
    { change: 'removed', what: 'transition', where: 'reading', is: 'DROP → dropped' },
    {
      change: 'changed',
      what: 'transition',
      where: 'thinking',
      is: 'DECIDE → asking',
      was: 'DECIDE [isFair] → decided',
    },
    { change: 'added', what: 'state', where: 'asking', is: 'asking (compound)' },
    { change: 'added', what: 'state', where: 'asking.open', is: 'open (atomic)' },
    { change: 'added', what: 'transition', where: 'asking.open', is: 'ANSWER → decided' },
    { change: 'changed', what: 'state', where: 'decided', is: 'decided (atomic #over)', was: 'final' },
    { change: 'changed', what: 'delay', where: 'patience', is: '2000 ms', was: '1000 ms' },
  ]);
});

test('seen from the other side, what was added is removed', () => {
  const turned = { added: 'removed', removed: 'added', changed: 'changed' } as const;
  const there = diffOf(before, after, 'en').differences.map(({ change, what, where }) => `${change} ${what} ${where}`);
  const back = diffOf(after, before, 'en').differences;
  expect(back.map(({ change, what, where }) => `${turned[change]} ${what} ${where}`).sort()).toEqual(there.sort());
});

test.each(procedures.map(({ name, machine }) => [name, machine] as const))(
  '%s does not differ from itself',
  (_, machine) => {
    const { differences, machine: drawn } = diffOf(machine, machine, 'zh');
    expect(differences).toEqual([]);
    expect(mermaid(drawn, { lang: 'zh' }).split('\n').sort()).toEqual(
      mermaid(machine, { lang: 'zh' }).split('\n').sort(),
    );
  },
);

test('both versions are in one Mermaid diagram: signs say of everything, colours of innermost states', () => {
  const diff = diffOf(before, after, 'en');
  const text = mermaid(diff.machine, { lang: 'en', diff });
  expect(text).toContain('state "＋ asking" as asking {');
  expect(text).toContain('reading --> dropped : － DROP');
  expect(text).toContain('thinking --> asking : ～ DECIDE');
  expect(text).toContain('  class decided changed');
  expect(text).toContain('  class asking__open added');
});

test('in the SVG what is removed is dashed and red, what is added green', async () => {
  const diff = diffOf(after, before, 'en');
  const svg = await svgOf(dot(diff.machine, { lang: 'en', diff }));
  expect(svg).toMatch(/stroke="#c0392b"[^>]*stroke-dasharray/);
  expect(svg).toMatch(/>＋ DROP</);
  expect(svg.match(/－ open/g)).toHaveLength(1);
});

test('a state that only one version has is drawn where it was', () => {
  const inner = createMachine({ id: 'm', initial: 'a', states: { a: { initial: 'x', states: { x: {}, y: {} } } } });
  const flat = createMachine({ id: 'm', initial: 'a', states: { a: { initial: 'x', states: { x: {} } } } });
  const diff = diffOf(inner, flat, 'en');
  expect(diff.differences).toEqual([{ change: 'removed', what: 'state', where: 'a.y', is: 'y (atomic)' }]);
  expect(mermaid(diff.machine, { lang: 'en', diff })).toContain('class a__y removed');
});
