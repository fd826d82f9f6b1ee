import { housePolicy } from '../../machines/catalogue';
import { sliceOf } from '../../machines/policy/load';
import { repairScenarios } from '../scenarios/repair';
import { POLICY } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

let centre: ServiceCentre;

beforeAll(async () => {
  centre = await serviceCentre({ taskQueue: 'around the desk' });
});
afterAll(() => centre?.stop());

/** As anybody may start a case who has Temporal's own client or the Web UI. */
async function startedRaw(id: string, input: unknown, carry: object) {
  const { cases } = centre.desk;
  await cases.temporal.workflow.start('repair-dispatch', {
    workflowId: id,
    taskQueue: centre.taskQueue,
    args: [input, carry],
  });
  return cases.get(id);
}

const policy = () => sliceOf(housePolicy(POLICY), 'repair-dispatch', Date.now());

test('a case started without a policy ends at once with what is missing, instead of failing tasks for ever', async () => {
  const repair = await startedRaw('raw-no-policy', repairScenarios.inTime.input, {});
  await expect(repair.result()).rejects.toMatchObject({
    code: 'CASE_FAILED',
    message: expect.stringContaining('duecourse start'),
  });
});

test('a case started with fields that do not fit ends at once, with the field', async () => {
  const repair = await startedRaw('raw-bad-input', { ...repairScenarios.inTime.input, fault: 1 }, { policy: policy() });
  await expect(repair.result()).rejects.toMatchObject({
    code: 'CASE_FAILED',
    message: expect.stringContaining('fault'),
  });
});

test('a case started with all that it needs runs as one from the desk', async () => {
  const repair = await startedRaw('raw-good', repairScenarios.inTime.input, { policy: policy() });
  await centre.desk.send('raw-good', 'DISPATCHED', {}, { role: 'agent' });
  expect((await repair.view()).value).toEqual({ dispatched: 'awaiting-arrival' });
});
