import { durable } from '../../workflows';
import { orderMachine } from './order-machine';

const actors = { chargeCard: { startToCloseTimeout: '30s' } } as const;

export const order = durable(orderMachine, { actors });
/** The same, but every settled step begins a new run: nothing may depend on the run. */
export const orderAnew = durable(orderMachine, { actors, continueAsNewAfter: 1 });
