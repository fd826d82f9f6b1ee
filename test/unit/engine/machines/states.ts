import { assign, createMachine, setup } from 'xstate';
import { type Example, send } from '../harness';

const count = assign({ n: ({ context }: { context: { n: number } }) => context.n + 1 });

export const states: Example[] = [
  {
    name: 'compound states, transitions of the parent, reenter',
    machine: createMachine({
      id: 'compound',
      context: { n: 0 },
      initial: 'a',
      states: {
        a: {
          initial: 'a1',
          entry: count,
          states: { a1: { on: { NEXT: 'a2' } }, a2: { on: { NEXT: '#compound.b' } } },
          on: { STAY: '.a1', AGAIN: { target: 'a', reenter: true } },
        },
        b: { on: { BACK: 'a' } },
      },
    }),
    script: ['NEXT', 'STAY', 'NEXT', 'AGAIN', 'NEXT', 'NEXT', 'BACK', 'NOPE'].map(type => send(type)),
    ends: { value: { a: 'a1' }, context: { n: 3 } },
  },
  {
    name: 'parallel regions, both moved by one event, done when all are',
    machine: createMachine({
      id: 'parallel',
      initial: 'work',
      states: {
        work: {
          type: 'parallel',
          states: {
            left: { initial: 'on', states: { on: { on: { GO: 'off' } }, off: { type: 'final' } } },
            right: {
              initial: 'on',
              states: { on: { on: { GO: 'half' } }, half: { on: { GO: 'off' } }, off: { type: 'final' } },
            },
          },
          onDone: 'rest',
        },
        rest: {},
      },
    }),
    script: ['GO', 'GO'].map(type => send(type)),
    ends: { value: 'rest' },
  },
  {
    name: 'a transition from the parallel parent re-enters every region',
    machine: createMachine({
      id: 'across',
      type: 'parallel',
      context: { n: 0 },
      states: {
        left: { initial: 'a', states: { a: { on: { L: 'b' } }, b: {} } },
        right: { initial: 'a', entry: count, states: { a: { on: { R: 'b' } }, b: {} } },
      },
      on: { RESET: '.left.a' },
    }),
    script: ['L', 'R', 'RESET'].map(type => send(type)),
    ends: { value: { left: 'a', right: 'a' }, context: { n: 2 } },
  },
  ...(['shallow', 'deep'] as const).map(
    (history): Example => ({
      name: `${history} history, its default, and its memory through JSON`,
      machine: createMachine({
        id: 'history',
        initial: 'away',
        states: {
          home: {
            initial: 'one',
            states: {
              one: { on: { NEXT: 'two' } },
              two: { initial: 'x', states: { x: { on: { NEXT: 'y' } }, y: {} } },
              last: { type: 'history', history, target: 'two' },
            },
            on: { LEAVE: 'away' },
          },
          away: { on: { RETURN: 'home.last' } },
        },
      }),
      script: ['RETURN', 'NEXT', 'LEAVE', 'RETURN', 'LEAVE'].map(type => send(type)),
      ends: { value: 'away' },
    }),
  ),
  {
    name: 'history of a parallel state',
    machine: createMachine({
      id: 'both',
      initial: 'p',
      states: {
        p: {
          type: 'parallel',
          states: {
            l: { initial: 'a', states: { a: { on: { L: 'b' } }, b: {} } },
            r: { initial: 'a', states: { a: { on: { R: 'b' } }, b: {} } },
            last: { type: 'history', history: 'deep' },
          },
          on: { OUT: 'q' },
        },
        q: { on: { IN: 'p.last' } },
      },
    }),
    script: ['L', 'OUT', 'IN', 'R', 'OUT', 'IN'].map(type => send(type)),
    ends: { value: { p: { l: 'b', r: 'b' } } },
  },
  {
    name: 'final states with output, at depth and of the machine',
    machine: setup({
      types: { input: {} as { n: number }, context: {} as { n: number; got?: unknown } },
    }).createMachine({
      id: 'finals',
      context: ({ input }) => ({ n: input.n }),
      initial: 'inner',
      states: {
        inner: {
          initial: 'run',
          states: { run: { on: { STOP: 'end' } }, end: { type: 'final', output: ({ context }) => context.n * 2 } },
          onDone: { target: 'outer', actions: assign({ got: ({ event }) => event.output }) },
        },
        outer: { on: { END: 'over' } },
        over: { type: 'final', output: { closed: true } },
      },
      output: ({ context, event }) => ({ got: context.got, end: event.output }),
    }),
    input: { n: 21 },
    script: ['STOP', 'END', 'END'].map(type => send(type)),
    ends: { status: 'done', output: { got: 42, end: { closed: true } } },
  },
  {
    name: 'always, in a chain, at the start and after each event',
    machine: createMachine({
      id: 'always',
      context: { n: 0 },
      initial: 'sort',
      states: {
        sort: {
          always: [
            { guard: ({ context }) => context.n > 2, target: 'big' },
            { guard: ({ context }) => context.n === 1, target: 'one' },
          ],
          on: { ADD: { actions: count } },
        },
        one: { always: { target: 'sort', actions: count } },
        big: {},
      },
    }),
    script: ['ADD', 'ADD'].map(type => send(type)),
    ends: { value: 'big', context: { n: 3 } },
  },
  {
    name: 'tags, meta and descriptions of active states',
    machine: createMachine({
      id: 'words',
      type: 'parallel',
      tags: ['root'],
      states: {
        a: {
          initial: 'x',
          states: {
            x: { tags: ['open', 'x'], meta: { rule: '§1' }, on: { GO: 'y' } },
            y: { tags: 'closed', meta: { rule: '§2' } },
          },
        },
        b: { tags: 'open', meta: { owner: 'desk' } },
      },
    }),
    script: [send('GO')],
    ends: { value: { a: 'y', b: {} } },
  },
  {
    name: 'the initial state is final',
    machine: createMachine({
      id: 'over',
      initial: 'end',
      states: { end: { type: 'final', output: 1 } },
      output: ({ event }) => event.output,
    }),
    script: [send('GO')],
    ends: { status: 'done', output: 1 },
  },
  {
    name: 'wildcards: of one prefix, of everything, and one that forbids',
    machine: createMachine({
      id: 'wild',
      context: { seen: [] as string[] },
      on: {
        'mouse.*': { actions: assign({ seen: ({ context, event }) => [...context.seen, `m:${event.type}`] }) },
        'mouse.up': {},
        '*': { actions: assign({ seen: ({ context, event }) => [...context.seen, `*:${event.type}`] }) },
      },
    }),
    script: ['mouse.down', 'mouse', 'mouse.up', 'mouse.up.left', 'key', 'mousetrap'].map(type => send(type)),
    ends: { context: { seen: ['m:mouse.down', 'm:mouse', 'm:mouse.up.left', '*:key', '*:mousetrap'] } },
  },
];
