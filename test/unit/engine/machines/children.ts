import { assign, emit, raise, sendParent, sendTo, setup } from 'xstate';
import { type Example, reject, resolve, scripted, send, wait } from '../harness';
import { eager, instant, ticking } from './small-children';

const leaf = setup({
  actors: { job: scripted<string>() },
  types: { context: {} as { n: number }, input: {} as { n: number } },
}).createMachine({
  id: 'leaf',
  context: ({ input }) => ({ n: input.n }),
  initial: 'work',
  on: { POKE: { actions: [assign({ n: ({ context }) => context.n + 1 }), emit({ type: 'poked' })] } },
  states: {
    work: {
      invoke: { id: 'job', src: 'job', onDone: { target: 'end', actions: assign({ n: 100 }) } },
      after: { 100: { actions: sendParent({ type: 'SLOW' }) } },
    },
    end: { type: 'final' },
  },
  output: ({ context }: { context: { n: number } }) => ({ n: context.n }),
});

const branch = setup({ actors: { leaf }, types: { context: {} as { got?: unknown } } }).createMachine({
  id: 'branch',
  context: {},
  initial: 'busy',
  states: {
    busy: {
      invoke: {
        id: 'leaf',
        src: 'leaf',
        input: { n: 7 },
        onDone: { target: 'end', actions: assign({ got: ({ event }) => event.output }) },
        onError: { target: 'failed', actions: sendParent(({ event }) => ({ type: 'FAILED', error: event.error })) },
      },
      on: {
        POKE: { actions: sendTo('leaf', { type: 'POKE' }) },
        SLOW: { actions: [sendParent({ type: 'SLOW' }), raise({ type: 'LATE' }, { delay: 50, id: 'late' })] },
        LATE: { actions: sendParent({ type: 'LATE' }) },
      },
    },
    end: { type: 'final' },
    failed: {},
  },
  output: ({ context }) => context.got,
});

const trunk = setup({
  types: { context: {} as { seen: string[]; got?: unknown } },
  actors: { branch },
  actions: { note: assign({ seen: ({ context, event }) => [...context.seen, event.type] }) },
}).createMachine({
  id: 'trunk',
  context: { seen: [] },
  initial: 'on',
  states: {
    on: {
      invoke: {
        id: 'branch',
        src: 'branch',
        onDone: { target: 'off', actions: assign({ got: ({ event }) => event.output }) },
      },
      on: {
        POKE: { actions: sendTo('branch', { type: 'POKE' }) },
        AGAIN: { target: 'on', reenter: true },
        LEAVE: 'off',
      },
    },
    off: {},
  },
  on: { SLOW: { actions: 'note' }, LATE: { actions: 'note' }, FAILED: { actions: 'note' } },
});

const noting = setup({
  types: { context: {} as { seen: string[]; out?: unknown } },
  actors: { instant, ticking, eager },
  actions: { note: assign({ seen: ({ context, event }) => [...context.seen, event.type] }) },
});

export const children: Example[] = [
  {
    name: 'machines in machines, two deep: messages, timers and promises at the bottom, done upwards',
    machine: trunk,
    script: [send('POKE'), wait(100), send('POKE'), wait(50), resolve('branch/leaf/job', 'x')],
    ends: { value: 'off', context: { seen: ['SLOW', 'LATE'], got: { n: 100 } } },
  },
  {
    name: 'machines in machines: an error at the bottom reaches the onError above',
    machine: trunk,
    script: [wait(30), reject('branch/leaf/job', { message: 'x' }), wait(200)],
    ends: { context: { seen: ['FAILED'] } },
  },
  {
    name: 'machines in machines: left, and entered anew with all timers anew',
    machine: trunk,
    script: [wait(90), send('AGAIN'), wait(90), wait(10), send('LEAVE'), wait(300)],
    ends: { value: 'off', context: { seen: ['SLOW'] } },
  },
  {
    name: 'a child that is done at once, invoked and spawned',
    machine: noting.createMachine({
      id: 'quick',
      context: ({ spawn }) => ({ seen: [], out: spawn('instant', { id: 'spawned', input: { n: 1 } }) as unknown }),
      initial: 'a',
      states: {
        a: {
          invoke: {
            id: 'invoked',
            src: 'instant',
            input: { n: 2 },
            onDone: { target: 'b', actions: assign({ out: ({ event }) => event.output }) },
          },
        },
        b: {},
      },
      on: { HELLO: { actions: 'note' }, 'xstate.done.actor.spawned': { actions: 'note' } },
    }),
    script: [send('X')],
    ends: { value: 'b', context: { seen: ['HELLO', 'xstate.done.actor.spawned', 'HELLO'], out: 3 } },
  },
  {
    name: 'a child with timers is stopped; its parent is done while another child runs',
    machine: noting.createMachine({
      id: 'stopping',
      context: { seen: [] },
      initial: 'on',
      invoke: { id: 'other', src: 'ticking' },
      states: {
        on: { invoke: { id: 'clock', src: 'ticking' }, on: { LEAVE: 'off' } },
        off: { on: { END: 'end' } },
        end: { type: 'final' },
      },
      on: { TICK: { actions: 'note' } },
    }),
    script: [wait(50), send('LEAVE'), wait(50), send('END'), wait(500)],
    ends: { status: 'done', context: { seen: ['TICK', 'TICK', 'TICK'] } },
  },
  {
    name: 'a child that makes its parent start it anew in the middle of a transition leaves no timer behind',
    machine: noting.createMachine({
      id: 'restarting',
      context: { seen: [] },
      initial: 'on',
      states: {
        on: {
          invoke: { id: 'eager', src: 'eager' },
          on: { RESTART: { target: 'on', reenter: true }, GO: { actions: sendTo('eager', { type: 'GO' }) } },
        },
      },
      on: { TICK: { actions: 'note' } },
    }),
    script: [send('GO'), wait(10), wait(40), send('GO'), wait(100)],
    ends: { context: { seen: [] } },
  },
  {
    name: 'onSnapshot of a child machine, with what it can see of it',
    machine: noting.createMachine({
      id: 'watching',
      context: { seen: [] },
      invoke: {
        id: 'clock',
        src: 'ticking',
        onSnapshot: {
          actions: assign({ seen: ({ context, event }) => [...context.seen, `${event.snapshot.context.n}`] }),
        },
      },
    }),
    script: [wait(40), wait(40)],
    ends: { context: { seen: ['0', '1', '2'] } },
  },
];
