import { type AnyStateMachine, assign, fromPromise, sendParent, sendTo, setup } from 'xstate';

const HOUR = 3_600_000;

const work = fromPromise<string, string>(async () => {
  throw new Error('runs as an activity');
});
const working = setup({ actors: { work } });
const over = { type: 'final' } as const;

const nothing = setup({}).createMachine({ id: 'nothing', initial: 'over', states: { over } });

const event = setup({}).createMachine({
  id: 'event',
  initial: 'waiting',
  states: { waiting: { on: { GO: 'over' } }, over },
});

const wait = setup({}).createMachine({
  id: 'wait',
  initial: 'waiting',
  states: { waiting: { after: { [HOUR]: 'over' } }, over },
});

/** Left in time: its timer is cancelled. */
const waitLeft = setup({}).createMachine({
  id: 'waitLeft',
  initial: 'waiting',
  states: { waiting: { after: { [HOUR]: 'over' }, on: { GO: 'next' } }, next: { on: { GO: 'over' } }, over },
});

const repeated = setup({ types: { context: {} as { rung: number } } }).createMachine({
  id: 'repeated',
  context: { rung: 0 },
  initial: 'ringing',
  states: {
    ringing: {
      after: {
        [HOUR]: [
          { guard: ({ context }) => context.rung === 4, target: 'over' },
          { target: 'ringing', reenter: true, actions: assign({ rung: ({ context }) => context.rung + 1 }) },
        ],
      },
    },
    over,
  },
});

const promise = working.createMachine({
  id: 'promise',
  initial: 'busy',
  states: { busy: { invoke: { id: 'work', src: 'work', input: 'quick', onDone: 'over' } }, over },
});

const cancelled = working.createMachine({
  id: 'cancelled',
  initial: 'busy',
  states: {
    busy: { invoke: { id: 'work', src: 'work', input: 'long', onDone: 'over' }, on: { GO: 'next' } },
    next: { on: { GO: 'over' } },
    over,
  },
});

const action = setup({ actions: { tell: undefined as never as () => void } }).createMachine({
  id: 'action',
  initial: 'over',
  states: { over: { type: 'final', entry: 'tell' } },
});

const parallel = working.createMachine({
  id: 'parallel',
  initial: 'busy',
  states: {
    busy: {
      type: 'parallel',
      states: {
        left: {
          initial: 'busy',
          states: { busy: { invoke: { id: 'left', src: 'work', input: 'quick', onDone: 'over' } }, over },
        },
        right: {
          initial: 'busy',
          states: { busy: { invoke: { id: 'right', src: 'work', input: 'slow', onDone: 'over' } }, over },
        },
      },
      onDone: 'confirming',
    },
    confirming: { on: { GO: 'over' } },
    over,
  },
});

/** Held in whichever stage it is, and taken up there again; each stage has its own wait. */
const history = setup({}).createMachine({
  id: 'history',
  initial: 'open',
  states: {
    open: {
      initial: 'draft',
      states: {
        draft: { on: { NEXT: 'review' }, after: { [HOUR]: '#history.over' } },
        review: { on: { NEXT: '#history.over' }, after: { [2 * HOUR]: '#history.over' } },
        last: { type: 'history' },
      },
      on: { HOLD: 'held' },
    },
    held: { on: { GO: 'open.last' } },
    over,
  },
});

/** Says that it has begun, waits for a word of its parent's, an hour at most, and answers. */
export const child = setup({ types: { output: {} as string } }).createMachine({
  id: 'child',
  initial: 'waiting',
  entry: sendParent({ type: 'BEGUN' }),
  states: { waiting: { on: { WORD: 'over' }, after: { [HOUR]: 'over' } }, over },
  output: 'answered',
});

const parent = setup({ actors: { child } }).createMachine({
  id: 'parent',
  initial: 'starting',
  invoke: { id: 'child', src: 'child', onDone: '.over' },
  states: {
    starting: { on: { BEGUN: 'waiting' } },
    waiting: { on: { GO: { actions: sendTo('child', { type: 'WORD' }) } } },
    over,
  },
});

export const bareChild = setup({}).createMachine({
  id: 'bareChild',
  initial: 'waiting',
  states: { waiting: { on: { WORD: 'over' } }, over },
});

const bareParent = setup({ actors: { bareChild } }).createMachine({
  id: 'bareParent',
  initial: 'waiting',
  invoke: { id: 'child', src: 'bareChild', onDone: '.over' },
  states: { waiting: {}, over },
});

/** One machine for each construct whose cost is told. */
export const constructs = {
  nothing,
  event,
  wait,
  waitLeft,
  repeated,
  promise,
  cancelled,
  action,
  parallel,
  history,
  parent,
  bareParent,
} satisfies { readonly [construct: string]: AnyStateMachine };
