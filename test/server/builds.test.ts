import { type Cases, connect } from '../../client';
import { until } from '../../client/patience';
import { bundleOptions, pinnedTo } from '../../worker';
import { type RunningWorker, runWorker, testAddress } from '../support/workers';

jest.setTimeout(120_000);

const taskQueue = 'builds';
const deploymentName = 'counting';
const workers: RunningWorker[] = [];
let cases: Cases;

const deploy = async (build: string): Promise<void> => {
  const workflowsPath = require.resolve('../support/counter-workflows');
  const options = {
    workflowsPath,
    bundlerOptions: bundleOptions(),
    taskQueue,
    ...pinnedTo(`${deploymentName}/${build}`),
  };
  workers.push(await runWorker(options));
  const {
    workflowService: service,
    options: { namespace },
  } = cases.temporal;
  // The server knows a build once its worker has asked for work.
  const current = () =>
    service.setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId: build, identity: 'test' });
  const made = await until(
    () =>
      current().then(
        () => true,
        () => undefined,
      ),
    30_000,
  );
  expect(made).toBe(true);
};

/** The build of each workflow task of a run. */
async function buildsOf(id: string, runId: string): Promise<Set<string | null | undefined>> {
  const { events } = await cases.temporal.workflow.getHandle(id, runId).fetchHistory();
  const done = (events ?? []).flatMap(event => event.workflowTaskCompletedEventAttributes ?? []);
  return new Set(done.map(({ deploymentVersion }) => deploymentVersion?.buildId));
}

const count = (n: number) => ({ type: 'COUNT', sender: 'one', n });

beforeAll(async () => {
  cases = await connect({ address: testAddress(), taskQueue });
  await deploy('A');
});
afterAll(async () => {
  for (const worker of workers) await worker.stop();
  await cases?.close();
});

test('a run stays on the build that it began on; the next one, and every new case, begins on the build that is current', async () => {
  const old = await cases.start('counter', { id: 'builds-old' });
  await old.send(count(1));
  const first = (await old.describe()).runId;
  await deploy('B');
  const fresh = await cases.start('counter', { id: 'builds-new' });
  await fresh.send(count(1));
  expect(await buildsOf(fresh.id, (await fresh.describe()).runId)).toEqual(new Set(['B']));
  // It may take a moment until the case is told that another build is current.
  let n = 1;
  const second = await until(async () => {
    await old.send(count(++n));
    const { runId } = await old.describe();
    return runId === first ? undefined : runId;
  }, 30_000);
  await old.send(count(++n));
  expect(await buildsOf(old.id, first)).toEqual(new Set(['A']));
  expect(await buildsOf(old.id, second!)).toEqual(new Set(['B']));
  expect((await old.view()).context).toEqual({ total: n, disordered: 0, last: { one: n } });
});
