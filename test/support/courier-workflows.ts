import { durable } from '../../workflows';
import { courierMachine } from './courier-machine';

const once = { startToCloseTimeout: '5s', retry: { maximumAttempts: 1 } } as const;

export const courierIgnoring = durable(courierMachine, { actions: { carry: once } });
export const courierTold = durable(courierMachine, { actions: { carry: { ...once, onFailure: 'event' } } });
export const courierFailing = durable(courierMachine, { actions: { carry: { ...once, onFailure: 'fail' } } });
