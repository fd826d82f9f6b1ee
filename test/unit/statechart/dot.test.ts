import { createMachine } from 'xstate';
import { svgOf } from '../../../client/svg';
import { procedures } from '../../../machines';
import { dot } from '../../../statechart/dot';
import { rootOf, statesOf } from '../../../statechart/internals';
import { pathIn } from '../../../statechart/path';
import type { JournalEntry } from '../../../statechart/types';

const oven = createMachine({
  id: 'oven',
  initial: 'idle',
  states: {
    idle: { on: { START: 'on', FORCE: 'on', GIVE_UP: 'over', RESUME: 'on.heat.past' } },
    on: {
      type: 'parallel',
      on: { STOP: 'idle' },
      states: {
        heat: { initial: 'cold', states: { cold: { after: { 60000: 'warm' } }, warm: {}, past: { type: 'history' } } },
        bell: { initial: 'still', states: { still: { on: { RING: 'ringing' } }, ringing: {} } },
      },
    },
    over: { type: 'final' },
  },
});

test('states inside states are boxes, arrows between boxes are cut at their borders', () => {
  const text = dot(oven, { lang: 'en' });
  expect(text.match(/subgraph "cluster oven\.on[^"]*"/g)).toEqual([
    'subgraph "cluster oven.on"',
    'subgraph "cluster oven.on.heat"',
    'subgraph "cluster oven.on.bell"',
  ]);
  expect(text).toContain('"oven.idle" -> "oven.on.heat#" [label="START" color="#333333" lhead="cluster oven.on"]');
  expect(text).toContain('"oven.on.heat#" -> "oven.idle" [label="STOP" color="#333333" ltail="cluster oven.on"]');
  expect(text).toMatch(/"oven\.on\.heat\.past" \[label="H" shape=circle/);
  expect(text).toMatch(/"oven\.over" \[label="over" peripheries=2/);
});

const event = (type: string, from: string, to: string): JournalEntry => ({
  type: 'event',
  at: 0,
  event: type,
  moves: [{ from, to: [to] }],
});

test('where a case is, and the way it came, are marked; the rest is grey', () => {
  const path = pathIn([
    event('START', 'oven.idle', 'oven.on'),
    event('RING', 'oven.on.bell.still', 'oven.on.bell.ringing'),
  ]);
  const text = dot(oven, { lang: 'en', active: { on: { heat: 'cold', bell: 'ringing' } }, path });
  const lineOf = (begin: string) => text.split('\n').find(line => line.trim().startsWith(begin));
  expect(lineOf('"oven.on.bell.ringing" [')).toContain('fillcolor="#ffe08a"');
  expect(lineOf('"oven.idle" [')).toContain('fillcolor="#e8f1fb"');
  expect(lineOf('"oven.over" [')).toContain('fontcolor="#b0b0b0"');
  expect(lineOf('"oven.idle" -> "oven.on.heat#" [label="START"')).toContain('penwidth=2');
  expect(lineOf('"oven.idle" -> "oven.on.heat#" [label="FORCE"')).toContain('color="#b0b0b0"');
  expect(lineOf('"oven.idle" -> "oven.over"')).toContain('color="#b0b0b0"');
});

const drawings = procedures.flatMap(({ name, machine }) =>
  (['zh', 'en'] as const).map(lang => ({ name, machine, lang })),
);

test.each(drawings)(
  'Graphviz draws $name in $lang: every state, and nothing left of how its words were measured',
  async ({ machine, lang }) => {
    const svg = await svgOf(dot(machine, { lang }));
    const texts = [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text!);
    const leaves = [...statesOf(rootOf(machine))].filter(
      ({ states, type }) => !Object.keys(states).length && type !== 'history',
    );
    expect(svg.match(/class="node"/g)!.length).toBeGreaterThanOrEqual(leaves.length);
    expect(texts.filter(text => text !== text.replaceAll('&#160;', ' ').trim())).toEqual([]);
  },
);
