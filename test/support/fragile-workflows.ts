import { durable } from '../../workflows';
import { fragileMachine } from './fragile-machine';

export const fragile = durable(fragileMachine, {
  searchAttributes: true,
  actors: { chargeCard: { startToCloseTimeout: '10s', retry: { maximumAttempts: 1 } } },
});
