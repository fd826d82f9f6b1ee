import { budgetOf } from '../statechart/policy';
import type { WithPolicy } from '../statechart/procedure';

/** The instant (ms) at which a limit of the policy is over that begins at `at` (ms): what people are promised, as the clock has it. */
export const dueFrom = (limit: string, at: number, { policy }: WithPolicy): number => at + budgetOf(policy, limit, at);

/** The instant (ms) that lies a limit of the policy before one that somebody named (ISO 8601). */
export const beforehand = (limit: string, named: string, { policy }: WithPolicy): number =>
  Date.parse(named) - budgetOf(policy, limit, Date.parse(named));

/** How long (ms) it is from `now` (ms) to an instant (ms); nothing, if that is over. */
export const left = (until: number, now: number): number => Math.max(0, until - now);
