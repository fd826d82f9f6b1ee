import { workflowInfo } from '@temporalio/workflow';
import { procedures } from '../machines';
import type { Procedure } from '../statechart/procedure';
import { DuecourseError } from '../time/error';
import { asSent, type DurableWorkflow, durableProcedure } from './durable';
import type { DurableOptions } from './options';
import { rulesOf } from './rules';

const options: DurableOptions = {
  searchAttributes: true,
  registered: true,
  actions: {
    // A message that cannot be delivered is tried for a day, then left in the journal; it never stops the case.
    notify: {
      startToCloseTimeout: 30_000,
      scheduleToCloseTimeout: 24 * 3_600_000,
      // What was said once under its key is not said again.
      whenRunEnds: 'again',
      retry: { initialInterval: 1_000, maximumInterval: 300_000 },
    },
    // Another case hears of this one.
    tellCase: { tells: true },
  },
};

/** Every procedure of the house as one workflow, which runs the one that its type names. */
export function houseWorkflow(
  more: Pick<DurableOptions, 'continueAsNewAfter'> = {},
  list: readonly Procedure[] = procedures,
): DurableWorkflow {
  const workflows = new Map(
    list.map(procedure => [
      procedure.name,
      durableProcedure(procedure, { ...options, ...more }, rulesOf(procedure.name)),
    ]),
  );
  return asSent(async (...args) => {
    const { workflowType } = workflowInfo();
    const workflow = workflows.get(workflowType);
    if (!workflow)
      throw new DuecourseError('UNKNOWN_PROCEDURE', `This worker does not know the procedure '${workflowType}'.`);
    return workflow(...args);
  });
}
