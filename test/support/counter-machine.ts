import { assign, setup } from 'xstate';

/** What each sender sent last, how many events came in, and how many came in out of their sender's order. */
export interface Count {
  readonly total: number;
  readonly disordered: number;
  readonly last: { readonly [sender: string]: number };
}

/** Counts what it is sent: each sender numbers its events from 1 on. */
export const counterMachine = setup({
  types: {
    context: {} as Count,
    events: {} as { type: 'COUNT'; sender: string; n: number } | { type: 'STOP' },
    output: {} as Count,
  },
}).createMachine({
  id: 'counter',
  context: { total: 0, disordered: 0, last: {} },
  initial: 'counting',
  states: {
    counting: {
      on: {
        COUNT: {
          actions: assign(({ context: { total, disordered, last }, event: { sender, n } }) => ({
            total: total + 1,
            disordered: disordered + (n === (last[sender] ?? 0) + 1 ? 0 : 1),
            last: { ...last, [sender]: n },
          })),
        },
        STOP: 'stopped',
      },
    },
    stopped: { type: 'final' },
  },
  output: ({ context }) => context,
});
