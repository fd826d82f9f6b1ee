import { housePolicy } from '../../machines/catalogue';
import { sliceOf } from '../../machines/policy/load';
import { complaintScenarios } from '../scenarios/complaint';
import { POLICY } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

let centre: ServiceCentre;
beforeAll(async () => {
  centre = await serviceCentre({ taskQueue: 'past the desk' });
});
afterAll(() => centre?.stop());

const { input } = complaintScenarios.nothingDone;
const whole = () => sliceOf(housePolicy(POLICY), 'customer-complaint', Date.now());
const forged: readonly [string, () => [unknown, unknown?]][] = [
  ['without a policy', () => [input]],
  ['with nothing at all', () => [undefined]],
  ['with what is no complaint', () => ['a complaint', { policy: whole() }]],
  ['with a policy that is a number', () => [input, { policy: 42 }]],
  ['with no limits', () => [input, { policy: { ...whole(), limits: {} } }]],
  ['with a limit of no kind', () => [input, { policy: { ...whole(), limits: { ...whole().limits, reply: 'soon' } } }]],
  ['with a ladder that is none', () => [input, { policy: { ...whole(), clocks: { reply: { warnAt: 'often' } } } }]],
  ['with no time zone', () => [input, { policy: { ...whole(), zone: null } }]],
];
test.each(forged)('a case that is started past the desk %s ends at once with the reason', async (words, args) => {
  const started = await centre.desk.cases.temporal.workflow.start('customer-complaint', {
    workflowId: `refused-forged-${forged.findIndex(([each]) => each === words)}`,
    taskQueue: centre.taskQueue,
    args: args(),
  });
  await expect(started.result()).rejects.toMatchObject({ cause: { type: 'BAD_INPUT', nonRetryable: true } });
});
