import { assign, fromPromise, setup } from 'xstate';

/** A stranger's machine: nothing of duecourse in it. */
export const orderMachine = setup({
  types: {
    context: {} as { price: number; paid: number; receipt?: string },
    input: {} as { price: number },
    events: {} as { type: 'PAY'; amount: number } | { type: 'SHIP' } | { type: 'CANCEL' },
    output: {} as { total: number; receipt?: string },
  },
  actors: {
    chargeCard: fromPromise<string, { amount: number }>(async ({ input }) => `r${input.amount}`),
  },
  delays: { patience: 60_000 },
}).createMachine({
  id: 'order',
  context: ({ input }) => ({ price: input.price, paid: 0 }),
  initial: 'open',
  states: {
    open: {
      tags: ['open'],
      on: {
        PAY: {
          target: 'charging',
          guard: ({ context, event }) => event.amount >= context.price,
          actions: assign({ paid: ({ event }) => event.amount }),
        },
      },
      after: { patience: 'expired' },
    },
    charging: {
      invoke: {
        id: 'charge',
        src: 'chargeCard',
        input: ({ context }) => ({ amount: context.paid }),
        onDone: { target: 'paid', actions: assign({ receipt: ({ event }) => event.output }) },
        onError: 'open',
      },
    },
    paid: { on: { SHIP: 'shipped' } },
    shipped: { type: 'final' },
    expired: { type: 'final' },
  },
  output: ({ context }) => ({ total: context.paid, receipt: context.receipt }),
});
