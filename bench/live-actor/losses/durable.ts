import { durable } from '../../../workflows/durable';
import { order as machine } from './order.machine';

const actors = { charge: { startToCloseTimeout: 60_000 } };

export const order = durable(machine, { actors });
/** Begins a new run after each step, as soon as nothing is in the way. */
export const orderAnew = durable(machine, { actors, continueAsNewAfter: 1 });
