import { assign, setup } from 'xstate';
import { durable } from '../../workflows';

const tally = setup({
  types: {
    context: {} as { seen: readonly number[] },
    events: {} as { type: 'SEEN'; number: number } | { type: 'END' },
  },
}).createMachine({
  id: 'tally',
  context: { seen: [] },
  initial: 'open',
  states: {
    open: {
      on: {
        SEEN: { actions: assign({ seen: ({ context, event }) => [...context.seen, event.number] }) },
        END: 'ended',
      },
    },
    ended: { type: 'final' },
  },
  output: ({ context }) => context.seen,
});

/** Writes down every number that it is sent, and begins a new run after each. */
export const tallyAnew = durable(tally, { continueAsNewAfter: 1 });
