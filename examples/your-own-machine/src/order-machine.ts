import { assign, fromPromise, setup } from 'xstate';

/** An order that has a minute to be paid. Plain XState: nothing in this file knows how it is run. */
export const orderMachine = setup({
  types: {
    context: {} as { price: number; paid: number; receipt?: string },
    input: {} as { price: number },
    events: {} as { type: 'PAY'; amount: number } | { type: 'SHIP' },
    output: {} as { paid: number; receipt?: string },
  },
  actors: {
    chargeCard: fromPromise<string, { amount: number }>(async ({ input }) => `receipt over ${input.amount}`),
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
          guard: ({ context, event }) => event.amount >= context.price,
          target: 'charging',
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
  output: ({ context }) => ({ paid: context.paid, receipt: context.receipt }),
});
