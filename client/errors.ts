import {
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NOT_YET } from '../statechart/protocol';
import { DuecourseError } from '../time/error';

/** gRPC status of a call that is one too many: ten updates are under way in the case, or the server's rate is used up. */
const CROWDED = 8;
/** gRPC status numbers that say "busy" or "not yet": the same call may go through a moment later. */
const PASSING = new Set([CROWDED, 10, 14]);

/** gRPC status of a call whose deadline is over; 1 where it was over while the call was being tried again. */
const OVERDUE = 4;
const CANCELLED = 1;

interface Grpc {
  readonly code: number;
  readonly details?: string;
  readonly message: string;
}

const grpcOf = (error: unknown): Grpc | undefined => {
  const cause = error instanceof ServiceError ? error.cause : error;
  return typeof (cause as Grpc | undefined)?.code === 'number' ? (cause as Grpc) : undefined;
};

/**
 * May the same call be tried again under the same id? An aborted update may have been applied: its id tells. One that came together with
 * other news, while the case was about to end, is given back by the server with the task that failed for it.
 */
export function isPassing(error: unknown): boolean {
  if (isBusy(error)) return true;
  const grpc = grpcOf(error);
  if (!grpc) return false;
  const said = `${grpc.details} ${grpc.message}`;
  return (
    PASSING.has(grpc.code) ||
    said.includes(NOT_YET) ||
    (grpc.code === 9 && /not scheduled|not ready|consistent query|unexpected workflow task failure/i.test(said))
  );
}

/** Does the case itself say that it takes nothing more just now? */
const isBusy = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === 'CASE_BUSY';

/** Is the call one too many just now? */
export const isCrowded = (error: unknown): boolean => grpcOf(error)?.code === CROWDED || isBusy(error);

/** Has nobody answered in time? */
export const isOverdue = (error: unknown): boolean => [OVERDUE, CANCELLED].includes(grpcOf(error)?.code ?? 0);

/** Every error that a call on a case may end in, as people read it. */
export function readable(error: unknown, id: string, address: string): DuecourseError {
  if (error instanceof DuecourseError) return error;
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && error.cause.type) {
    return new DuecourseError(
      error.cause.type,
      error.cause.message,
      (error.cause.details?.[0] ?? {}) as object as { [key: string]: unknown },
    );
  }
  if (error instanceof WorkflowFailedError) {
    return new DuecourseError('CASE_FAILED', `Case '${id}' ended without an output: ${rootCause(error)}.`, { id });
  }
  if (error instanceof WorkflowExecutionAlreadyStartedError) {
    return new DuecourseError(
      'CASE_EXISTS',
      `A case '${id}' exists already; it was left as it is. Choose another id, or send the case an event.`,
      { id },
    );
  }
  if (error instanceof WorkflowNotFoundError) {
    return new DuecourseError(
      'UNKNOWN_CASE',
      `There is no case '${id}' here. 'duecourse list' shows those there are.`,
      { id },
    );
  }
  const grpc = grpcOf(error);
  if (grpc?.code === 5)
    return new DuecourseError(
      'UNKNOWN_CASE',
      `There is no case '${id}' here. 'duecourse list' shows those there are.`,
      { id },
    );
  if (/before a worker could process|no poller/i.test(grpc?.details ?? '')) {
    return new DuecourseError(
      'NO_WORKER',
      `No worker answers for case '${id}'. 'duecourse up' runs one; 'duecourse doctor' shows who listens on the task queue.`,
      { id },
    );
  }
  if (/workflow task in failed state/i.test(grpc?.details ?? '')) {
    return new DuecourseError(
      'CASE_PARKED',
      `Case '${id}' stands still: its workflow task fails until a mended worker is there. Nothing of it is lost; 'duecourse incidents' says why.`,
      { id },
    );
  }
  if (grpc?.code === CROWDED) {
    return new DuecourseError(
      'CASE_BUSY',
      `Too many events are on their way to case '${id}' at once, and this one was not taken (${grpc.details ?? grpc.message}). Send it again in a moment.`,
      { id },
    );
  }
  if (grpc?.code === 14 || grpc?.code === OVERDUE) {
    return new DuecourseError(
      'SERVER_UNREACHABLE',
      `No answer from the Temporal server at ${address} (${grpc.details ?? grpc.message}). Is it running? 'npm start' starts one.`,
      { address },
    );
  }
  // Temporal's client says which call it was; what was wrong with it stands in the answer.
  const reason = grpc?.details || (error instanceof Error ? error.message : String(error));
  return new DuecourseError('SERVER_ERROR', `The Temporal server at ${address} could not do this: ${reason}`, {
    address,
    ...(grpc && { grpc: grpc.code }),
  });
}

/** What lies under Temporal's wrappings of a failure, in words. */
const rootCause = (error: Error): string =>
  error.cause instanceof Error ? rootCause(error.cause) : error.message.replace(/\.$/, '');
