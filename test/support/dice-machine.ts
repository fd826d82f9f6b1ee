import { assign, setup } from 'xstate';

/** A machine that does what a machine must not do. */
export const diceMachine = setup({ types: { context: {} as { eyes: number } } }).createMachine({
  id: 'dice',
  context: { eyes: 0 },
  initial: 'lying',
  states: {
    lying: { on: { ROLL: { actions: assign({ eyes: () => 1 + Math.floor(Math.random() * 6) }) }, PICK: 'gone' } },
    gone: { type: 'final' },
  },
});
