import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure, TimeoutFailure } from '@temporalio/workflow';
import type { Json } from '../statechart/types';
import { DuecourseError } from '../time/error';

/** An error as plain data, as `onError` sees it: an Error would come back from storage as `{}`. */
export function plainError(error: unknown): Json {
  const cause =
    (error instanceof ActivityFailure || error instanceof ChildWorkflowFailure) && error.cause ? error.cause : error;
  if (cause instanceof ApplicationFailure) {
    return {
      name: cause.type ?? 'Error',
      message: cause.message,
      type: cause.type ?? 'Error',
      nonRetryable: cause.nonRetryable ?? false,
      details: (cause.details ?? []) as Json,
    };
  }
  if (cause instanceof TimeoutFailure)
    return { name: 'TimeoutFailure', message: cause.message, type: 'TimeoutFailure', nonRetryable: true, details: [] };
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  return { name, message, type: name, nonRetryable: false, details: [] };
}

/** A refusal as Temporal carries it to the sender: the code is the failure's type, the details are its first detail. */
export function refusalFailure(error: DuecourseError): ApplicationFailure {
  return ApplicationFailure.create({
    type: error.code,
    message: error.message,
    details: [error.details],
    nonRetryable: true,
  });
}

export const isRefusal = (error: unknown): error is DuecourseError => error instanceof DuecourseError;

/** Runs what may refuse; a refusal leaves as a failure that Temporal carries to the sender, anything else as it is. */
export function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw isRefusal(error) ? refusalFailure(error) : error;
  }
}
