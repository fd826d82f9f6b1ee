import * as wf from '@temporalio/workflow';
import { INCIDENT_TAG, REPAIR, SEND, VIEW } from '../statechart/protocol';
import type { RepairOrder } from '../statechart/repair';
import type { Answer, View } from '../statechart/view';
import { DuecourseError } from '../time/error';
import type { Beginning, Damaged } from './beginning';
import { isRefusal, refusing } from './failures';
import { type EventRules, requireRepairer } from './ingress';
import { nextRun } from './next-run';
import { AS_SENT, decoded, encoded } from './payloads';
import { markParked } from './visibility';

/** Written into the history of a run that parked, so that a mended worker replays it as what it was. */
const PARKED = 'duecourse.parked';

/** Does the history say that this run parked its case, whatever would become of it today? */
export const wasParked = (): boolean =>
  wf.workflowInfo().unsafe.isReplaying &&
  wf.workflowInfo().continuedFromExecutionRunId !== undefined &&
  wf.patched(PARKED);

/** Why a run is parked, as far as this worker can see: it may be one that could take the case up. */
export function orMended(look: () => Beginning | Damaged): Damaged {
  const message = 'The case could not be taken up by an earlier worker; this one may do so.';
  try {
    const seen = look();
    if ('problem' in seen) return seen;
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return { problem: new DuecourseError('CASE_PARKED', message) };
}

/**
 * A case that cannot be taken up keeps what it was given, refuses updates, keeps signals, and is shown as an incident
 * until a person has it tried again (`repair … retry`).
 */
export async function parkCase(
  name: string,
  rules: EventRules | undefined,
  args: readonly unknown[],
  { problem }: Damaged,
  searchable: boolean,
): Promise<never> {
  wf.patched(PARKED);
  markParked(searchable, `⚠ ${problem.message}`);
  const { startTime } = wf.workflowInfo();
  const since = startTime.getTime();
  const late = [...keptIn(args[2])];
  let again = false;
  const view: View = {
    name,
    version: 0,
    value: {},
    status: 'active',
    tags: [INCIDENT_TAG],
    context: null,
    output: undefined,
    error: undefined,
    deadlines: [],
    accepts: [],
    incidents: [{ actor: '', generation: 0, at: since, error: { code: problem.code, message: problem.message } }],
    journal: [],
    lines: 0,
    revision: 0,
    at: since,
  };
  const refuse = (): never => {
    const { code, message } = problem;
    throw new DuecourseError(
      'CASE_PARKED',
      `The case cannot be taken up (${message}). Nothing of it is lost: deploy a worker that can, then have it tried again by 'repair … retry'.`,
      { code },
    );
  };
  wf.setHandler(wf.defineQuery<View>(VIEW), () => view);
  wf.setHandler(wf.defineUpdate<void>(SEND), () => undefined, {
    validator: () => refusing(refuse),
  });
  wf.setHandler(
    wf.defineUpdate<Answer, [RepairOrder]>(REPAIR),
    () => {
      again = true;
      const { value, status, tags, revision, deadlines } = view;
      return { value, status, tags, revision, deadlines };
    },
    {
      validator: order =>
        refusing(() => {
          requireRepairer(rules, order?.by);
          if (order?.what !== 'retry') refuse();
        }),
    },
  );
  wf.setHandler(wf.defineSignal<unknown[]>(SEND, { typeInfo: AS_SENT }), (...sent) => void late.push(readableOf(sent)));
  await wf.condition(() => again || wf.workflowInfo().continueAsNewSuggested);
  await wf.condition(wf.allHandlersFinished);
  return nextRun(...args.slice(0, 2), encoded(late));
}

/** What an earlier run that parked the case has kept. */
function keptIn(sent: unknown): readonly unknown[] {
  const [kept] = readableOf([sent]);
  return Array.isArray(kept) ? kept : [];
}

/** What cannot be read is refused later like anything else that is no event. */
function readableOf(sent: readonly unknown[]): readonly unknown[] {
  try {
    return decoded(sent);
  } catch {
    return [null];
  }
}
