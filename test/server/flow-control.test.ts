import { type Cases, connect } from '../../client';
import type { DuecourseError } from '../../time/error';
import type { Count } from '../support/counter-machine';
import { serveTests, testAddress } from '../support/workers';

// A thousand events take a thousand workflow tasks; a busy machine does some thirty a second.
jest.setTimeout(240_000);

/** Temporal's limit. */
const UPDATES_A_RUN = 2_000;
/** What each of twenty senders sends. */
const EACH = 110;

const taskQueue = 'counter-workflows';
let cases: Cases;
serveTests(taskQueue, running => {
  cases = running;
});

/** Sends `n` events to a case at once; how many were taken. What is not taken is refused in words. */
async function sendAll(through: Cases, id: string, sender: string, n: number): Promise<number> {
  const sent = Array.from({ length: n }, (_, i) => through.get(id).send({ type: 'COUNT', sender, n: i + 1 }));
  const refused = (await Promise.allSettled(sent)).flatMap(outcome =>
    outcome.status === 'rejected' ? [outcome.reason as DuecourseError] : [],
  );
  expect(refused.filter(({ code }) => code !== 'CASE_BUSY')).toEqual([]);
  return n - refused.length;
}

const countOf = async (id: string): Promise<Count> => (await cases.get(id).view()).context as unknown as Count;

/** How many updates each run of a case took, the last one first. */
async function updatesByRun(id: string): Promise<number[]> {
  const updates: number[] = [];
  for (let runId: string | undefined; ; ) {
    const { events } = await cases.temporal.workflow.getHandle(id, runId).fetchHistory();
    updates.push((events ?? []).filter(event => event.workflowExecutionUpdateCompletedEventAttributes).length);
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    if (!runId) return updates;
  }
}

test('a thousand events at once through one handle are all taken, in the order of the calls', async () => {
  const { id } = await cases.start('counter', { id: 'counter-one' });
  expect(await sendAll(cases, id, 'one', 1_000)).toBe(1_000);
  expect(await countOf(id)).toEqual({ total: 1_000, disordered: 0, last: { one: 1_000 } });
});

test('twenty connections at once, more events than one run may take: each is counted once and in its order, no run meets the limit', async () => {
  const { id } = await cases.start('counter', { id: 'counter-crowd' });
  const crowd = await Promise.all(Array.from({ length: 20 }, () => connect({ address: testAddress(), taskQueue })));
  try {
    const taken = await Promise.all(crowd.map((each, i) => sendAll(each, id, `sender-${i}`, EACH)));
    const { total, disordered, last } = await countOf(id);
    expect(total).toBe(taken.reduce((sum, n) => sum + n, 0));
    // Behind an event that was refused, the next one of its sender is out of order.
    if (total === 20 * EACH) expect([disordered, ...Object.values(last)]).toEqual([0, ...crowd.map(() => EACH)]);
    const updates = await updatesByRun(id);
    expect(updates.reduce((sum, n) => sum + n, 0)).toBe(total);
    expect(Math.max(...updates)).toBeLessThan(UPDATES_A_RUN);
  } finally {
    await Promise.all(crowd.map(each => each.close()));
  }
});
