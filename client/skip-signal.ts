import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import type { temporal } from '@temporalio/proto';
import { SEND, SKIP } from '../statechart/protocol';
import { type Skip, signalIn } from '../statechart/skip';
import { DuecourseError } from '../time/error';
import type { Cases } from './connect';
import { readable } from './errors';
import { until } from './patience';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** A signal that no workflow task has got through with yet. */
export interface HeldSignal {
  /** Which signal of the run it is, from 1 on. */
  readonly number: number;
  readonly event: string;
  /** When it came, ms. */
  readonly at: number;
}

/** Why a case stands still, and what waits for it to go on. */
export interface Standstill {
  readonly error: string;
  /** The signal that the task fails at, where that is known. */
  readonly signal?: number;
  /** All that wait, in their order. */
  readonly held: readonly HeldSignal[];
}

/** Whether the case goes on `now`, or will `soon`: at the server's next try. */
export type Skipped = Standstill & { readonly signal: number; readonly goesOn: 'now' | 'soon' };

/** The server gives a task ten seconds, then tries again. */
const NEXT_TRY_MS = 30_000;

/**
 * What holds a case up whose workflow task fails again and again. Signals that are to be skipped already are not among those held.
 * @throws DuecourseError `NO_INCIDENT`, `UNKNOWN_CASE`, `SERVER_UNREACHABLE`
 */
export async function standstill(cases: Cases, id: string): Promise<Standstill> {
  const { held, error } = await heldOf(cases, id);
  if (error === undefined) {
    const message = `No workflow task of case '${id}' has failed since it last went on: no signal holds it up.`;
    throw new DuecourseError('NO_INCIDENT', message, { id });
  }
  const named = signalIn(error);
  const known = named !== undefined && (named < 0 || held.some(({ number }) => number === named));
  return { error, held, ...(known && { signal: named }) };
}

/**
 * Has a case go on without a signal that its machine cannot handle: the one that its task fails at unless `signal` says which. What else
 * came stays, in its order. Done twice it does no harm.
 * @throws DuecourseError `NO_INCIDENT`, `USAGE` where nobody can tell which signal it is, `UNKNOWN_CASE`, `SERVER_UNREACHABLE`
 */
export async function skipSignal(
  cases: Cases,
  id: string,
  { signal, ...why }: Omit<Skip, 'signal'> & { readonly signal?: number },
): Promise<Skipped> {
  const still = await standstill(cases, id);
  const number = chosen(still, signal);
  try {
    const order: Skip = { signal: number, ...why };
    await cases.temporal.workflow.getHandle(id).signal(SKIP, order);
  } catch (error) {
    throw readable(error, id, cases.address);
  }
  const gone = await until(async () => ((await heldOf(cases, id)).error === undefined ? true : undefined), NEXT_TRY_MS);
  return { ...still, signal: number, goesOn: gone ? 'now' : 'soon' };
}

/** @throws DuecourseError `NO_INCIDENT`, `USAGE` */
export function chosen({ signal, held, error }: Standstill, asked?: number): number {
  const number = asked ?? signal;
  const waiting = held.map(({ number, event }) => `${number} (${event})`).join(', ');
  if (number === undefined) {
    if (held.length === 0)
      throw new DuecourseError('NO_INCIDENT', `No signal holds the case up; its task fails with: ${error}`);
    throw new DuecourseError('USAGE', `Say which signal: --signal <number>. ${waiting} wait.`);
  }
  if (number < 0 || held.some(one => one.number === number)) return number;
  const message = `Signal ${number} does not hold the case up. ${waiting === '' ? 'None waits' : `${waiting} wait`}.`;
  throw new DuecourseError('NO_INCIDENT', message, { signal: number });
}

interface Reading {
  readonly held: readonly HeldSignal[];
  readonly error?: string;
}

/** Reads the history of the current run: which signals came after its last finished task, and what has failed since. */
async function heldOf(cases: Cases, id: string): Promise<Reading> {
  let history: readonly HistoryEvent[];
  try {
    history = (await cases.temporal.workflow.getHandle(id).fetchHistory()).events ?? [];
  } catch (error) {
    throw readable(error, id, cases.address);
  }
  let numbered = 0;
  let held: HeldSignal[] = [];
  let error: string | undefined;
  for (const event of history) {
    const { workflowExecutionSignaledEventAttributes: signalled, workflowTaskFailedEventAttributes: failed } = event;
    if (event.workflowTaskCompletedEventAttributes) [held, error] = [[], undefined];
    if (event.workflowTaskTimedOutEventAttributes) error ??= 'it is not finished in time';
    if (failed) error = failed.failure?.message ?? 'it fails';
    if (signalled?.signalName === SEND) {
      const { type } = await sentIn<{ type?: unknown }>(cases, signalled.input);
      const at = Number(event.eventTime?.seconds ?? 0) * 1_000;
      held.push({ number: ++numbered, event: typeof type === 'string' ? type : '?', at });
    }
    if (signalled?.signalName === SKIP) {
      const { signal } = await sentIn<Partial<Skip>>(cases, signalled.input);
      held = held.filter(({ number }) => number !== signal);
    }
  }
  return { held, ...(error !== undefined && { error }) };
}

/** What cannot be read says nothing. */
async function sentIn<T extends object>(
  { temporal }: Cases,
  input: temporal.api.common.v1.IPayloads | null | undefined,
): Promise<Partial<T>> {
  try {
    const [sent] = await decodeArrayFromPayloads(temporal.options.loadedDataConverter, input?.payloads);
    return (sent ?? {}) as Partial<T>;
  } catch {
    return {};
  }
}
