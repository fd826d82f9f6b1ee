import { DuecourseError } from '../time/error';
import type { Cases } from './connect';
import { until } from './patience';
import { nowOf, forward as skip } from './time-skipping';

/** A timer counts from the end of the task that starts it, and the server looks at its timers once a second: both make it late, ms. */
const TIMER_LAG_MS = 1_000;
/** A worker that was killed is given up by the server after 10 s; only then does another one get what is due. */
const PATIENCE_MS = 60_000;

/**
 * Moves one case's clock forward by `ms`; every timer on the way fires in order, and when this resolves the case has taken in all that was
 * due by then. The clock may end a second further on for that. Other cases are not touched.
 * @throws DuecourseError `NO_TIME_SKIPPING`, `UNKNOWN_CASE`, `CASE_CLOSED`, `TIME_STOPPED`, `TIMED_OUT`
 */
export async function forward(cases: Cases, id: string, ms: number): Promise<void> {
  await skip(cases.temporal, cases.address, id, ms);
  if (!(await owes(cases, id))) return;
  await skip(cases.temporal, cases.address, id, TIMER_LAG_MS);
  if (await until(async () => ((await owes(cases, id)) ? undefined : true), PATIENCE_MS)) return;
  throw new DuecourseError(
    'TIMED_OUT',
    `The clock of case '${id}' has moved, but within ${PATIENCE_MS / 1_000} s the case has not taken in what is due: no worker gets on with it. 'duecourse show ${id}' shows where it stands.`,
    { id },
  );
}

/** Is something due that the case has not taken in yet? */
async function owes(cases: Cases, id: string): Promise<boolean> {
  const { status, deadlines } = await cases.get(id).view();
  if (status !== 'active') return false;
  const now = await nowOf(cases.temporal, id);
  return deadlines.some(
    ({ status, due, next }) => (next ?? (status === 'waiting' ? due : undefined) ?? Number.POSITIVE_INFINITY) <= now,
  );
}
