import { fromPromise, setup } from 'xstate';

/** How often each order was charged, and whether charging works by now: the world outside, as the activities see it. */
export const shop = { works: false, charged: [] as string[] };

/** An order whose card cannot be charged, and which does not say what follows from that. */
export const fragileMachine = setup({
  types: {
    context: {} as { order: string; receipt?: string },
    input: {} as { order: string },
    events: {} as { type: 'CANCEL' },
    output: {} as { receipt?: string },
  },
  actors: {
    chargeCard: fromPromise<string, { order: string }>(async ({ input }) => {
      shop.charged.push(input.order);
      if (!shop.works) throw new Error('the card terminal is down');
      return `receipt of ${input.order}`;
    }),
  },
}).createMachine({
  id: 'fragile',
  context: ({ input }) => ({ order: input.order }),
  initial: 'charging',
  states: {
    charging: {
      invoke: {
        id: 'charge',
        src: 'chargeCard',
        input: ({ context }) => ({ order: context.order }),
        onDone: { target: 'paid' },
      },
      on: { CANCEL: 'cancelled' },
      after: { 3600000: 'expired' },
    },
    paid: { type: 'final' },
    cancelled: { type: 'final' },
    expired: { type: 'final' },
    refunding: { on: { CANCEL: 'cancelled' }, after: { 60000: 'expired' } },
  },
  output: ({ context }) => ({ ...(context.receipt !== undefined && { receipt: context.receipt }) }),
});
