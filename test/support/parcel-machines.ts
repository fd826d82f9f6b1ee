import { setup } from 'xstate';

/** A parcel, in two versions of its machine: the second asks for a signature. */
export const parcelOne = setup({}).createMachine({
  id: 'parcel',
  initial: 'packed',
  states: {
    packed: { on: { SENT: 'underway' }, after: { 86400000: 'lost' } },
    underway: { on: { ARRIVED: 'delivered' }, after: { 259200000: 'lost' } },
    delivered: { type: 'final' },
    lost: { type: 'final' },
  },
});

export const parcelTwo = setup({}).createMachine({
  id: 'parcel',
  initial: 'packed',
  states: {
    packed: { on: { SENT: 'travelling' }, after: { 86400000: 'lost' } },
    travelling: { on: { ARRIVED: 'signing' }, after: { 259200000: 'lost' } },
    signing: { on: { SIGNED: 'delivered' } },
    delivered: { type: 'final' },
    lost: { type: 'final' },
  },
});
