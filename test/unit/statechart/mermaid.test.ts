import { and, createMachine, not, setup } from 'xstate';
import { procedures } from '../../../machines';
import { rootOf, statesOf } from '../../../statechart/internals';
import { mermaid } from '../../../statechart/mermaid';

const label = (zh: string, en: string) => ({ label: { zh, en } });

const parallel = setup({
  guards: { isWarm: () => true, isLate: () => false },
  actions: { ring: () => undefined },
  delays: { patience: 60_000 },
}).createMachine({
  id: 'oven',
  initial: 'idle',
  states: {
    idle: { on: { START: 'on', RESUME: 'on.heat.past' } },
    on: {
      type: 'parallel',
      meta: label('运行', 'On'),
      on: { STOP: { target: 'idle', meta: label('停', 'Stopped: "now"') } },
      onDone: 'over',
      states: {
        heat: {
          initial: 'cold',
          states: {
            cold: { after: { patience: { guard: and(['isWarm', not('isLate')]), target: 'warm' } } },
            warm: { type: 'final' },
            past: { type: 'history', history: 'deep' },
          },
        },
        bell: {
          initial: 'still',
          states: {
            still: { on: { RING: { actions: 'ring', meta: label('铃响', 'Rings') } }, after: { 1000: 'done' } },
            done: { type: 'final' },
          },
        },
      },
    },
    over: { type: 'final' },
  },
});

test('nested, parallel, history, ends, guards and delays', () => {
  expect(mermaid(parallel, { lang: 'en', active: { on: { heat: 'cold', bell: 'still' } } })).toBe(`stateDiagram-v2
  state "idle" as idle
  state "On" as on {
    state "heat" as on__heat {
      state "cold" as on__heat__cold
      state "warm" as on__heat__warm
      state "H*" as on__heat__past
      [*] --> on__heat__cold
      on__heat__cold --> on__heat__warm : ⏱ patience [isWarm and not isLate]
      on__heat__warm --> [*]
    }
    --
    state "bell" as on__bell {
      state "still" as on__bell__still
      on__bell__still : Rings
      state "done" as on__bell__done
      [*] --> on__bell__still
      on__bell__still --> on__bell__done : ⏱ 1 s
      on__bell__done --> [*]
    }
  }
  state "over" as over
  [*] --> idle
  idle --> on : START
  on --> idle : Stopped – 'now'
  on --> over : on done
  over --> [*]
  idle --> on__heat__past : RESUME
  classDef active fill:#ffe08a,stroke:#8a5a00,stroke-width:2px,color:#000
  class on__heat__cold active
  class on__bell__still active`);
});

describe.each(procedures.map(procedure => [procedure.name, procedure] as const))('%s', (_, { machine }) => {
  test.each(['zh', 'en'] as const)('in %s: every state once, words of that language, blocks closed', lang => {
    const text = mermaid(machine, { lang });
    const states = [...statesOf(rootOf(machine))].slice(1);
    expect(text.match(/^\s*state "(?!.* as root$)/gm)).toHaveLength(states.length);
    expect(text.match(/\{$/gm)?.length).toBe(text.match(/^\s*\}$/gm)?.length);
    const words = text.replace(/\[is\w+.*?\]/g, '');
    if (lang === 'en') expect(words).not.toMatch(/\p{Script=Han}/u);
    else expect(words.match(/ : (.+)$/gm)?.filter(line => !/\p{Script=Han}/u.test(line))).toEqual([]);
  });

  test('every arrow goes from a state that is there to one that is there', () => {
    const text = mermaid(machine, { lang: 'en' });
    const there = new Set([...text.matchAll(/ as (\w+)/g)].map(([, name]) => name));
    const ends = [...text.matchAll(/(\w+|\[\*\]) --> (\w+|\[\*\])/g)].flatMap(([, from, to]) => [from, to]);
    expect(ends.filter(end => end !== '[*]' && !there.has(end))).toEqual([]);
  });
});

test('a machine without words goes by its keys', () => {
  expect(
    mermaid(createMachine({ id: 'm', initial: 'a-b', states: { 'a-b': { on: { GO: 'c' } }, c: {} } }), { lang: 'zh' }),
  ).toBe(`stateDiagram-v2
  state "a-b" as a_b
  state "c" as c
  [*] --> a_b
  a_b --> c : GO`);
});
