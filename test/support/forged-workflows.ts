import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { durable } from '../../workflows';
import { encoded } from '../../workflows/payloads';
import { counterMachine } from './counter-machine';

const real = durable(counterMachine, { searchAttributes: true });

/** A case whose first run leaves to the next what it was told to leave: what a case finds that was damaged between two runs. */
async function forged(...args: unknown[]): Promise<unknown> {
  if (workflowInfo().continuedFromExecutionRunId !== undefined || workflowInfo().memo?.leave === undefined)
    return (real as (...args: unknown[]) => Promise<unknown>)(...args);
  return continueAsNew(encoded(null), encoded(workflowInfo().memo!.leave));
}

export const counter = Object.assign(forged, {
  staticOptions: (real as never as { staticOptions: object }).staticOptions,
});
