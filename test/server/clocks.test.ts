import type { Cases } from '../../client';
import type { PolicySlice } from '../../statechart/policy';
import type { View } from '../../statechart/view';
import { forward } from '../../testing';
import { DAY, HOUR } from '../../time/duration';
import { UTC } from '../../time/zone';
import { ledgerOf, timersLeft } from '../support/history';
import { clockLines } from '../support/journal';
import { serveTests } from '../support/workers';

jest.setTimeout(120_000);

let cases: Cases;
serveTests('watch-workflows', running => {
  cases = running;
});

const days = (n: number) => ({ kind: 'elapsed' as const, ms: n * DAY });
const WEEKS = 52;
const policy: PolicySlice = {
  version: 1,
  zone: UTC,
  limits: { work: days(4), review: days(10), watch: days(7) },
  clocks: {
    work: { warnAt: [0.75], levels: ['manager'] },
    review: { warnAt: [], levels: [], reopen: 'keepUsed' },
    watch: { warnAt: [], every: days(7), levels: Array.from({ length: WEEKS }, (_, week) => `week ${week + 1}`) },
  },
  numbers: {},
  pauses: { customer: { remindAfter: days(10), longest: days(20) } },
  lateEntries: { roles: ['agent'] },
};

const by = { role: 'agent' };
const begin = (id: string, more: Partial<PolicySlice> = {}) =>
  cases.start('watch', { id, carry: { version: 1, policy: { ...policy, ...more }, by } });
const clockIn = (view: View, name: string) => view.deadlines.find(deadline => deadline.name === name)!;
const momentOf = (view: View, clock: string, what: string, nth = 0) =>
  view.journal.filter(line => line.type === 'clock' && line.clock === clock && line.what === what)[nth]!.at;

/** What happens to a case: an event, or so much time. */
async function played(id: string, steps: readonly (string | number)[], more?: Partial<PolicySlice>): Promise<View> {
  const handle = await begin(id, more);
  for (const step of steps) {
    if (typeof step === 'number') await forward(cases, id, step);
    else await handle.send({ type: step }, { by });
  }
  return handle.view();
}

test('a case that begins paused burns nothing', async () => {
  const view = await played('begins-paused', [5 * DAY, 'GO']);
  expect(clockIn(view, 'work').due).toBe(momentOf(view, 'work', 'resumed') + 4 * DAY);
});

test('paused before three quarters and resumed, that reminder goes out exactly once, when three quarters are used', async () => {
  const view = await played('paused-before-a-rung', ['GO', 2 * DAY, 'HOLD', 5 * DAY, 'GO', 1.5 * DAY]);
  expect(clockLines(view.journal).filter(line => line.startsWith('clock work'))).toEqual([
    'clock work started',
    'clock work resumed',
    'clock work paused',
    'clock work resumed',
    'clock work warned 75 %',
  ]);
  const ran = momentOf(view, 'work', 'paused') - momentOf(view, 'work', 'resumed');
  expect(momentOf(view, 'work', 'warned') - momentOf(view, 'work', 'resumed', 1)).toBe(3 * DAY - ran);
});

test('whoever is waited for for too long is reminded, and then the clock goes on with what was left, wherever the case is', async () => {
  const view = await played('held-for-too-long', ['GO', DAY, 'HOLD', 21 * DAY]);
  expect(view.value).toBe('waiting');
  const [paused, reminded, expired] = ['paused', 'pause-reminded', 'pause-expired'].map(what =>
    momentOf(view, 'work', what),
  );
  expect([reminded! - paused!, expired! - paused!]).toEqual([10 * DAY, 20 * DAY]);
  const used = paused! - momentOf(view, 'work', 'resumed');
  expect(clockIn(view, 'work')).toMatchObject({
    status: 'running',
    due: expired! + 4 * DAY - used,
    pause: { reason: 'customer', since: paused, until: expired },
  });
});

describe('what a pause costs does not depend on how long it lasts', () => {
  const eventsFor = async (id: string, held: number, more?: Partial<PolicySlice>) => {
    await played(id, [HOUR, 'GO', HOUR, 'HOLD', held, 'GO', HOUR, 'FINISH'], more);
    // How many tasks the commands share depends on how fast the server hands them out.
    return Object.entries(await ledgerOf(cases.temporal, id)).filter(([type]) => !type.startsWith('WORKFLOW_TASK_'));
  };

  test('thirty days cost no more events than an hour, where a pause may last for ever', async () => {
    const { pauses: _, ...forEver } = policy;
    const patient = { ...forEver, pauses: { customer: { longest: days(3000) } } };
    expect(await eventsFor('held-thirty-days', 30 * DAY, patient)).toEqual(
      await eventsFor('held-an-hour', HOUR, patient),
    );
  });

  test('three hundred days cost no more than thirty, where both are too long', async () => {
    expect(await eventsFor('held-300-days', 300 * DAY)).toEqual(await eventsFor('held-30-days', 30 * DAY));
  });
});

test('one timer at a time serves all clocks of a case', async () => {
  await played('two-clocks-one-timer', [HOUR, 'GO', DAY, 'FINISH']);
  const ledger = await ledgerOf(cases.temporal, 'two-clocks-one-timer');
  // Both clocks are paused at first: one timer for both reminders. Then one for the reminder at three quarters, and none for the later clock.
  expect([ledger.TIMER_STARTED, ledger.TIMER_CANCELED, timersLeft(ledger)]).toEqual([2, 2, 0]);
});

describe('opened again after the old due date', () => {
  test('nobody is late at once: a new clock with the whole budget, or going on with what was left', async () => {
    const view = await played('opened-again', ['GO', DAY, 'FINISH', 30 * DAY, 'REOPEN', HOUR]);
    const again = momentOf(view, 'work', 'started', 1);
    expect(clockIn(view, 'work')).toMatchObject({ status: 'running', due: again + 4 * DAY });
    const used = momentOf(view, 'review', 'met') - momentOf(view, 'review', 'resumed');
    expect(clockIn(view, 'review')).toMatchObject({
      status: 'running',
      due: momentOf(view, 'review', 'reopened') + 10 * DAY - used,
    });
    expect(clockLines(view.journal).filter(line => line.includes('missed'))).toEqual([]);
  });

  test('what was missed is on record, and begins anew', async () => {
    const view = await played('missed-and-opened-again', ['GO', 11 * DAY, 'FINISH', DAY, 'REOPEN']);
    expect(clockIn(view, 'review').due).toBe(momentOf(view, 'review', 'started', 1) + 10 * DAY);
  });

  test('what was finished earlier than it was told is opened again with what was left then', async () => {
    const handle = await begin('told-late-opened-again');
    await handle.send({ type: 'GO' }, { by });
    await forward(cases, handle.id, 11 * DAY);
    const resumed = momentOf(await handle.view(), 'review', 'resumed');
    await handle.send({ type: 'FINISH' }, { by, late: { at: resumed + 2 * DAY, reason: 'no signal' } });
    expect(clockIn(await handle.view(), 'review')).toMatchObject({ status: 'met', left: 8 * DAY });
    await handle.send({ type: 'REOPEN' }, { by });
    const view = await handle.view();
    expect(clockIn(view, 'review').due).toBe(momentOf(view, 'review', 'reopened') + 8 * DAY);
  });
});

/** The server takes up to a second for each timer that it skips to. */
const A_YEAR = 300_000;

test(
  'a year of weekly rungs drifts by 0 ms',
  async () => {
    const view = await played('a-year-of-weeks', ['WATCH', (WEEKS / 2) * 7 * DAY, (WEEKS / 2) * 7 * DAY + HOUR]);
    const started = momentOf(view, 'watch', 'started');
    const rungs = view.journal.filter(
      line => line.type === 'clock' && line.clock === 'watch' && line.level !== undefined,
    );
    expect(rungs.map(({ at }) => at - started)).toEqual(
      Array.from({ length: WEEKS }, (_, week) => (week + 1) * 7 * DAY),
    );
  },
  A_YEAR,
);
