import type { Late } from '../../client';
import { nowOf } from '../../client/time-skipping';
import type { WithPolicy } from '../../statechart/procedure';
import { HOUR, MINUTE } from '../../time/duration';
import { formatInstant } from '../../time/zone';
import { arrived, calledOwner, dispatched, repairScenarios } from '../scenarios/repair';
import { after as passed, play, type Step, send } from '../scenarios/scenario';
import { eventsOf, quiet } from '../support/history';
import { clockLines } from '../support/journal';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

const reason = '现场无信号';
const agent = { role: 'agent', name: 'li' };
let centre: ServiceCentre;

beforeAll(async () => {
  centre = await serviceCentre({ taskQueue: 'late entries' });
});
afterAll(() => centre?.stop());

const parts = send('engineer', 'PARTS_MISSING', now => ({
  part: '阀芯',
  expectedAt: new Date(now + 10 * 24 * HOUR).toISOString().replace('Z', '+00:00'),
}));

const repairAfter = (id: string, ...steps: readonly Step[]): Promise<string> =>
  play(centre.desk, { ...repairScenarios.nobodyThere, steps }, id);
const show = async (id: string) => (await centre.desk.show(id)).view;
const arrivedLate = (id: string, late: Late, by: { role: string } = agent) =>
  centre.desk.send(id, 'ARRIVED', {}, by, { procedure: 'repair-dispatch', late });
const ago = async (id: string, ms: number): Promise<number> => (await nowOf(centre.desk.cases.temporal, id)) - ms;

describe('an event may say when it really happened', () => {
  test('a check that was missed only because the entry came late is met; the call that went out stays in the record', async () => {
    const id = await repairAfter('arrived-unseen', dispatched, passed('40 minutes'));
    const happened = await ago(id, 25 * MINUTE);
    await arrivedLate(id, { at: happened, reason });
    const view = await show(id);
    expect(view.value).toBe('repairing');
    expect(clockLines(view.journal)).toEqual([
      'clock arrival started',
      'clock arrival missed',
      'clock arrival corrected',
      'clock arrival met',
      'clock finish started',
    ]);
    const entry = view.journal.find(line => line.type === 'event' && line.event === 'ARRIVED')!;
    expect(entry).toMatchObject({ happened, reason, by: agent });
    expect(entry.at).toBeGreaterThanOrEqual(happened + 25 * MINUTE);
    expect(view.deadlines.find(({ name }) => name === 'finish')!.due).toBe(happened + 72 * HOUR);
    await quiet(centre.desk.cases.temporal, id);
    expect((await centre.said(id)).filter(line => line.startsWith('call-owner'))).toEqual(['call-owner → agent']);
  });

  test('also after the owner was phoned for nothing, and a new time promised', async () => {
    const id = await repairAfter(
      'promised-in-vain',
      dispatched,
      passed('20 minutes'),
      calledOwner(30),
      passed('5 minutes'),
    );
    await arrivedLate(id, { at: await ago(id, 10 * MINUTE), reason });
    expect((await show(id)).deadlines).toMatchObject([
      { name: 'arrival', status: 'met' },
      { name: 'promisedArrival', status: 'met' },
      { name: 'finish', status: 'running' },
    ]);
  });

  test('on the clocks of the case, as people write it, or in a form of the Web UI', async () => {
    const id = await repairAfter('as-people-write', dispatched, passed('30 minutes'));
    const { policy } = (await show(id)).context as unknown as WithPolicy;
    const happened = await ago(id, 15 * MINUTE);
    const raw = { type: 'ARRIVED', by: 'agent:li', late: { at: formatInstant(happened, policy.zone), reason } };
    await centre.desk.cases.temporal.workflow.getHandle(id).executeUpdate('send', { args: [raw] });
    const entry = (await show(id)).journal.find(line => line.type === 'event' && line.event === 'ARRIVED')!;
    expect(entry).toMatchObject({ happened: happened - (happened % MINUTE), reason });
  });

  test('a clock of which everything was due before it was told rings at once, each rung with when it was due', async () => {
    const id = await repairAfter(
      'parts-told-late',
      dispatched,
      arrived,
      passed('1 hour'),
      parts,
      passed('5 calendar days'),
    );
    const happened = await ago(id, 119 * HOUR);
    await centre.desk.send(id, 'PARTS_ARRIVED', {}, agent, { late: { at: happened, reason } });
    const view = await show(id);
    expect(view.deadlines.find(({ name }) => name === 'finish')).toMatchObject({ status: 'missed' });
    const missed = view.journal.find(
      line => line.type === 'clock' && line.what === 'missed' && line.clock === 'finish',
    );
    expect(missed).toMatchObject({ happened: expect.any(Number) });
  });

  test('history replays the same', async () => {
    const id = await repairAfter('late-replayed', dispatched, passed('40 minutes'));
    await arrivedLate(id, { at: await ago(id, 25 * MINUTE), reason });
    await centre.stopWorker();
    await centre.startWorker();
    expect((await show(id)).deadlines).toMatchObject([{ name: 'arrival', status: 'met' }, { name: 'finish' }]);
  });
});

describe('what cannot have been is refused, and changes nothing', () => {
  let id: string;
  let now: number;

  beforeAll(async () => {
    id = await repairAfter('late-refusals', passed('1 hour'), dispatched, passed('40 minutes'));
    await quiet(centre.desk.cases.temporal, id);
    now = await nowOf(centre.desk.cases.temporal, id);
  });

  async function refusal(late: object, by: { role: string } = agent): Promise<unknown> {
    const [events, { revision }] = [await eventsOf(centre.desk.cases.temporal, id), await show(id)];
    const error = await arrivedLate(id, late as Late, by).catch(refused => refused);
    expect(await eventsOf(centre.desk.cases.temporal, id)).toEqual(events);
    expect((await show(id)).revision).toBe(revision);
    return error;
  }

  test('a time that is still to come', async () => {
    expect(await refusal({ at: now + HOUR, reason })).toMatchObject({ code: 'LATE_IN_FUTURE' });
  });

  test('a time before the case began', async () => {
    expect(await refusal({ at: now - 2 * HOUR, reason })).toMatchObject({ code: 'LATE_BEFORE_CASE' });
  });

  test('a time before anybody could have been sent', async () => {
    expect(await refusal({ at: now - HOUR, reason })).toMatchObject({
      code: 'LATE_OUT_OF_ORDER',
      message: expect.stringMatching(/could not yet take 'ARRIVED': it came there at \d{4}-/),
    });
  });

  test('no reason', async () => {
    for (const none of [{}, { reason: '' }, { reason: ' ' }, { reason: 5 }])
      expect(await refusal({ at: now - MINUTE, ...none })).toMatchObject({ code: 'LATE_WITHOUT_REASON' });
  });

  test('no time that can be read', async () => {
    for (const at of ['yesterday', '25:00', '2026-02-30 10:00', '', 1.5, null, undefined])
      expect(await refusal({ at, reason })).toMatchObject({ code: 'BAD_LATE_ENTRY' });
  });

  test('a role that the policy does not name', async () => {
    expect(await refusal({ at: now - MINUTE, reason }, { role: 'engineer' })).toMatchObject({
      code: 'LATE_ROLE_REFUSED',
      details: { allowed: ['agent', 'supervisor', 'manager'], role: 'engineer' },
    });
  });

  test('a role that may not send the event at all', async () => {
    expect(await refusal({ at: now - MINUTE, reason }, { role: 'manager' })).toMatchObject({ code: 'ROLE_REFUSED' });
  });

  test('by a signal it is left in the journal', async () => {
    const handle = centre.desk.cases.temporal.workflow.getHandle(id);
    await handle.signal('send', { type: 'ARRIVED', by: 'agent', late: { at: now + HOUR, reason } });
    const { journal } = await centre.desk.cases
      .get(id)
      .waitFor({ where: view => view.journal.at(-1)?.type === 'refused' });
    expect(journal.at(-1)).toMatchObject({ event: 'ARRIVED', code: 'LATE_IN_FUTURE', by: { role: 'agent' } });
  });
});
