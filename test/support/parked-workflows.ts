import { assign, setup } from 'xstate';
import { durable } from '../../workflows';

const parkedMachine = setup({
  types: { context: {} as { answered: number }, events: {} as { type: 'ANSWER' } },
}).createMachine({
  id: 'parked',
  context: { answered: 0 },
  initial: 'waiting',
  states: {
    waiting: { on: { ANSWER: 'answered' }, after: { 2592000000: 'forgotten' } },
    answered: {
      entry: assign({ answered: ({ context }) => context.answered + 1 }),
      on: { ANSWER: { target: 'answered', reenter: true } },
    },
    forgotten: {},
  },
});

/** A case that waits for an answer, for thirty days at most. */
export const parked = durable(parkedMachine);
