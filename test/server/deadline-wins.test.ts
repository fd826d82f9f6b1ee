import type { Cases, View } from '../../client';
import { DAY } from '../../time/duration';
import { bundleProcedures } from '../../worker/procedures-bundle';
import { complaintScenarios } from '../scenarios/complaint';
import { repairScenarios } from '../scenarios/repair';
import { play, type Scenario } from '../scenarios/scenario';
import { moveTo, passDeadline, startUnattended, takenInAtOnce, timerFired } from '../support/downtime';
import { quiet } from '../support/history';
import { lines } from '../support/journal';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(90_000);

let centre: ServiceCentre;
let cases: Cases;

beforeAll(async () => {
  centre = await serviceCentre({ taskQueue: 'deadline wins', workflowBundle: await bundleProcedures() });
  cases = centre.desk.cases;
  await centre.stopWorker();
});
afterAll(() => centre?.stop());
beforeEach(() => centre.startWorker());
afterEach(() => centre.stopWorker());

interface Late {
  readonly name: string;
  /** A case that waits for an answer. */
  readonly waiting: Scenario;
  readonly clock: string;
  readonly answer: { readonly event: { readonly type: string }; readonly role: string };
  /** What is in the journal from the deadline on. */
  readonly journal: readonly string[];
  /** What is said from the deadline on. */
  readonly said: readonly string[];
  readonly after: View['value'];
}

const procedures: readonly Late[] = [
  {
    name: 'customer-complaint',
    waiting: complaintScenarios.justInTime,
    clock: 'reply',
    answer: { event: { type: 'REPLIED', reply: '已补发并致歉。' } as { type: string }, role: 'agent' },
    journal: ['clock reply missed manager', 'clock.reply.missed', 'REPLIED by agent', 'clock reply met-late'],
    said: ['reply-overdue → manager', 'replied → customer'],
    after: 'replied',
  },
  {
    name: 'repair-dispatch',
    waiting: { ...repairScenarios.nobodyThere, steps: repairScenarios.nobodyThere.steps.slice(0, 2) },
    clock: 'arrival',
    answer: { event: { type: 'ARRIVED' }, role: 'engineer' },
    journal: [
      'clock arrival missed',
      'clock.arrival.missed',
      'ARRIVED by engineer',
      'clock arrival met-late',
      'clock finish started',
    ],
    said: ['call-owner → agent'],
    after: 'repairing',
  },
];

/** How an event gets to a case: with an answer to its sender, or without. */
const ways = {
  update: (id: string, { event, role }: Late['answer']): Promise<unknown> =>
    cases.temporal.workflow.getHandle(id).executeUpdate('send', { args: [event, { role }] }),
  signal: (id: string, { event, role }: Late['answer']): Promise<unknown> =>
    cases.temporal.workflow.getHandle(id).signal('send', event, { role }),
};

describe.each(procedures)('$name, no worker over the deadline', ({ waiting, clock, answer, journal, said, after }) => {
  describe.each(['update', 'signal'] as const)('answered by %s', way => {
    /** A case whose deadline is still ahead, and the instant (ms) at which it is due; no worker runs any more. */
    async function unattended(how: string): Promise<{ id: string; due: number; before: number; saidBefore: number }> {
      const id = await play(centre.desk, waiting, `${waiting.procedure}-${how}-by-${way}`);
      const { view } = await centre.desk.show(id);
      const { due } = view.deadlines.find(({ name }) => name === clock)!;
      // What is still to be said would keep the clock from moving.
      await quiet(cases.temporal, id);
      await centre.stopWorker();
      return { id, due: due!, before: view.journal.length, saidBefore: (await centre.said(id)).length };
    }

    test('an answer after the deadline, taken in together with it, is late: first the deadline at its instant, then the answer', async () => {
      const { id, due, before, saidBefore } = await unattended('late');
      await passDeadline(cases, id, due);
      const sent = ways[way](id, answer);
      if (way === 'signal') await sent;
      await centre.startWorker();
      await sent;

      const { view } = await centre.desk.show(id);
      expect(await takenInAtOnce(cases, id, way)).toContain('TIMER_FIRED');
      expect(lines(view.journal).slice(before)).toEqual(journal);
      expect(view.journal[before]).toMatchObject({ what: 'missed', at: due });
      expect(view.value).toEqual(after);
      expect(view.deadlines.find(({ name }) => name === clock)).toMatchObject({ status: 'met-late' });
      await quiet(cases.temporal, id);
      expect((await centre.said(id)).slice(saidBefore)).toEqual(said);
    });

    test('an answer sent before the deadline that no worker took in until after it is late as well: what counts is when the case recorded it', async () => {
      const { id, due, before } = await unattended('unheard');
      await moveTo(cases, id, due - 1_500);
      const sent = ways[way](id, answer);
      await timerFired(cases, id);
      await centre.startWorker();
      await sent;

      const { view } = await centre.desk.show(id);
      expect(lines(view.journal).slice(before)).toEqual(journal);
      const recorded = view.journal.find(entry => entry.type === 'event' && entry.event === answer.event.type)!;
      expect(view.journal[before]).toMatchObject({ what: 'missed', at: due });
      expect(recorded.at).toBeGreaterThan(due);
    });
  });

  test('two equal answers at the same instant: one is taken, the other refused and told so; the journal has it once', async () => {
    const id = await play(centre.desk, waiting, `${waiting.procedure}-twice`);
    await centre.stopWorker();
    const both = Promise.allSettled([ways.update(id, answer), ways.update(id, answer)]);
    await centre.startWorker();
    const outcomes = await both;

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { cause: { type: 'NOT_ACCEPTED', details: [{ event: answer.event.type }] } },
    });
    const { view } = await centre.desk.show(id);
    expect(view.journal.filter(entry => entry.type === 'event' && entry.event === answer.event.type)).toHaveLength(1);
  });
});

test('two equal signals at the same instant: one is taken, the other is in the journal as refused', async () => {
  const [{ waiting, answer }] = procedures as readonly [Late];
  const id = await play(centre.desk, waiting, 'twice-by-signal');
  await centre.stopWorker();
  await Promise.all([ways.signal(id, answer), ways.signal(id, answer)]);
  await centre.startWorker();
  await cases.get(id).waitFor({ state: 'replied' });
  const { view } = await centre.desk.show(id);
  expect(lines(view.journal).slice(-3)).toEqual([
    'REPLIED by agent',
    'clock reply met',
    'refused REPLIED: NOT_ACCEPTED',
  ]);
});

test('a complaint that nobody is there for in its first five days has every rung once, each at its own instant; reminders that are overtaken are not sent', async () => {
  await startUnattended(centre, complaintScenarios.nothingDone, 'five-days-alone', 5 * DAY);
  const { view } = await centre.desk.show('five-days-alone');
  const started = view.journal[0]!.at;
  const rungs = view.journal.filter(entry => entry.type === 'clock');
  expect(lines(rungs)).toEqual([
    'clock reply started',
    'clock reply warned 50 % overtaken',
    'clock reply warned 80 % overtaken',
    'clock reply missed manager',
    'clock reply escalated gm',
    'clock reply escalated chairman',
  ]);
  expect(rungs.map(({ at }) => (at - started) / DAY)).toEqual([0, 1.5, 2.4, 3, 4, 5]);
  await quiet(cases.temporal, 'five-days-alone');
  expect((await centre.said('five-days-alone')).filter(line => line.startsWith('reply-'))).toEqual([
    'reply-overdue → manager',
    'reply-overdue → gm',
    'reply-overdue → chairman',
  ]);
});

test('nobody is there for three rungs → on return one notice, of the deadline that is missed, not three', async () => {
  await startUnattended(centre, complaintScenarios.nothingDone, 'three-rungs-alone', 3 * DAY);
  await quiet(cases.temporal, 'three-rungs-alone');
  expect((await centre.said('three-rungs-alone')).filter(line => line.startsWith('reply-'))).toEqual([
    'reply-overdue → manager',
  ]);
});
