import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMessages } from '../../register/messages';
import { openRegister, type Register } from '../../register/open';
import { writeRecords } from '../../register/write';
import { repairScenarios } from '../scenarios/repair';
import { play } from '../scenarios/scenario';
import { command, type Said } from '../support/command';
import { databases, sayTested, type TestDatabase } from '../support/databases';
import { quiet } from '../support/history';
import { recordOf } from '../support/records';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { testAddress } from '../support/workers';

jest.setTimeout(240_000);

const HOUR = 3_600_000;
const now = Date.now();
const dueIn = (hours: number) => ({
  deadlines: [
    {
      name: 'reply',
      title: { zh: '答复期限', en: 'Reply' },
      status: 'running' as const,
      due: now + hours * HOUR,
      left: hours * HOUR,
    },
  ],
});

/** On record only: the server never had them, as if it had forgotten them. */
const records = [
  recordOf('late', 3, { started: now - 5 * HOUR, view: dueIn(-2) }),
  recordOf('soon', 4, { started: now - 4 * HOUR, view: dueIn(1) }),
  recordOf('next-week', 1, { started: now - 3 * HOUR, view: dueIn(160) }),
  recordOf('unlimited', 1, { started: now - 2 * HOUR, view: { deadlines: [] } }),
  recordOf('over', 2, {
    started: now - 9 * HOUR,
    status: 'closed',
    closed: now - HOUR,
    view: { status: 'done', value: 'closed', tags: [], accepts: [], ...dueIn(-3) },
  }),
  recordOf('repair', 1, {
    procedure: 'repair-dispatch',
    started: now - HOUR,
    view: { ...dueIn(2), tags: ['open', 'urgent'], accepts: ['ACCEPTED', 'URGED', 'SUPERVISED'], value: 'reported' },
  }),
];

describe.each(databases)('what reads and looks after the register, on %s', (name, start) => {
  let database: TestDatabase;
  let register: Register;
  let centre: ServiceCentre;
  let folder: string;
  let duecourse: (...args: readonly string[]) => Promise<Said>;

  beforeAll(async () => {
    database = await start();
    sayTested(database.version);
    register = openRegister(database.url);
    centre = await serviceCentre({ taskQueue: `commands-${name}`, database: database.url });
    await centre.registered();
    await writeRecords(register.db, records);
    folder = mkdtempSync(join(tmpdir(), 'duecourse-register-'));
    writeFileSync(join(folder, 'duecourse.yaml'), `database: ${database.url}\n`);
    const flags = ['--address', testAddress(), '--task-queue', centre.taskQueue, '--data-dir', centre.dataDir];
    duecourse = command(flags, folder);
  });
  afterAll(async () => {
    await centre?.stop();
    await register?.close();
    await database?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const json = async (...args: readonly string[]) => {
    const { code, out, err } = await duecourse(...args, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out) as { cases: { id: string }[]; tasks: { case: string }[] };
  };
  const listed = async (...args: readonly string[]) => (await json('list', ...args)).cases.map(({ id }) => id);
  const toDo = async (...args: readonly string[]) => (await json('tasks', ...args)).tasks.map(task => task.case);
  const refusal = async (...args: readonly string[]) => {
    const { code, err } = await duecourse(...args, '--json');
    return [(JSON.parse(err) as { error: { code: string } }).error.code, code];
  };

  test('list: the nearest deadline first, then what has none; filters narrow it', async () => {
    expect(await listed('--open')).toEqual(['late', 'soon', 'repair', 'next-week', 'unlimited']);
    expect(await listed('--closed')).toEqual(['over']);
    expect(await listed('--overdue')).toEqual(['late']);
    expect(await listed('--due-before', '+3 hours')).toEqual(['late', 'soon', 'repair']);
    expect(await listed('--procedure', 'repair-dispatch')).toEqual(['repair']);
    expect(await listed('--tag', 'urgent')).toEqual(['repair']);
  });

  test('list: sorted either way, page by page, and says whether there are more', async () => {
    expect(await listed('--open', '--sort', 'started', '--reverse')).toEqual([
      'repair',
      'unlimited',
      'next-week',
      'soon',
      'late',
    ]);
    expect(await json('list', '--open', '--limit', '2', '--page', '2')).toMatchObject({
      cases: [{ id: 'repair' }, { id: 'next-week' }],
      more: true,
      source: 'register',
    });
    expect(await json('list', '--open', '--limit', '2', '--page', '3')).toMatchObject({
      cases: [{ id: 'unlimited' }],
      more: false,
    });
  });

  test('list: a person is in full for who may see them, masked for anybody else, in CSV as well', async () => {
    expect(await json('list', '--overdue')).toMatchObject({ cases: [{ person: '张**', phone: '*** 0101' }] });
    expect(await json('list', '--overdue', '--as', 'agent')).toMatchObject({ cases: [{ person: '张女士' }] });
    const { out } = await duecourse('list', '--overdue', '--csv', '--as', 'agent:li', '--lang', 'zh');
    expect(out).toMatch(/^案件,流程,状态,登记,到期,剩余,客户,电话\r\nlate,客户投诉,.*,张女士,'\+86 20 5550 0101\r\n$/);
  });

  test('tasks: what the state asks for, by role; what may happen to every case is nobody’s task', async () => {
    expect(await toDo('--role', 'agent')).toEqual(['late', 'soon', 'next-week', 'unlimited']);
    expect(await toDo('--role', 'engineer')).toEqual(['repair']);
    expect(await toDo('--role', 'chairman')).toEqual([]);
    expect(await toDo('--role', 'agent', '--overdue')).toEqual(['late']);
    expect(await toDo('--due-before', '+3 hours')).toEqual(['late', 'soon', 'repair']);
    expect(await json('tasks', '--role', 'engineer')).toMatchObject({
      tasks: [{ next: [{ event: 'ACCEPTED' }], due: expect.any(String) }],
    });
  });

  test('tasks --mine: what I may do, without what another of my role holds', async () => {
    expect(await toDo('--mine', '--as', 'agent:li-2')).toEqual(['late', 'next-week', 'unlimited']);
    expect(await toDo('--mine', '--as', 'agent:li-3')).toEqual(['soon', 'next-week', 'unlimited']);
    expect(await toDo('--role', 'agent', '--limit', '1', '--page', '2')).toEqual(['soon']);
    const { out } = await duecourse('tasks', '--mine', '--as', 'engineer:zhao', '--csv', '--lang', 'zh');
    expect(out).toMatch(/^到期,剩余,案件,流程,待办,办理人\r\n.*,repair,报修派工,接单,维修人员\r\n$/);
  });

  test('what cannot be asked is refused, with what could', async () => {
    expect(await refusal('list', '--sort', 'name')).toEqual(['USAGE', 2]);
    expect(await refusal('list', '--open', '--closed')).toEqual(['USAGE', 2]);
    expect(await refusal('list', '--procedure', 'repairs')).toEqual(['UNKNOWN_PROCEDURE', 5]);
    expect(await refusal('list', '--limit', '0')).toEqual(['USAGE', 2]);
    expect(await refusal('tasks', '--mine')).toEqual(['NO_SENDER', 2]);
    expect(await refusal('tasks', '--role', 'engineers')).toEqual(['USAGE', 2]);
    expect(await refusal('tasks', '--due-before', 'soon')).toEqual(['USAGE', 2]);
    expect(await refusal('register', 'mend')).toEqual(['USAGE', 2]);
  });

  test('a case that the server has forgotten is shown from the register, with its journal and its messages', async () => {
    await writeMessages(register.db, [
      {
        key: 'over/1/1/customer/sms',
        case: 'over',
        template: 'received',
        receiver: 'customer',
        channel: 'sms',
        state: 'delivered',
        at: now - 8 * HOUR,
        changed: now - 8 * HOUR,
        revision: 3,
      },
    ]);
    expect(await json('show', 'over')).toMatchObject({
      id: 'over',
      status: 'closed',
      source: 'register',
      messages: [{ template: 'received', to: 'customer', channel: 'sms', state: 'delivered' }],
    });
    expect(await json('journal', 'over')).toMatchObject({
      source: 'register',
      journal: [{ type: 'event' }, { type: 'event' }],
      messages: [{ key: 'over/1/1/customer/sms' }],
    });
    expect((await duecourse('journal', 'over', '--lang', 'zh')).out).toMatch(/received +客户 +sms +已送达/);
    expect(await refusal('show', 'nobody')).toEqual(['UNKNOWN_CASE', 5]);
  });

  test('register check tells what differs, case by case; rebuild makes it right and keeps what only the register has', async () => {
    for (const { id } of records.filter(({ closed }) => closed === undefined))
      await register.db.deleteFrom('cases').where('id', '=', id).execute();
    const id = await play(centre.desk, repairScenarios.inTime, `checked-${name}`);
    await quiet(centre.desk.cases.temporal, id);
    await centre.registered();
    expect(await json('register', 'check')).toEqual({ cases: 2, differences: [] });
    await register.db.updateTable('cases').set({ person: '别人' }).where('id', '=', id).execute();
    await register.db.updateTable('messages').set({ state: 'dead' }).where('case_id', '=', id).execute();
    const { code, err } = await duecourse('register', 'check', '--json');
    expect([code, JSON.parse(err)]).toMatchObject([
      1,
      {
        error: {
          code: 'REGISTER_DIFFERS',
          details: {
            differences: [
              { case: id, what: 'person' },
              { case: id, what: 'messages' },
            ],
          },
        },
      },
    ]);
    expect(await json('register', 'rebuild')).toEqual({ written: 1, kept: 1 });
    expect(await json('register', 'check')).toMatchObject({ differences: [] });
  });
});
