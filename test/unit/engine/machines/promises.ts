import { assign, setup } from 'xstate';
import { type Example, reject, resolve, scripted, send, wait } from '../harness';

const jobs = setup({
  types: { context: {} as { got: unknown[] } },
  actors: { job: scripted<string, { n: number }>() },
  actions: {
    note: assign({ got: ({ context, event }) => [...context.got, 'output' in event ? event.output : event.type] }),
    noteError: assign({ got: ({ context, event }) => [...context.got, 'error' in event ? event.error : event.type] }),
  },
});

export const promises: Example[] = [
  {
    name: 'an invoked promise: done, error, left before it answers',
    machine: jobs.createMachine({
      id: 'invoke',
      context: { got: [] },
      initial: 'work',
      states: {
        work: {
          invoke: {
            id: 'job',
            src: 'job',
            input: ({ context }) => ({ n: context.got.length }),
            onDone: { target: 'rest', actions: 'note' },
            onError: { target: 'rest', actions: 'noteError' },
          },
          on: { LEAVE: 'rest' },
        },
        rest: { on: { WORK: 'work' } },
      },
    }),
    script: [
      resolve('job', 'first'),
      send('WORK'),
      reject('job', { message: 'no' }),
      send('WORK'),
      send('LEAVE'),
      resolve('job', 'late'),
      send('WORK'),
      resolve('job', 'last'),
    ],
    ends: { value: 'rest', context: { got: ['first', { message: 'no' }, 'last'] } },
  },
  {
    name: 'an invoke that is re-entered: the old promise is stopped, a new one of the same id begins',
    machine: jobs.createMachine({
      id: 'reenter',
      context: { got: [] },
      initial: 'work',
      states: {
        work: {
          invoke: { id: 'job', src: 'job', input: { n: 1 }, onDone: { target: 'done', actions: 'note' } },
          on: { AGAIN: { target: 'work', reenter: true } },
          after: { 100: 'late' },
        },
        done: {},
        late: {},
      },
    }),
    script: [wait(90), send('AGAIN'), wait(90), resolve('job', 'second')],
    ends: { value: 'done', context: { got: ['second'] } },
  },
  {
    name: 'two promises of one state, one event in between, an error without onError ends the machine',
    machine: jobs.createMachine({
      id: 'two',
      context: { got: [] },
      initial: 'work',
      states: {
        work: {
          invoke: [
            { id: 'a', src: 'job', input: { n: 1 }, onDone: { actions: 'note' } },
            { id: 'b', src: 'job', input: { n: 2 }, onDone: { actions: 'note' } },
          ],
          after: { 50: { actions: 'note' } },
        },
      },
    }),
    script: [resolve('b', 'B'), wait(60), reject('a', 'broken'), send('X'), wait(60)],
    ends: { status: 'error', error: 'broken' },
  },
  {
    name: 'promises spawned in assign, with ids made of data, kept in the context, stopped',
    machine: setup({
      types: {
        context: {} as { refs: { [id: string]: unknown }; got: unknown[] },
        events: {} as { type: 'ADD' | 'DROP'; id: string },
      },
      actors: { job: scripted<string, { n: number }>() },
    }).createMachine({
      id: 'spawn',
      context: ({ spawn }) => ({ refs: { first: spawn('job', { id: 'first', input: { n: 0 } }) }, got: [] }),
      on: {
        ADD: {
          actions: assign({
            refs: ({ context, event, spawn }) => ({
              ...context.refs,
              [event.id]: spawn('job', { id: event.id, input: { n: 1 } }),
            }),
          }),
        },
        'xstate.done.actor.*': {
          actions: assign({
            got: ({ context, event }) => [...context.got, (event as unknown as { output: unknown }).output],
          }),
        },
      },
    }),
    script: [resolve('first', 1), send('ADD', { id: 'x' }), send('ADD', { id: 'y' }), resolve('y', 2), resolve('x', 3)],
    ends: { context: { got: [1, 2, 3], refs: { x: 'actor x' } } },
  },
  {
    name: 'a state that is left at once never starts its promise',
    machine: jobs.createMachine({
      id: 'through',
      context: { got: [] },
      initial: 'a',
      states: {
        a: { on: { GO: 'b' } },
        b: { invoke: { id: 'job', src: 'job', input: { n: 1 } }, always: 'c' },
        c: {},
      },
    }),
    script: [send('GO')],
    ends: { value: 'c', children: {} },
  },
];
