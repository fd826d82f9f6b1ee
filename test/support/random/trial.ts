import type { Cases, View } from '../../../client';
import { nowOf } from '../../../client/time-skipping';
import { forward } from '../../../testing';
import { DuecourseError } from '../../../time/error';
import { quiet } from '../history';
import type { RandomStep } from './arbitrary';
import type { RandomCase } from './workflows';

/** A random machine and what happens to its case. */
export interface Trial extends RandomCase {
  readonly id: string;
  readonly script: readonly RandomStep[];
}

/** A case as it was when a step was over. */
export interface Seen {
  /** What was sent and refused in this step. */
  readonly refused?: string;
  /** ms, by the case's clock */
  readonly now: number;
  readonly view: View;
}

/** Begins the case; a task that died with its worker is given up soon. */
export async function begin(cases: Cases, taskQueue: string, { id, script: _, ...machine }: Trial): Promise<Seen> {
  await cases.temporal.workflow.start('random', {
    workflowId: id,
    taskQueue,
    workflowTaskTimeout: '2s',
    memo: { machine },
  });
  return seen(cases, id);
}

/** One step of its script. */
export async function advance(cases: Cases, { id, tick }: Pick<Trial, 'id' | 'tick'>, step: RandomStep): Promise<Seen> {
  let refused: string | undefined;
  if ('ticks' in step) await forward(cases, id, step.ticks * tick);
  else if (await isRefused(cases.get(id).send({ type: step.send }, { by: { role: 'sender' } }))) refused = step.send;
  return { ...(await seen(cases, id)), ...(refused && { refused }) };
}

/** The case at rest, in whichever run it is by now. */
export async function seen(cases: Cases, id: string): Promise<Seen> {
  for (;;) {
    await quiet(cases.temporal, id);
    const before = await cases.get(id).describe();
    const view = await cases.get(id).view();
    const now = await nowOf(cases.temporal, id);
    await quiet(cases.temporal, id);
    const after = await cases.get(id).describe();
    if (before.runId === after.runId && (await cases.get(id).view()).revision === view.revision) return { view, now };
  }
}

async function isRefused(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return false;
  } catch (error) {
    if (error instanceof DuecourseError && REFUSALS.has(error.code)) return true;
    throw error;
  }
}

const REFUSALS = new Set(['NOT_ACCEPTED', 'GUARD_REFUSED', 'UNKNOWN_EVENT']);
