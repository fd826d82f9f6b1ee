import { durable } from '../../workflows';
import { parcelOne, parcelTwo } from './parcel-machines';

/** What was deployed later: both versions side by side, and the way from one to the other. */
export const parcel = durable(parcelTwo, {
  version: 2,
  earlier: [{ version: 1, machine: parcelOne, migration: { states: { 'parcel.underway': 'parcel.travelling' } } }],
});
