import { complaintScenarios as scenarios } from '../scenarios/complaint';
import { played as playedOn } from '../scenarios/played';
import type { Scenario } from '../scenarios/scenario';
import { timersLeft } from '../support/history';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

describe.each([
  ['cached', {}],
  ['every task replayed', { maxCachedWorkflows: 0 }],
])('customer-complaint on the real server, %s', (how, options) => {
  let centre: ServiceCentre;

  beforeAll(async () => {
    centre = await serviceCentre({ taskQueue: `complaint ${how}`, ...options });
  });
  afterAll(() => centre?.stop());

  const played = (scenario: Scenario) => playedOn(centre, how, scenario);

  test('CSD-5 §4.2.1: a complaint is acknowledged with its reply date, and waits for the agent to judge it', async () => {
    const { view, said } = await played(scenarios.nothingDone);
    expect(view.value).toEqual({ answering: 'judging' });
    expect(said).toEqual(['received → customer']);
    const [reply] = view.deadlines;
    expect(reply).toMatchObject({ name: 'reply', status: 'running' });
    expect(reply!.due! - view.journal[0]!.at).toBe(3 * 86_400_000);
  });

  test('answered on the first day → no reminder, called back a week later, satisfied → closed', async () => {
    const { view, said, clocks, ledger } = await played(scenarios.inTime);
    expect(view).toMatchObject({ status: 'done', value: 'closed', output: { outcome: 'satisfied', callbacks: 1 } });
    expect(clocks).toEqual(['clock reply started', 'clock reply met']);
    expect(said).toEqual([
      'received → customer',
      'handling-asked → commerce',
      'replied → customer',
      'callback-due → agent',
    ]);
    expect(timersLeft(ledger)).toBe(0);
  });

  test('reminders go out at 50 % and 80 %; at 2 d 23 h 59 min the deadline is not missed', async () => {
    const { view, clocks } = await played(scenarios.justInTime);
    expect(clocks).toEqual(['clock reply started', 'clock reply warned 50 %', 'clock reply warned 80 %']);
    expect(view.deadlines[0]).toMatchObject({ status: 'running' });
  });

  test('at 3 days it is missed: recorded, the manager told, the case goes on', async () => {
    const { view, clocks, said } = await played(scenarios.missed);
    expect(clocks.at(-1)).toBe('clock reply missed manager');
    expect(
      view.journal.find(entry => entry.type === 'clock' && entry.what === 'missed')!.at - view.journal[0]!.at,
    ).toBe(3 * 86_400_000);
    expect(said.filter(line => line.startsWith('reply-overdue'))).toContain('reply-overdue → manager');
    expect(view).toMatchObject({ status: 'active', value: { answering: 'handling' } });
    expect(view.deadlines[0]).toMatchObject({ status: 'missed' });
  });

  test('each further day one level higher, up to the chairman and no further; the answer is late', async () => {
    const { view, clocks, ledger } = await played(scenarios.escalated);
    expect(clocks.slice(3)).toEqual([
      'clock reply missed manager',
      'clock reply escalated gm',
      'clock reply escalated chairman',
      'clock reply met-late',
    ]);
    expect(view.status).toBe('done');
    expect(timersLeft(ledger)).toBe(0);
  });

  test('CSD-5 §5.2.7: called back once a week, four times, never reached → closed', async () => {
    const { view, said, ledger } = await played(scenarios.fourCallbacks);
    expect(said.filter(line => line === 'callback-due → agent')).toHaveLength(4);
    expect(view.output).toEqual({ outcome: 'closed', level: 'agent', callbacks: 4 });
    expect(timersLeft(ledger)).toBe(0);
  });

  test('unsatisfied at the callback → reopened with a new clock of 3 days', async () => {
    const { view, clocks } = await played(scenarios.reopened);
    expect(clocks).toEqual([
      'clock reply started',
      'clock reply met',
      'clock reply started (2)',
      'clock reply warned 50 % (2)',
      'clock reply warned 80 % (2)',
      'clock reply missed manager (2)',
      'clock reply met-late (2)',
    ]);
    expect(view.output).toMatchObject({ outcome: 'satisfied' });
  });

  test('refused at every level → one level higher each time; refused at the general manager → closed as unresolved', async () => {
    const { view, journal, ledger } = await played(scenarios.refusedToTheTop);
    expect(view).toMatchObject({ value: 'unresolved', output: { outcome: 'unresolved', level: 'gm' } });
    expect(journal.filter(line => line.startsWith('JUDGED'))).toEqual([
      'JUDGED by agent',
      'JUDGED by supervisor',
      'JUDGED by manager',
      'JUDGED by gm',
    ]);
    expect(timersLeft(ledger)).toBe(0);
  });

  test('withdrawn before the reply → closed, its clock cancelled', async () => {
    const { view, clocks, ledger } = await played(scenarios.withdrawn);
    expect(view).toMatchObject({ status: 'done', output: { outcome: 'withdrawn' } });
    expect(clocks.at(-1)).toBe('clock reply cancelled');
    expect(timersLeft(ledger)).toBe(0);
  });

  test('not grounded → explained to the complainant, then the callback', async () => {
    const { view, said } = await played(scenarios.ungrounded);
    expect(said).toEqual(['received → customer', 'explained → customer', 'callback-due → agent']);
    expect(view.output).toMatchObject({ outcome: 'satisfied' });
  });
});
