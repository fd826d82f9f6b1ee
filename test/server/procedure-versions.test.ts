import { migrateCases, runningCases } from '../../client/migrate-cases';
import { until } from '../../client/patience';
import { bundleProcedures } from '../../worker/procedures-bundle';
import { repairScenarios } from '../scenarios/repair';
import { play } from '../scenarios/scenario';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(120_000);

const taskQueue = 'procedure versions';
const by = { role: 'manager', name: 'Ma' };
const engineer = { role: 'engineer' };
let centre: ServiceCentre;
const ids: string[] = [];

const version = async (id: string): Promise<number> => (await centre.desk.cases.get(id).view()).version;

/** Two orders wait for somebody to be sent when the later version is deployed. */
beforeAll(async () => {
  const before = await serviceCentre({ taskQueue });
  const waiting = { ...repairScenarios.inTime, steps: [] };
  for (const name of ['stays', 'moves']) ids.push(await play(before.desk, waiting, `later-${name}`));
  await before.stop();
  const workflowBundle = await bundleProcedures(require.resolve('../support/procedures-later'));
  centre = await serviceCentre({ taskQueue, workflowBundle });
});
afterAll(() => centre?.stop());

test('a case keeps the version of its procedure when a later one is deployed', async () => {
  const [stays] = ids;
  expect(await version(stays!)).toBe(1);
  await expect(centre.desk.send(stays!, 'REPAIRED', { work: '已修' }, engineer)).rejects.toMatchObject({
    code: 'NOT_ACCEPTED',
  });
});

test('what a move would make of each case is listed, and nothing is changed', async () => {
  await until(
    async () => ((await runningCases(centre.desk.cases, 'repair-dispatch')).length >= 2 ? true : undefined),
    10_000,
  );
  const told = await migrateCases(centre.desk.cases, ids, { to: 2, type: 'repair-dispatch' });
  expect(told.map(({ id, from, outcome }) => [id, from, outcome])).toEqual(ids.map(id => [id, 1, 'would-move']));
  expect(await Promise.all(ids.map(version))).toEqual([1, 1]);
});

test('moved by one who answers for it, the case goes on by the later version: its rules, its clocks and its policy are those that it had', async () => {
  const moves = ids[1]!;
  const order = { to: 2, reason: 'rule of next year', by };
  const before = await centre.desk.cases.get(moves).view();
  expect(await migrateCases(centre.desk.cases, [moves], { to: 2, type: 'repair-dispatch', order })).toMatchObject([
    { outcome: 'moved' },
  ]);
  const after = await centre.desk.cases.get(moves).view();
  expect(after).toMatchObject({ version: 2, value: before.value, context: before.context });
  expect(after.journal.at(-1)).toMatchObject({ type: 'migrated', from: 1, to: 2, by });
  expect(await centre.desk.send(moves, 'REPAIRED', { work: '已修' }, engineer)).toMatchObject({
    value: 'awaiting-opinion',
  });
});

test('a field of a case is put right only to what the procedure takes', async () => {
  const of = centre.desk.cases.get(ids[0]!);
  const patched = (patch: { [field: string]: string }) =>
    of.repair({ what: 'context', patch, reason: 'typing error', by });
  await expect(patched({ emergency: 'perhaps' })).rejects.toMatchObject({
    code: 'BAD_REPAIR',
    message: expect.stringContaining('emergency'),
  });
  await expect(patched({ untit: '302' })).rejects.toMatchObject({ code: 'BAD_REPAIR' });
  await patched({ unit: '302' });
  expect((await of.view()).context).toMatchObject({ unit: '302' });
});
