import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { DuecourseError } from '../time/error';
import { readable } from './errors';
import { patiently } from './patience';

/** How long one call of the server may take until the case's clock has moved, ms. */
const PATIENCE_MS = 60_000;
/** gRPC status. */
const NOT_FOUND = 5;

/**
 * Moves one case's clock forward by exactly `ms`; every timer on the way fires in order. Other cases are not touched.
 * Only servers that skip time can do this: the one that duecourse starts can, a production server does not.
 * @throws DuecourseError `NO_TIME_SKIPPING`, `UNKNOWN_CASE`, `CASE_CLOSED`, `TIMED_OUT`
 */
export async function forward(client: Client, address: string, id: string, ms: number): Promise<void> {
  const namespace = client.options.namespace;
  const fastForwardId = randomUUID();
  const seconds = Math.floor(ms / 1_000);
  const workflowExecution = { workflowId: id };
  try {
    await patiently(() =>
      client.workflowService.updateWorkflowExecutionOptions({
        namespace,
        workflowExecution,
        workflowExecutionOptions: {
          timeSkippingConfig: {
            enabled: true,
            maxSessionSkipCount: 1_000_000,
            fastForwardConfig: {
              id: fastForwardId,
              duration: { seconds: seconds as never, nanos: (ms - seconds * 1_000) * 1_000_000 },
            },
          },
        },
        updateMask: { paths: ['time_skipping_config'] },
      }),
    );
    await arrived(client, { namespace, workflowExecution, fastForwardId }, id);
  } catch (error) {
    throw explained(error, id, address);
  }
}

/** One poll answers after some twenty seconds at the latest, whether the clock has got there or not. A case that ends on the way has no clock any more. */
async function arrived(
  client: Client,
  request: Parameters<Client['workflowService']['pollWorkflowExecutionTimeSkipping']>[0],
  id: string,
): Promise<void> {
  const { FastForwardPollingResult: Result } = temporal.api.enums.v1;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const { fastForwardPollingResult: result, failedReason } =
      await client.workflowService.pollWorkflowExecutionTimeSkipping(request);
    if (result === Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED) return;
    if (result === Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED) {
      if ((await client.workflow.getHandle(id).describe()).status.name !== 'RUNNING') return;
      throw new DuecourseError('TIME_STOPPED', `The clock of case '${id}' could not be moved so far: ${failedReason}`, {
        id,
      });
    }
  }
  throw new DuecourseError(
    'TIMED_OUT',
    `The clock of case '${id}' has not moved within ${PATIENCE_MS / 1_000} s: work of the case is still running, or no worker is there for it.`,
    { id },
  );
}

/** Does the server skip time? Asked about a case that cannot be: one that does looks for it first. */
export async function skipsTime(client: Client): Promise<boolean> {
  try {
    await client.workflowService.updateWorkflowExecutionOptions({
      namespace: client.options.namespace,
      workflowExecution: { workflowId: `no-such-case-${randomUUID()}` },
      workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
      updateMask: { paths: ['time_skipping_config'] },
    });
  } catch (error) {
    return (error as { code?: number }).code === NOT_FOUND;
  }
  return false;
}

/** The instant (ms) that it is for the case: the wall clock's, plus whatever was skipped. */
export async function nowOf(client: Client, id: string): Promise<number> {
  const described = await client.workflow.getHandle(id).describe();
  const skipped = described.raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return skipped ? Number(skipped.seconds) * 1_000 + Math.floor((skipped.nanos ?? 0) / 1_000_000) : Date.now();
}

function explained(error: unknown, id: string, address: string): DuecourseError {
  if (error instanceof DuecourseError) return error;
  const { code, details = '' } = (error ?? {}) as { code?: number; details?: string };
  if (code === 12 || /time.?skipping.*(not|disabled)|not.*time.?skipping/i.test(details)) {
    return new DuecourseError(
      'NO_TIME_SKIPPING',
      `The server at ${address} does not skip time (${details}). 'duecourse up' starts one that does; on others, wait for the real clock.`,
      { address },
    );
  }
  if (/already completed|not running|closed/i.test(details))
    return new DuecourseError('CASE_CLOSED', `Case '${id}' is closed; its clock stands still.`, { id });
  return readable(error, id, address);
}
