import { assign, setup } from 'xstate';

/** What the world outside was asked to do, and whether it can. */
export const courier = { works: true, carried: [] as { key: string; parcel: unknown }[] };

/** The activity of the action `carry`: done once for each key, however often it is tried. */
export async function carry(params: { parcel: string }, key: string): Promise<void> {
  courier.carried.push({ key, parcel: params.parcel });
  if (!courier.works) throw new Error('nobody there to carry it');
}

/** Named actions: one with an implementation, which is pure and runs inside the case, and one without, which is done outside. */
export const courierMachine = setup({
  types: { context: {} as { counted: number; failed?: string }, events: {} as { type: 'GO' } | { type: 'END' } },
  actions: {
    count: assign({ counted: ({ context }) => context.counted + 1 }),
    carry: undefined as unknown as (args: unknown, params: { parcel: string }) => void,
  },
}).createMachine({
  id: 'courier',
  context: { counted: 0 },
  initial: 'waiting',
  on: {
    'xstate.error.action.carry': {
      actions: assign({ failed: ({ event }) => (event as unknown as { error: { message: string } }).error.message }),
    },
  } as never,
  states: {
    waiting: {
      on: {
        GO: {
          actions: ['count', { type: 'carry', params: ({ context }) => ({ parcel: `parcel ${context.counted}` }) }],
        },
        END: { target: 'over', actions: { type: 'carry', params: { parcel: 'the last one' } } },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.counted,
});
