import { durable } from '../../workflows';
import { bareChild as bareChildMachine, child as childMachine, constructs } from './construct-machines';

const actors = { work: { startToCloseTimeout: '60s', heartbeatTimeout: '5s' } } as const;

export const nothing = durable(constructs.nothing);
export const event = durable(constructs.event);
export const wait = durable(constructs.wait);
export const waitLeft = durable(constructs.waitLeft);
export const repeated = durable(constructs.repeated);
export const promise = durable(constructs.promise, { actors });
export const cancelled = durable(constructs.cancelled, { actors });
export const finished = durable(constructs.cancelled, { actors: { work: { ...actors.work, whenLeft: 'finish' } } });
export const action = durable(constructs.action, { actions: { tell: { startToCloseTimeout: '60s' } } });
export const parallel = durable(constructs.parallel, { actors });
export const history = durable(constructs.history);
/** In the case. */
export const childInside = durable(constructs.parent);
/** As workflows of their own. */
export const bareChild = durable(bareChildMachine);
export const childWorkflow = durable(constructs.bareParent, { actors: { bareChild: { workflow: 'bareChild' } } });
export const child = durable(childMachine);
export const childMessages = durable(constructs.parent, { actors: { child: { workflow: 'child' } } });
