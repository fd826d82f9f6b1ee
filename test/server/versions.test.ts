import { type Cases, connect } from '../../client';
import { migrateCases, runningCases } from '../../client/migrate-cases';
import { until } from '../../client/patience';
import { forward } from '../../testing';
import { bundleOptions } from '../../worker';
import { type RunningWorker, runWorker, testAddress } from '../support/workers';

jest.setTimeout(60_000);

const taskQueue = 'versions';
const by = { role: 'developer' };
let cases: Cases;
let worker: RunningWorker;

const deploy = (file: string): Promise<RunningWorker> =>
  runWorker({ workflowsPath: require.resolve(`../support/${file}`), bundlerOptions: bundleOptions(), taskQueue });

/** Two parcels are under way when the second version is deployed. */
beforeAll(async () => {
  cases = await connect({ address: testAddress(), taskQueue });
  worker = await deploy('parcel-workflows');
  for (const id of ['parcel-stays', 'parcel-moves', 'parcel-expires']) {
    const parcel = await cases.start('parcel', { id });
    await parcel.send({ type: 'SENT' });
  }
  await worker.stop();
  worker = await deploy('parcel-workflows-later');
});

afterAll(async () => {
  await worker?.stop();
  await cases?.close();
});

test('a running case keeps the version that it began with when a later one is deployed', async () => {
  const parcel = cases.get('parcel-stays');
  expect(await parcel.view()).toMatchObject({ version: 1, value: 'underway' });
  await parcel.send({ type: 'ARRIVED' });
  await parcel.waitFor('done');
});

test('a case that is started with the later version runs it', async () => {
  const parcel = await cases.start('parcel', { id: 'parcel-new', version: 2 });
  await parcel.send({ type: 'SENT' });
  expect(await parcel.send({ type: 'ARRIVED' })).toMatchObject({ value: 'signing' });
  expect((await parcel.view()).version).toBe(2);
});

test('moved on request → it goes on in the counterpart of its state, with what was left of its wait, on record', async () => {
  const parcel = cases.get('parcel-moves');
  await forward(cases, parcel.id, '48 hours');
  const before = await parcel.view();
  await parcel.migrate({ to: 2, reason: 'signatures are needed', by });
  await parcel.waitFor({ state: 'travelling' });
  const after = await parcel.view();
  expect(after).toMatchObject({ version: 2, value: 'travelling' });
  expect(after.deadlines[0]!.due).toBe(before.deadlines[0]!.due);
  expect(after.journal).toContainEqual(expect.objectContaining({ type: 'migrated', from: 1, to: 2, by }));
  await parcel.send({ type: 'ARRIVED' });
  await parcel.send({ type: 'SIGNED' });
  await parcel.waitFor('done');
});

test('a wait that runs on under the later version fires at its own instant', async () => {
  const parcel = cases.get('parcel-expires');
  await forward(cases, parcel.id, '71 hours');
  await parcel.migrate({ to: 2, reason: 'test', by });
  await parcel.waitFor({ state: 'travelling' });
  await forward(cases, parcel.id, '1 hour');
  await parcel.waitFor('done');
  expect((await parcel.view()).value).toBe('lost');
});

test('what a move would make of a case is told beforehand, and asking changes nothing', async () => {
  const parcel = await cases.start('parcel', { id: 'parcel-asked', version: 1 });
  await parcel.send({ type: 'SENT' });
  const before = await parcel.view();
  expect(await parcel.previewMigration(2)).toEqual({ from: 1, value: 'travelling', waits: false });
  expect(await parcel.previewMigration(3)).toMatchObject({ from: 1, problem: { code: 'UNKNOWN_VERSION' } });
  expect(await parcel.view()).toMatchObject({ version: 1, value: 'underway', revision: before.revision });
});

test('many cases are moved some at a time; begun again, those that were moved already are skipped', async () => {
  const ids = ['parcel-first', 'parcel-second', 'parcel-third'];
  await Promise.all(ids.map(id => cases.start('parcel', { id, version: 1 })));
  const order = { to: 2, reason: 'signatures are needed', by };
  const outcomes = async (of: readonly string[], asked?: typeof order) =>
    (await migrateCases(cases, of, { type: 'parcel', to: 2, ...(asked && { order: asked }) })).map(one => one.outcome);
  expect(await outcomes(ids)).toEqual(['would-move', 'would-move', 'would-move']);
  expect(await outcomes(ids.slice(0, 1), order)).toEqual(['moved']);
  expect(await outcomes([...ids, 'parcel-nobody'], order)).toEqual(['already', 'moved', 'moved', 'refused']);
  const versions = await Promise.all(ids.map(async id => (await cases.get(id).view()).version));
  expect(versions).toEqual([2, 2, 2]);
  await until(async () => ((await runningCases(cases, 'parcel')).includes(ids[0]!) ? true : undefined), 10_000);
});

test('asked twice, moved once; a version that nobody knows, a way back and a missing reason are refused', async () => {
  const parcel = await cases.start('parcel', { id: 'parcel-twice', version: 1 });
  await parcel.migrate({ to: 2, reason: 'test', by });
  await parcel.migrate({ to: 2, reason: 'test', by });
  await parcel.waitFor({ where: ({ version }) => version === 2 });
  await parcel.migrate({ to: 2, reason: 'test', by });
  expect((await parcel.view()).journal.filter(({ type }) => type === 'migrated')).toHaveLength(1);
  await expect(parcel.migrate({ to: 3, reason: 'test', by })).rejects.toMatchObject({ code: 'UNKNOWN_VERSION' });
  await expect(parcel.migrate({ to: 1, reason: 'test', by })).rejects.toMatchObject({ code: 'NO_MIGRATION' });
  await expect(parcel.migrate({ to: 2, reason: '', by })).rejects.toMatchObject({ code: 'BAD_MIGRATION' });
  expect((await parcel.view()).version).toBe(2);
});
