import { assign, cancel, createMachine, raise, sendTo, setup } from 'xstate';
import { type Example, send, wait } from '../harness';

const named = setup({
  types: { context: {} as { n: number; factor: number } },
  delays: { short: 50, computed: ({ context }) => context.factor * 100 },
  actions: { count: assign({ n: ({ context }) => context.n + 1 }) },
});

export const time: Example[] = [
  {
    name: 'after: a number, a name, computed; two in one state; left in time',
    machine: named.createMachine({
      id: 'waits',
      context: { n: 0, factor: 3 },
      initial: 'a',
      states: {
        a: { after: { 100: 'b', short: { actions: 'count' } }, on: { SKIP: 'c' } },
        b: { after: { computed: 'c' }, on: { DOUBLE: { actions: assign({ factor: 6 }) } } },
        c: { after: { short: [{ guard: ({ context }) => context.n > 5, target: 'd' }, { target: 'a' }] } },
        d: {},
      },
    }),
    script: [wait(50), wait(50), send('DOUBLE'), wait(290), wait(10), wait(50), wait(30), send('SKIP'), wait(1000)],
    ends: { value: 'b', context: { n: 3 } },
  },
  {
    name: 'an after of a state that is re-entered starts again, one of its parent goes on',
    machine: createMachine({
      id: 'again',
      initial: 'p',
      states: {
        p: {
          initial: 'x',
          after: { 200: 'late' },
          states: { x: { after: { 90: 'y' }, on: { AGAIN: { target: 'x', reenter: true } } }, y: {} },
        },
        late: {},
      },
    }),
    script: [wait(80), send('AGAIN'), wait(80), send('AGAIN'), wait(30), wait(10)],
    ends: { value: 'late' },
  },
  {
    name: 'delayed raise: with an id, cancelled, computed, of 0 ms, and one that survives its state',
    machine: named.createMachine({
      id: 'raises',
      context: { n: 0, factor: 1 },
      initial: 'a',
      on: { TICK: { actions: 'count' }, LATE: '.late' },
      states: {
        a: {
          entry: [
            raise({ type: 'TICK' }, { delay: 0 }),
            raise({ type: 'TICK' }, { delay: 'computed', id: 'tick' }),
            raise({ type: 'LATE' }, { delay: ({ context }) => context.factor * 300 }),
            raise({ type: 'TICK' }),
          ],
          on: { CANCEL: { actions: cancel('tick') }, GO: 'b' },
        },
        b: { entry: cancel('unknown') },
        late: {},
      },
    }),
    script: [wait(10), send('CANCEL'), wait(200), send('GO'), wait(90), wait(20)],
    ends: { value: 'late', context: { n: 2 } },
  },
  {
    name: 'delayed events of one instant come in the order in which they were set, and time stops at the end',
    machine: createMachine({
      id: 'order',
      context: { seen: '' },
      entry: ['c', 'a', 'b'].map(type => raise({ type }, { delay: 100, id: type })),
      initial: 'on',
      on: Object.fromEntries(
        ['a', 'b', 'c'].map(type => [
          type,
          { actions: assign({ seen: ({ context }: { context: { seen: string } }) => context.seen + type }) },
        ]),
      ),
      states: {
        on: { after: { 100: 'off', 200: { target: 'end' } } },
        off: { after: { 50: 'end' } },
        end: { type: 'final' },
      },
    }),
    script: [wait(90), wait(10), wait(500)],
    ends: { status: 'done', context: { seen: 'cab' } },
  },
  {
    name: 'delayed sendTo: to itself, and cancelled',
    machine: createMachine({
      id: 'sends',
      context: { n: 0 },
      entry: [
        sendTo(({ self }) => self, { type: 'PING' }, { delay: 50 }),
        sendTo(({ self }) => self, { type: 'PING' }, { delay: 70, id: 'never' }),
        sendTo(({ self }) => self, { type: 'PING' }),
      ],
      on: { PING: { actions: assign({ n: ({ context }) => context.n + 1 }) }, STOP: { actions: cancel('never') } },
    }),
    script: [wait(60), send('STOP'), wait(100)],
    ends: { context: { n: 2 } },
  },
  {
    name: 'a clock that arms itself again and again',
    machine: createMachine({
      id: 'metronome',
      context: { n: 0 },
      initial: 'tick',
      states: {
        tick: {
          after: { 30: { target: 'tick', reenter: true, actions: assign({ n: ({ context }) => context.n + 1 }) } },
        },
      },
    }),
    script: [wait(100), wait(1000), wait(10)],
    ends: { context: { n: 37 } },
  },
];
