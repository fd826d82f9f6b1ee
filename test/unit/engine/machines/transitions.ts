import { type AnyActorRef, assign, forwardTo, fromTransition, sendTo, setup, spawnChild, stopChild } from 'xstate';
import { type Example, send, wait } from '../harness';

const counter = fromTransition(
  (n: number, event: { type: string }, { self, emit }) => {
    if (event.type === 'ASK') (self as AnyActorRef)._parent!.send({ type: 'TOLD', n });
    if (event.type === 'ADD') (emit as (event: unknown) => void)({ type: 'counted', n: n + 1 });
    return event.type === 'ADD' ? n + 1 : n;
  },
  ({ input }: { input: { from: number } }) => input.from,
);

const counting = setup({
  types: {
    context: {} as { told: number[] },
    events: {} as { type: 'ADD' | 'ASK' | 'LATER' | 'STOP' | 'START' } | { type: 'TOLD'; n: number },
  },
  actors: { counter },
  actions: { hear: assign({ told: ({ context, event }) => [...context.told, event.type === 'TOLD' ? event.n : -1] }) },
});

export const transitions: Example[] = [
  {
    name: 'an invoked transition function: forwardTo, onSnapshot, emit, answers to its parent',
    machine: counting.createMachine({
      id: 'counting',
      context: { told: [] },
      invoke: {
        id: 'counter',
        src: 'counter',
        input: { from: 5 },
        onSnapshot: {
          actions: assign({ told: ({ context, event }) => [...context.told, event.snapshot.context! * 100] }),
        },
      },
      on: {
        ADD: { actions: forwardTo('counter') },
        ASK: { actions: sendTo('counter', { type: 'ASK' }) },
        LATER: { actions: sendTo('counter', { type: 'ADD' }, { delay: 50 }) },
        TOLD: { actions: 'hear' },
      },
    }),
    script: [send('ADD'), send('ASK'), send('LATER'), send('LATER'), wait(60), send('ASK')],
    ends: { context: { told: [500, 600, 6, 600, 700, 800, 8, 800] } },
  },
  {
    name: 'spawnChild and stopChild, a delayed event to a stopped child, the same id again',
    machine: counting.createMachine({
      id: 'spawning',
      context: { told: [] },
      initial: 'off',
      states: {
        off: { on: { START: { target: 'on', actions: spawnChild('counter', { id: 'c', input: { from: 1 } }) } } },
        on: { on: { STOP: { target: 'off', actions: stopChild('c') } } },
      },
      on: {
        ADD: { actions: sendTo('c', { type: 'ADD' }) },
        LATER: { actions: sendTo('c', { type: 'ADD' }, { delay: 50 }) },
        ASK: { actions: sendTo(({ system }) => system.get('none') ?? 'c', { type: 'ASK' }) },
        TOLD: { actions: 'hear' },
      },
    }),
    script: [send('START'), send('ADD'), send('LATER'), send('STOP'), send('START'), wait(60), send('ASK')],
    ends: { context: { told: [1] } },
  },
];
