import { type Cases, connect } from '../../client';
import { openIncidents } from '../../client/incidents';
import { until } from '../../client/patience';
import { bundleOptions } from '../../worker';
import { type RunningWorker, runWorker, testAddress } from '../support/workers';

jest.setTimeout(120_000);

const taskQueue = 'failing task';
const count = { type: 'COUNT', sender: 'one', n: 1 };
let worker: RunningWorker;
let cases: Cases;

const deploy = (file: string): Promise<RunningWorker> =>
  runWorker({ workflowsPath: require.resolve(`../support/${file}`), bundlerOptions: bundleOptions(), taskQueue });

const incidentOf = async (id: string) => (await openIncidents(cases)).find(incident => incident.case === id);

beforeAll(async () => {
  cases = await connect({ address: testAddress(), taskQueue });
  worker = await deploy('buggy-workflows');
});
afterAll(async () => {
  await worker?.stop();
  await cases?.close();
});

test('an event that runs into a bug is refused, and the case stays as it was', async () => {
  const { id } = await cases.start('counter', { id: 'failing-update' });
  await expect(cases.get(id).send(count)).rejects.toMatchObject({ code: 'EVENT_FAILED' });
  expect(await cases.get(id).view()).toMatchObject({ value: 'counting', revision: 1 });
});

test('a signal that runs into a bug: the case stands still and is among the incidents with the reason, until a mended worker takes the signal in', async () => {
  const { id } = await cases.start('counter', { id: 'failing-signal' });
  await cases.temporal.workflow.getHandle(id).signal('send', count);
  const incident = await until(() => incidentOf(id), 60_000);
  expect(incident).toMatchObject({ procedure: 'counter', error: { message: 'signal 1: this sender has no name' } });
  await expect(cases.get(id).send(count)).rejects.toMatchObject({ code: 'CASE_PARKED' });
  await worker.stop();
  worker = await deploy('forged-workflows');
  const asked = () => cases.get(id).send({ ...count, n: 2 });
  // The server tries the task again by itself.
  expect(
    await until(
      () =>
        asked().then(
          () => true,
          () => undefined,
        ),
      60_000,
    ),
  ).toBe(true);
  expect((await cases.get(id).view()).context).toEqual({ total: 2, disordered: 0, last: { one: 2 } });
  const still = await until(async () => ((await incidentOf(id)) ? undefined : 'gone'), 30_000);
  expect(still).toBe('gone');
});
