import { assign, createMachine, emit, enqueueActions, log, raise, setup } from 'xstate';
import { type Example, send } from '../harness';

const worded = setup({
  types: {
    context: {} as { n: number; log: string[] },
    events: {} as { type: 'ADD'; by: number } | { type: 'CHECK' } | { type: 'BIG' } | { type: 'SAY'; word: string },
    emitted: {} as { type: 'added'; n: number } | { type: 'said'; word: string },
  },
  actions: {
    add: assign({ n: ({ context }, { by }: { by: number }) => context.n + by }),
    note: assign({ log: ({ context }, { word }: { word: string }) => [...context.log, word] }),
    outside: undefined as never as (args: unknown, params: { word: string }) => void,
  },
  guards: { big: ({ context }) => context.n > 10 },
});

export const actions: Example[] = [
  {
    name: 'assign, parameters fixed and computed, raise, emit, log, an action that nobody implements',
    machine: worded.createMachine({
      id: 'worded',
      context: { n: 0, log: [] },
      entry: [emit({ type: 'said', word: 'hello' }), { type: 'note', params: { word: 'entry' } }],
      on: {
        ADD: {
          actions: [
            { type: 'add', params: ({ event }) => ({ by: event.by }) },
            log(({ context }) => `now ${context.n}`, 'label'),
            raise({ type: 'CHECK' }),
            emit(({ context }) => ({ type: 'added', n: context.n })),
            { type: 'outside', params: { word: 'x' } },
          ],
        },
        CHECK: { guard: 'big', actions: raise({ type: 'BIG' }) },
        BIG: { actions: { type: 'note', params: ({ context }) => ({ word: `big ${context.n}` }) } },
        SAY: { actions: emit(({ event }) => ({ type: 'said', word: event.word })) },
      },
    }),
    script: [send('ADD', { by: 4 }), send('ADD', { by: 8 }), send('SAY', { word: 'so' })],
    ends: { context: { n: 12, log: ['entry', 'big 12'] } },
  },
  {
    name: 'enqueueActions, with check, in entry and exit',
    machine: worded.createMachine({
      id: 'queued',
      context: { n: 9, log: [] },
      initial: 'a',
      states: {
        a: {
          entry: enqueueActions(({ enqueue, check, context }) => {
            enqueue.assign({ n: context.n + 1 });
            if (!check('big')) enqueue({ type: 'note', params: { word: 'small' } });
            enqueue.raise({ type: 'ADD', by: 1 });
          }),
          exit: enqueueActions(({ enqueue }) => {
            enqueue.emit({ type: 'said', word: 'bye' });
            enqueue({ type: 'note', params: { word: 'exit' } });
          }),
          on: {
            ADD: { actions: { type: 'add', params: ({ event }) => ({ by: event.by }) } },
            CHECK: { guard: 'big', target: 'b' },
          },
        },
        b: {},
      },
    }),
    script: [send('CHECK'), send('CHECK')],
    ends: { value: 'b', context: { n: 11, log: ['small', 'exit'] } },
  },
  {
    name: 'inline actions that send to themselves, and the order of exit, transition and entry',
    machine: createMachine({
      id: 'inline',
      context: { seen: [] as string[] },
      initial: 'a',
      on: { ECHO: { actions: assign({ seen: ({ context }) => [...context.seen, 'echo'] }) } },
      states: {
        a: {
          exit: assign({ seen: ({ context }) => [...context.seen, 'exit a'] }),
          on: {
            GO: {
              target: 'b',
              actions: [
                ({ self }) => self.send({ type: 'ECHO' }),
                assign({ seen: ({ context }) => [...context.seen, 'go'] }),
              ],
            },
          },
        },
        b: {
          entry: [
            assign({ seen: ({ context }) => [...context.seen, 'enter b'] }),
            ({ self }) => self.send({ type: 'ECHO' }),
          ],
        },
      },
    }),
    script: [send('GO')],
    ends: { context: { seen: ['exit a', 'go', 'enter b', 'echo', 'echo'] } },
  },
  (() => {
    const base = setup({ types: { context: {} as { n: number } } }).extend({
      actions: { count: assign({ n: ({ context }: { context: { n: number } }) => context.n + 1 }) },
    });
    const busy = base.createStateConfig({ entry: 'count', on: { GO: 'idle' } });
    return {
      name: 'setup().extend and createStateConfig',
      machine: base.createMachine({
        id: 'built',
        context: { n: 0 },
        initial: 'idle',
        states: { idle: { on: { GO: 'busy' } }, busy },
      }),
      script: ['GO', 'GO', 'GO'].map(type => send(type)),
      ends: { value: 'busy', context: { n: 2 } },
    };
  })(),
];
