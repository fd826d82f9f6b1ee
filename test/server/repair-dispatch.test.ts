import { played as playedOn } from '../scenarios/played';
import { repairScenarios as scenarios } from '../scenarios/repair';
import type { Scenario } from '../scenarios/scenario';
import { timersLeft } from '../support/history';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

describe.each([
  ['cached', {}],
  ['every task replayed', { maxCachedWorkflows: 0 }],
])('repair-dispatch on the real server, %s', (how, options) => {
  let centre: ServiceCentre;

  beforeAll(async () => {
    centre = await serviceCentre({ taskQueue: `repair ${how}`, ...options });
  });
  afterAll(() => centre?.stop());

  const played = (scenario: Scenario) => playedOn(centre, how, scenario);

  test('there after 19 minutes → nobody has to phone; repaired, opinion, callback after 48 h, closed', async () => {
    const { view, said, clocks, ledger } = await played(scenarios.inTime);
    expect(view).toMatchObject({ status: 'done', output: { outcome: 'closed', reopened: 0 } });
    expect(said.filter(line => line.startsWith('call-owner'))).toEqual([]);
    expect(clocks).toEqual(['clock arrival started', 'clock arrival met', 'clock finish started', 'clock finish met']);
    expect(timersLeft(ledger)).toBe(0);
  });

  test('CSD-9 §4.9: nobody arrived after 20 minutes → the agent must phone the owner', async () => {
    const { view, said } = await played(scenarios.nobodyThere);
    expect(view.value).toEqual({ dispatched: 'calling-owner' });
    expect(said).toEqual(['work-order → engineering', 'call-owner → agent']);
    expect(view.accepts).toContain('CALLED_OWNER');
    const missed = view.journal.find(entry => entry.type === 'clock' && entry.what === 'missed')!;
    const started = view.journal.find(entry => entry.type === 'clock' && entry.what === 'started')!;
    expect(missed.at - started.at).toBe(20 * 60_000);
  });

  test('phoned and there as promised → no second call', async () => {
    const { view, said, ledger } = await played(scenarios.late);
    expect(said.filter(line => line.startsWith('call-owner'))).toEqual(['call-owner → agent']);
    expect(view.status).toBe('done');
    expect(timersLeft(ledger)).toBe(0);
  });

  test('the promised time missed → supervisor, then manager, each with another call', async () => {
    const { said, ledger } = await played(scenarios.brokenPromises);
    expect(said.filter(line => line.startsWith('call-owner'))).toEqual([
      'call-owner → agent',
      'call-owner → agent',
      'call-owner → supervisor',
      'call-owner → agent',
      'call-owner → manager',
    ]);
    expect(timersLeft(ledger)).toBe(0);
  });

  test('an emergency is dispatched at once and checked after 5 minutes', async () => {
    const { view, said } = await played(scenarios.emergency);
    expect(view.value).toEqual({ dispatched: 'calling-owner' });
    expect(said).toEqual(['emergency-order → engineering', 'call-owner → agent']);
  });

  test('parts missing for 10 days → the finish clock is paused, and goes on with what was left', async () => {
    const { view, clocks, ledger } = await played(scenarios.waitedForParts);
    expect(clocks).toEqual([
      'clock arrival started',
      'clock arrival met',
      'clock finish started',
      'clock finish paused',
      'clock finish pause-reminded',
      'clock finish resumed',
      'clock finish met',
    ]);
    expect(view.status).toBe('done');
    expect(timersLeft(ledger)).toBe(0);
  });

  test('parts missing for 15 days → chased after a week; after two the finish clock goes on by itself', async () => {
    const { view, clocks, said, ledger } = await played(scenarios.waitedTooLong);
    expect(clocks.slice(2)).toEqual([
      'clock finish started',
      'clock finish paused',
      'clock finish pause-reminded',
      'clock finish pause-expired',
      'clock finish met',
    ]);
    expect(said).toEqual(
      expect.arrayContaining([
        'parts-chased → agent',
        'parts-chased → warehouse',
        'parts-overdue → agent',
        'parts-overdue → supervisor',
      ]),
    );
    expect(view.status).toBe('done');
    expect(timersLeft(ledger)).toBe(0);
  });

  test('a bad result at the callback → dispatched again with a new arrival check', async () => {
    const { view, clocks, ledger } = await played(scenarios.reopened);
    expect(view.output).toEqual({ outcome: 'closed', reopened: 1 });
    expect(clocks).toContain('clock arrival started (2)');
    expect(clocks).toContain('clock arrival met (2)');
    expect(timersLeft(ledger)).toBe(0);
  });

  test('withdrawn before anybody is there → engineering is told, nothing is left running', async () => {
    const { view, said, ledger } = await played(scenarios.withdrawn);
    expect(view.output).toEqual({ outcome: 'withdrawn', reopened: 0 });
    expect(said).toEqual(['work-order → engineering', 'order-cancelled → engineering']);
    expect(timersLeft(ledger)).toBe(0);
  });
});
