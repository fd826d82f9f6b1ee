import { inquiryScenarios as scenarios } from '../scenarios/inquiry';
import { played as playedOn } from '../scenarios/played';
import type { Scenario } from '../scenarios/scenario';
import { timersLeft } from '../support/history';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

describe('inquiry on the real server', () => {
  let centre: ServiceCentre;

  beforeAll(async () => {
    centre = await serviceCentre({ taskQueue: 'inquiry', maxCachedWorkflows: 0 });
  });
  afterAll(() => centre?.stop());

  const played = (scenario: Scenario) => playedOn(centre, 'replayed', scenario);

  test('in the scope of whoever is asked first → done in one go, closed when the customer does not ask again', async () => {
    const { view, said, ledger } = await played(scenarios.inOneGo);
    expect(said).toEqual(['answered → customer']);
    expect(view).toMatchObject({ status: 'done', output: { outcome: 'answered', asked: 1 } });
    expect(timersLeft(ledger)).toBe(0);
  });

  test('not in their scope → handed over, and followed until the customer has an answer', async () => {
    const { view, said } = await played(scenarios.handedOver);
    expect(said).toEqual([
      'handed-over → after-sales',
      'answer-due-soon → agent',
      // To whoever follows it, too.
      'answered → agent',
      'answered → customer',
    ]);
    expect(view.deadlines[0]).toMatchObject({ name: 'answer', status: 'met' });
  });

  test('a matter of weight → the general manager at once', async () => {
    expect((await played(scenarios.weighty)).said).toEqual(['weighty → gm']);
  });

  test('a promised follow-up that is not kept → whoever was asked first and the lead', async () => {
    const { said } = await played(scenarios.promiseBroken);
    expect(said).toEqual(['follow-up-promised → customer', 'follow-up-missed → agent', 'follow-up-missed → lead']);
  });

  test('no answer within 24 hours → the lead, then one level higher each day', async () => {
    const { said } = await played(scenarios.overdue);
    expect(said.filter(line => line.startsWith('answer-overdue'))).toEqual([
      'answer-overdue → lead',
      'answer-overdue → supervisor',
      'answer-overdue → manager',
    ]);
  });

  test('CSD-14-6: urgent → solved first, the work slip filed after', async () => {
    const { view, said } = await played(scenarios.urgent);
    expect(said).toEqual(['answered → customer', 'slip-asked → agent']);
    expect(view.status).toBe('done');
  });

  test('a second contact on the same matter → one level higher, and open again after an answer', async () => {
    const { view, said, clocks } = await played(scenarios.askedAgain);
    expect(said).toEqual(['asked-again → lead', 'answered → customer', 'asked-again → supervisor']);
    expect(view.value).toEqual({ answering: 'first-asked' });
    expect(clocks.at(-1)).toBe('clock answer started (2)');
  });

  test('withdrawn → nothing is left running', async () => {
    const { view, ledger } = await played(scenarios.withdrawn);
    expect(view.output).toEqual({ outcome: 'withdrawn', asked: 1 });
    expect(timersLeft(ledger)).toBe(0);
  });
});
