import { DuecourseError } from '../time/error';
import type { Cases } from './connect';
import { until } from './patience';
import { nowOf, forward as skip } from './time-skipping';

/** The server looks at its timers once a second; a worker that was killed is given up after 10 s, and only then does another get what is due. */
const PATIENCE_MS = 60_000;

/**
 * Moves one case's clock forward by `ms`, from one instant at which something is due to the next, so that nothing is passed over while
 * the case goes over into a new run. When this resolves the case has taken in all that was due by then; its clock may end a second or two
 * further on for that. Other cases are not touched.
 * @throws DuecourseError `NO_TIME_SKIPPING`, `UNKNOWN_CASE`, `CASE_CLOSED`, `TIME_STOPPED`, `TIMED_OUT`
 */
export async function forward(cases: Cases, id: string, ms: number): Promise<void> {
  const { temporal, address } = cases;
  let due = await nextDue(cases, id);
  const end = (await nowOf(temporal, id)) + ms;
  for (let stop = 0; stop < end; ) {
    stop = Math.min(due ?? end, end);
    const left = stop - (await nowOf(temporal, id));
    if (left > 0) await skip(temporal, address, id, left);
    await takenIn(cases, id);
    due = await nextDue(cases, id);
    if (due === undefined) return;
  }
}

/** Waits until nothing is due any more that the case has not taken in. */
async function takenIn(cases: Cases, id: string): Promise<void> {
  if (await until(async () => ((await owes(cases, id)) ? undefined : true), PATIENCE_MS)) return;
  throw new DuecourseError(
    'TIMED_OUT',
    `The clock of case '${id}' has moved, but within ${PATIENCE_MS / 1_000} s the case has not taken in what is due: no worker gets on with it. 'duecourse show ${id}' shows where it stands.`,
    { id },
  );
}

async function owes(cases: Cases, id: string): Promise<boolean> {
  const due = await nextDue(cases, id);
  return due !== undefined && due <= (await nowOf(cases.temporal, id));
}

/** The instant (ms) at which the next thing is due in a case, if ever; `undefined` once the case is over. */
async function nextDue(cases: Cases, id: string): Promise<number | undefined> {
  const { status, deadlines } = await cases.get(id).view();
  if (status !== 'active') return undefined;
  const instants = deadlines.map(({ status, due, next }) => next ?? (status === 'waiting' ? due : undefined));
  return Math.min(...instants.map(instant => instant ?? Number.POSITIVE_INFINITY));
}
