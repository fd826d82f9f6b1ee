import { durable } from '../../workflows';
import { proposalMachine, reviewMachine } from './review-machines';

export const review = durable(reviewMachine);
/** The review lives in the proposal's own case. */
export const proposal = durable(proposalMachine);
/** The review is a case, and a workflow, of its own. */
export const proposalWithChild = durable(proposalMachine, { actors: { review: { workflow: 'review' } } });
/** In the case, and a new run after every step. */
export const proposalAnew = durable(proposalMachine, { continueAsNewAfter: 1 });
