import { assign, raise, sendParent, setup } from 'xstate';

/** Done before it has begun. */
export const instant = setup({ types: { input: {} as { n: number }, output: {} as number } }).createMachine({
  id: 'instant',
  initial: 'end',
  states: { end: { type: 'final' } },
  entry: sendParent({ type: 'HELLO' }),
  output: 3,
});

/** Tells its parent every 40 ms. */
export const ticking = setup({ types: { context: {} as { n: number } } }).createMachine({
  id: 'ticking',
  context: { n: 0 },
  initial: 'tick',
  states: {
    tick: {
      after: {
        40: {
          target: 'tick',
          reenter: true,
          actions: [assign({ n: ({ context }) => context.n + 1 }), sendParent({ type: 'TICK' })],
        },
      },
    },
  },
});

/** Tells its parent something in the middle of a transition that goes on to set a timer. */
export const eager = setup({}).createMachine({
  id: 'eager',
  initial: 'a',
  states: {
    a: { on: { GO: { target: 'b', actions: sendParent({ type: 'RESTART' }) } } },
    b: {
      entry: raise({ type: 'GHOST' }, { delay: 30 }),
      after: { 20: 'c' },
      on: { GHOST: { actions: sendParent({ type: 'TICK' }) } },
    },
    c: { entry: sendParent({ type: 'TICK' }) },
  },
});
