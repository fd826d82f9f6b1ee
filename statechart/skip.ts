import { DuecourseError } from '../time/error';
import type { Sender } from './types';

/** A person's decision that a case goes on without a signal that its machine cannot handle. */
export interface Skip {
  /** Which signal of the run, from 1 on; below 0: one of those that a parked run has kept, the last of them is -1. */
  readonly signal: number;
  readonly reason: string;
  readonly by?: Sender;
}

/** @throws DuecourseError `BAD_REPAIR` */
export function requireSkip(order: unknown): Skip {
  const { signal, reason } = (order ?? {}) as Partial<Skip>;
  if (Number.isSafeInteger(signal) && signal !== 0 && typeof reason === 'string' && reason.trim() !== '')
    return order as Skip;
  throw new DuecourseError('BAD_REPAIR', 'To skip a signal, say the number of the "signal" and the "reason" for it.');
}

const NAMED = /^signal (-?\d+): /;

/** Why a workflow task fails, with the signal that it fails at. A failure of Temporal's must not end the case, so none is passed on as it is. */
export function signalFailed(signal: number, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  const error = new Error(`signal ${signal}: ${message}`, { cause });
  error.name = 'SignalFailed';
  return error;
}

/** The signal that a failed workflow task names, if it names one. */
export function signalIn(message: string): number | undefined {
  const named = NAMED.exec(message)?.[1];
  return named === undefined ? undefined : Number(named);
}
