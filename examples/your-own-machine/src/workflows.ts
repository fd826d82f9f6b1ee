import { durable } from 'duecourse/workflow';
import { orderMachine } from './order-machine';

export const order = durable(orderMachine, { actors: { chargeCard: { startToCloseTimeout: '30s' } } });
