import { budgetOf } from '../statechart/policy';
import type { WithPolicy } from '../statechart/procedure';

/** The instant (ms) at which a limit of the policy is over that begins at `at` (ms): what people are promised, as the clock has it. */
export const dueFrom = (limit: string, at: number, { policy }: WithPolicy): number => at + budgetOf(policy, limit, at);
