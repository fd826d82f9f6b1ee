import type { View } from '../../client';
import { nowOf } from '../../client/time-skipping';
import { DAY } from '../../time/duration';
import { complaintScenarios, judged } from '../scenarios/complaint';
import { arrived, repairScenarios } from '../scenarios/repair';
import { goOn, play, type Scenario } from '../scenarios/scenario';
import { moveTo, timerFired } from '../support/downtime';
import { quiet } from '../support/history';
import { lines } from '../support/journal';
import { type DeathPoint, type KillableCentre, killableCentre } from '../support/killable-centre';

// A message that a crash has broken off is tried again when its time-out of 30 s is over; a worker that is gone is given up after 10 s.
jest.setTimeout(240_000);

let centre: KillableCentre;

beforeAll(async () => {
  centre = await killableCentre();
});
afterAll(() => centre?.stop());

const show = async (id: string): Promise<View> => (await centre.desk.show(id)).view;

/** What must be the same before and after: everything but the time left, which runs on. */
const lasting = ({ deadlines, ...view }: View) => ({
  ...view,
  deadlines: deadlines.map(({ left: _, ...deadline }) => deadline),
});

/** To whom a case has sent messages, once it has nothing more to send. @throws if one of them is there twice */
async function told(id: string): Promise<string[]> {
  await quiet(centre.desk.cases.temporal, id);
  const keys = await centre.keysOf(id);
  expect(new Set(keys).size).toBe(keys.length);
  return keys.map(key => key.split('/').at(-2)!).sort();
}

describe('kill -9 with deadlines pending', () => {
  const crashes = {
    'of the worker': async () => {
      await centre.killWorker();
      await centre.startWorker();
    },
    'of the server': async () => {
      await centre.server.kill();
      await centre.server.start();
    },
    'of both': async () => {
      await Promise.all([centre.killWorker(), centre.server.kill()]);
      await centre.server.start();
      await centre.startWorker();
    },
  };

  test.each(Object.entries(crashes))(
    '%s: cases are as they were, a deadline is missed at the very millisecond, who is in time is in time',
    async (which, crash) => {
      const { justInTime: complaint } = complaintScenarios;
      const repair = { ...repairScenarios.inTime, steps: repairScenarios.inTime.steps.slice(0, 3) };
      const suffix = which.replaceAll(' ', '-');
      const late = await play(centre.desk, complaint, `complaint-kill-${suffix}`);
      const early = await play(centre.desk, repair, `repair-kill-${suffix}`);
      const before = await Promise.all([show(late), show(early)]);
      await crash();
      const after = await Promise.all([show(late), show(early)]);
      expect(after.map(lasting)).toEqual(before.map(lasting));

      const { due } = before[0].deadlines[0]!;
      await centre.desk.forward(late, due! - (await nowOf(centre.desk.cases.temporal, late)));
      const { journal } = await show(late);
      const missed = journal.find(entry => entry.type === 'clock' && entry.what === 'missed')!;
      expect([missed.at, missed.at - journal[0]!.at]).toEqual([due, 3 * DAY]);
      expect(await told(late)).toEqual(['agent', 'agent', 'commerce', 'customer', 'manager']);

      await goOn(centre.desk, repair.procedure, [arrived], early);
      expect((await show(early)).deadlines[0]).toMatchObject({ name: 'arrival', status: 'met' });
      expect(await told(early)).toEqual(['engineering']);
    },
  );
});

describe('kill -9 of the worker, and somebody looks at the case before its next task', () => {
  /** Waits for the new worker, so that the question asks the old one first and comes to the new one with what has happened meanwhile. */
  async function leftByItsWorker(id: string): Promise<View> {
    await play(centre.desk, complaintScenarios.justInTime, id);
    await quiet(centre.desk.cases.temporal, id);
    const before = await show(id);
    await centre.killWorker();
    await centre.startWorker();
    return before;
  }

  test('a deadline passes meanwhile: it is missed at the very millisecond, and what follows is said', async () => {
    const id = 'complaint-looked-at-when-due';
    const { due } = (await leftByItsWorker(id)).deadlines[0]!;
    const [looked] = await Promise.all([show(id), moveTo(centre.desk.cases, id, due!)]);
    expect(looked.deadlines[0]).toMatchObject({ name: 'reply', status: 'missed' });
    expect(looked.journal.find(entry => entry.type === 'clock' && entry.what === 'missed')!.at).toBe(due);
    expect(await told(id)).toEqual(['agent', 'agent', 'commerce', 'customer', 'manager']);
  });

  test('a deadline passes meanwhile, and the answer comes after it: the answer is late', async () => {
    const { cases } = centre.desk;
    const id = 'complaint-looked-at-when-answered-late';
    const { due } = (await leftByItsWorker(id)).deadlines[0]!;
    const looked = show(id);
    await moveTo(cases, id, due!);
    await timerFired(cases, id);
    const reply = { type: 'REPLIED', reply: '已补发。', by: { role: 'agent' } };
    await cases.temporal.workflow.getHandle(id).signal('send', reply);
    await looked;
    await quiet(cases.temporal, id);
    expect((await show(id)).deadlines[0]).toMatchObject({ name: 'reply', status: 'met-late' });
  });
});

describe('kill -9 of the worker while a message is being sent', () => {
  const handled: Scenario = { ...complaintScenarios.nothingDone, steps: [judged()] };
  const { brokenPromises } = repairScenarios;
  const phoned: Scenario = { ...brokenPromises, steps: brokenPromises.steps.slice(0, 3) };
  const reply = (id: string) =>
    centre.desk.send(id, 'REPLIED', { reply: '已补发。' }, { role: 'agent' }, { procedure: handled.procedure });

  const points: readonly DeathPoint[] = ['mkdir', 'writeFile', 'link', 'rm', 'sent'];
  const atPoint = (point: DeathPoint) => `complaint-killed-at-${point}`;

  /** One crash after the other; what each has broken off is waited for together. */
  beforeAll(async () => {
    for (const point of points) {
      const id = await play(centre.desk, handled, atPoint(point));
      await quiet(centre.desk.cases.temporal, id);
      centre.dieWhen(point, id);
      await crashDuring(reply(id), centre.workerGone());
    }
    const betweenTwo = await play(centre.desk, phoned, 'repair-killed-between-two');
    await quiet(centre.desk.cases.temporal, betweenTwo);
    centre.dieWhen('sent', betweenTwo);
    await crashDuring(centre.desk.forward(betweenTwo, 31 * 60_000), centre.workerGone());

    const onItsWay = await play(centre.desk, handled, 'complaint-killed-on-its-way');
    await crashDuring(reply(onItsWay), centre.killWorker());
    const answered = await play(centre.desk, handled, 'complaint-killed-once-answered');
    await reply(answered);
    await crashDuring(Promise.resolve(), centre.killWorker());
  });

  /** Goes on with a new worker; whoever waited for the old one gets an answer. */
  async function crashDuring(waiting: Promise<unknown>, gone: Promise<void>): Promise<void> {
    await gone;
    await centre.startWorker();
    await waiting;
  }

  test.each([
    ...points.map(point => [`at the outbox's ${point}`, atPoint(point)]),
    ['with the event on its way', 'complaint-killed-on-its-way'],
    ['as soon as the sender is answered', 'complaint-killed-once-answered'],
  ])('%s: the reply goes out once, and the journal shows no crash', async (_, id) => {
    expect(await told(id!)).toEqual(['commerce', 'customer', 'customer']);
    const { journal } = await show(id!);
    expect(lines(journal)).toEqual([
      'start',
      'clock reply started',
      'JUDGED by agent',
      'REPLIED by agent',
      'clock reply met',
    ]);
  });

  test('between two receivers of one message: each of them gets it once', async () => {
    expect(await told('repair-killed-between-two')).toEqual(['agent', 'agent', 'engineering', 'supervisor']);
  });
});
