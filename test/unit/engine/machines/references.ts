import { type AnyActorRef, assign, enqueueActions, sendParent, sendTo, setup, spawnChild, stopChild } from 'xstate';
import { type Example, send, wait } from '../harness';
import { ticking } from './small-children';

const noting = setup({
  types: { context: {} as { seen: string[]; out?: unknown } },
  actors: { ticking },
  actions: { note: assign({ seen: ({ context, event }) => [...context.seen, event.type] }) },
});

export const references: Example[] = [
  {
    name: 'stopChild by reference from the context, a reference that was given away, sending to one that has stopped',
    machine: setup({
      types: { context: {} as { ref: unknown; n: number } },
      actors: { ticking },
    }).createMachine({
      id: 'refs',
      context: ({ spawn }) => ({ ref: spawn('ticking', { id: 'kept' }), n: 0 }),
      on: {
        STOP: { actions: stopChild(({ context }) => context.ref as never) },
        SEND: { actions: sendTo(({ context }) => context.ref as AnyActorRef, { type: 'X' }) },
        TICK: { actions: assign({ n: ({ context }) => context.n + 1 }) },
        CHECK: {
          actions: assign({
            n: ({ context, self }) => context.n + (self.getSnapshot().children.kept === context.ref ? 1000 : 0),
          }),
        },
      },
    }),
    script: [wait(50), send('SEND'), send('CHECK'), send('STOP'), send('SEND'), wait(100), send('CHECK')],
    ends: { context: { n: 1001 } },
  },
  {
    name: 'a child that was given its parent and its brother as references',
    machine: setup({
      types: { context: {} as { n: number } },
      actors: {
        speaker: setup({
          types: { context: {} as { others: AnyActorRef[] }, input: {} as { others: AnyActorRef[] } },
        }).createMachine({
          id: 'speaker',
          context: ({ input }) => ({ others: input.others }),
          on: {
            SPEAK: {
              actions: enqueueActions(({ context, enqueue }) => {
                for (const other of context.others) enqueue.sendTo(other, { type: 'HELLO' });
              }),
            },
            HELLO: { actions: sendParent({ type: 'HEARD' }) },
          },
        }),
      },
    }).createMachine({
      id: 'family',
      context: { n: 0 },
      invoke: { id: 'elder', src: 'speaker', input: { others: [] } },
      initial: 'on',
      states: { on: { on: { END: { actions: stopChild('elder') } } } },
      on: {
        ASK: {
          actions: spawnChild('speaker', {
            id: 'third',
            input: ({ self }) => ({ others: [self, self.getSnapshot().children.elder!] }),
          }),
        },
        GO3: { actions: sendTo('third', { type: 'SPEAK' }) },
        HELLO: { actions: assign({ n: ({ context }) => context.n + 1 }) },
        HEARD: { actions: assign({ n: ({ context }) => context.n + 100 }) },
      },
    }),
    script: [send('ASK'), send('GO3'), send('END'), send('GO3')],
    ends: { context: { n: 102 } },
  },
  {
    name: 'systemId: found from anywhere, free again when its actor has stopped',
    machine: noting.createMachine({
      id: 'named',
      context: { seen: [] },
      initial: 'on',
      states: {
        on: {
          invoke: { id: 'clock', systemId: 'the clock', src: 'ticking' },
          on: { AGAIN: { target: 'on', reenter: true }, LEAVE: 'off' },
        },
        off: { on: { ENTER: 'on' } },
      },
      on: {
        TICK: { actions: 'note' },
        ASK: {
          actions: assign({
            seen: ({ context, system }) => [...context.seen, system.get('the clock') ? 'there' : 'gone'],
          }),
        },
        NUDGE: { actions: sendTo(({ system }) => system.get('the clock'), { type: 'xstate.after.40.ticking.tick' }) },
      },
    }),
    script: [
      send('ASK'),
      send('NUDGE'),
      send('AGAIN'),
      wait(40),
      send('LEAVE'),
      send('ASK'),
      send('ENTER'),
      send('ASK'),
    ],
    ends: { value: 'on', context: { seen: ['there', 'TICK', 'TICK', 'gone', 'there'] } },
  },
];
