import { durable } from '../../workflows';
import { parcelOne } from './parcel-machines';

/** What was deployed first. */
export const parcel = durable(parcelOne);
