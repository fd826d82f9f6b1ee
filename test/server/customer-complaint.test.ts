import { complaintScenarios as scenarios } from '../scenarios/complaint';
import { play } from '../scenarios/scenario';
import { ledgerOf, timersLeft } from '../support/history';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

describe.each([
  ['cached', {}],
  ['every task replayed', { maxCachedWorkflows: 0 }],
])('customer-complaint on the real server, %s', (how, options) => {
  let centre: ServiceCentre;
  const taskQueue = `complaint ${how}`;
  const id = (name: string) => `complaint-${name}-${how.replaceAll(' ', '-')}`;

  beforeAll(async () => {
    centre = await serviceCentre({ taskQueue, ...options });
  });
  afterAll(() => centre?.stop());

  test('answered in time, satisfied at the first callback → closed, no reminder', async () => {
    const c = await play(centre.desk, scenarios.inTime, id('in-time'));
    console.log(await centre.said(c));
    console.log(JSON.stringify((await centre.desk.show(c)).view, null, 1));
    const ledger = await ledgerOf(centre.desk.cases.temporal, c);
    console.log(ledger);
    expect(timersLeft(ledger)).toBe(0);
  });
});
