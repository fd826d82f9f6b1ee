import { fromPromise, setup } from 'xstate';

/** A wait with a limit (ms), a call to somebody else, and a guard with a bug in it. No state is final. */
export const order = setup({
  types: { context: {} as { limit: number }, input: {} as { limit: number } },
  actors: { charge: fromPromise(async (): Promise<void> => undefined) },
  delays: { limit: ({ context }) => context.limit },
  guards: {
    fair: () => {
      throw new Error('a bug in a guard');
    },
  },
}).createMachine({
  id: 'order',
  context: ({ input }) => ({ limit: input.limit }),
  initial: 'waiting',
  states: {
    waiting: {
      after: { limit: 'late' },
      on: {
        ANSWER: 'answered',
        AGAIN: { target: 'waiting', reenter: true },
        CHECK: { guard: 'fair', target: 'answered' },
        CHARGE: 'charging',
      },
    },
    charging: { invoke: { id: 'charge', src: 'charge', onDone: 'charged' }, on: { LEAVE: 'answered' } },
    charged: {},
    late: {},
    answered: {},
  },
});
