import { getExternalWorkflowHandle, workflowInfo } from '@temporalio/workflow';
import { SEND } from '../statechart/protocol';
import type { Json } from '../statechart/types';

/** What another case is told: an event of its own, about this case, in the name of whoever brought it about. */
interface Told {
  readonly case: string;
  readonly type: string;
  readonly by: { readonly role: string };
}

/** Tells another case, by a signal: no activity could do it with fewer events. A case has nothing to tell itself. */
export async function tellCase(params: Json | undefined): Promise<void> {
  const { case: other, type, by } = params as unknown as Told;
  const { workflowId } = workflowInfo();
  if (other !== workflowId) await getExternalWorkflowHandle(other).signal(SEND, { type, case: workflowId }, by);
}
