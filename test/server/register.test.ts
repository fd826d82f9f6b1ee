import { until } from '../../client/patience';
import { differencesOf } from '../../register/check';
import { openRegister, type Register } from '../../register/open';
import { everyCase, rebuild } from '../../register/rebuild';
import { caseOnRecord } from '../../register/show';
import { writeRecords } from '../../register/write';
import { complaintScenarios } from '../scenarios/complaint';
import { repairScenarios } from '../scenarios/repair';
import { play } from '../scenarios/scenario';
import { databases, sayTested, type TestDatabase } from '../support/databases';
import { BEGIN, recordOf } from '../support/records';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(180_000);

describe.each(databases)('cases in %s', (name, start) => {
  let database: TestDatabase;
  let register: Register;
  let centre: ServiceCentre;

  beforeAll(async () => {
    database = await start();
    sayTested(database.version);
    register = openRegister(database.url);
    centre = await serviceCentre({ taskQueue: `register-${name}`, database: database.url });
  });
  afterAll(async () => {
    await centre?.stop();
    await register?.close();
    await database?.stop();
  });

  const client = () => centre.desk.cases.temporal;
  const cases = () => ({ client: client(), taskQueue: centre.taskQueue });
  const differences = async (ids: readonly string[]) =>
    (await Promise.all(ids.map(id => differencesOf(client(), register.db, id)))).flat();
  const becomes = (id: string, status: string) =>
    until(async () => ((await caseOf(id))?.status === status ? true : undefined), 30_000);
  const caseOf = (id: string) => register.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst();

  test('every scenario is on record as the case itself has it', async () => {
    const scenarios = Object.entries({ ...complaintScenarios, ...repairScenarios });
    const ids = await Promise.all(
      scenarios.map(([title, scenario]) =>
        play(centre.desk, scenario, `on-record-${name}-${title}-${scenario.procedure}`),
      ),
    );
    await centre.registered();
    expect(await differences(ids)).toEqual([]);
    expect(await caseOf(ids[0]!)).toMatchObject({ status: expect.stringMatching(/open|closed/) });
  });

  test('a case that was terminated, which no worker hears of, is found and on record as that', async () => {
    const id = await play(centre.desk, { ...repairScenarios.inTime, steps: [] }, `terminated-${name}`);
    expect(await becomes(id, 'open')).toBe(true);
    await centre.stopWorker();
    await client().workflow.getHandle(id).terminate();
    await centre.startWorker();
    expect(await becomes(id, 'terminated')).toBe(true);
    expect(await differences([id])).toEqual([]);
  });

  test('steps of a worker that wrote nothing are found by the next one', async () => {
    await centre.stopWorker();
    const silent = await serviceCentre({ taskQueue: centre.taskQueue });
    const id = await play(silent.desk, complaintScenarios.inTime, `unwritten-${name}`);
    await silent.stop();
    expect(await caseOf(id)).toBeUndefined();
    await centre.startWorker();
    expect(await until(async () => ((await caseOf(id)) ? true : undefined), 30_000)).toBe(true);
    await centre.registered();
    expect(await differences([id])).toEqual([]);
  });

  test('a register that says otherwise is told by the check, column by column, and is right again once it is rebuilt', async () => {
    const id = await play(centre.desk, complaintScenarios.reopened, `rebuilt-${name}`);
    await centre.registered();
    await register.db.deleteFrom('steps').where('case_id', '=', id).execute();
    await register.db.updateTable('cases').set({ person: 'somebody else' }).where('id', '=', id).execute();
    expect((await differences([id])).map(({ what }) => what).sort()).toEqual(['person', 'steps']);
    const seen: number[] = [];
    const { kept } = await rebuild(cases(), register.db, done => seen.push(done));
    expect(kept).toBe(0);
    expect(seen.at(-1)).toBe((await everyCase(cases(), register.db)).length);
    expect(await differences([id])).toEqual([]);
  });

  test('a rebuilt register keeps what the server has forgotten', async () => {
    await writeRecords(register.db, [recordOf('forgotten', 3, { status: 'closed', closed: BEGIN })]);
    const { kept } = await rebuild(cases(), register.db, () => {});
    expect(kept).toBe(1);
    expect(await caseOnRecord(register.db, 'forgotten')).toMatchObject({ status: 'closed', view: { lines: 3 } });
    await register.db.deleteFrom('cases').where('id', '=', 'forgotten').execute();
  });
});
