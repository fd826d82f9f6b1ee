import { workflowInfo } from '@temporalio/workflow';
import { procedures } from '../machines';
import { DuecourseError } from '../time/error';
import { type DurableWorkflow, durableProcedure } from './durable';
import type { Carry, DurableOptions } from './options';
import { rulesOf } from './rules';

const options: DurableOptions = {
  searchAttributes: true,
  actions: {
    // A message that cannot be delivered is tried for a day, then left in the journal; it never stops the case.
    notify: {
      startToCloseTimeout: 30_000,
      scheduleToCloseTimeout: 24 * 3_600_000,
      retry: { initialInterval: 1_000, maximumInterval: 300_000 },
    },
  },
};

const workflows: { readonly [type: string]: DurableWorkflow } = Object.fromEntries(
  procedures.map(procedure => [procedure.name, durableProcedure(procedure, options, rulesOf(procedure.name))]),
);

/** Every procedure of the house: Temporal calls the default export for any workflow type that has no export of its own. */
export default async function run(input?: unknown, carry?: Carry): Promise<unknown> {
  const { workflowType } = workflowInfo();
  const workflow = workflows[workflowType];
  if (!workflow)
    throw new DuecourseError('UNKNOWN_PROCEDURE', `This worker does not know the procedure '${workflowType}'.`);
  return workflow(input, carry);
}
