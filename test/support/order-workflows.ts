import { durable } from '../../workflows';
import { diceMachine } from './dice-machine';
import { orderMachine } from './order-machine';

const actors = { chargeCard: { startToCloseTimeout: '30s' } } as const;

export const order = durable(orderMachine, { actors });
/** The same, but every settled step begins a new run: nothing may depend on the run. */
export const orderAnew = durable(orderMachine, { actors, continueAsNewAfter: 1 });
/** A machine that does what a machine must not do. */
export const dice = durable(diceMachine);
