import { durable } from '../../workflows';
import { orderMachine } from './order-machine';

export const order = durable(orderMachine, { actors: { chargeCard: { startToCloseTimeout: '30s' } } });
