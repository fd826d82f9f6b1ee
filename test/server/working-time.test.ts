import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Desk } from '../../client/desk';
import type { WithPolicy } from '../../statechart/procedure';
import type { View } from '../../statechart/view';
import { add, openOf } from '../../time/add';
import { DAY, HOUR } from '../../time/duration';
import { afterWorking, between } from '../../time/hours';
import { complaintScenarios } from '../scenarios/complaint';
import { arrived, dispatched, repairScenarios } from '../scenarios/repair';
import { after, goOn, play, type Scenario, send } from '../scenarios/scenario';
import { ledgerOf } from '../support/history';
import { clockLines } from '../support/journal';
import { POLICY } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(90_000);

const folder = mkdtempSync(join(tmpdir(), 'duecourse-policy-'));
const working = join(folder, 'service-centre.yaml');
let centre: ServiceCentre;
/** The same desk after the policy file was changed. */
let changed: Desk;

beforeAll(async () => {
  writeFileSync(
    working,
    readFileSync(POLICY, 'utf8')
      .replace('calendars/company.yaml', join(dirname(POLICY), 'calendars/company.yaml'))
      .replace('reply: 3 calendar days', 'reply: 3 working days')
      .replace('finish: 3 calendar days', 'finish: 8 working hours')
      .replace('parts: { remindAfter: 1 week, longest: 2 weeks }', 'parts: { longest: 12 weeks }'),
  );
  centre = await serviceCentre({ taskQueue: 'working time' });
  changed = new Desk(centre.desk.cases, working);
});
afterAll(async () => {
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const calendarOf = (view: View) => (view.context as unknown as WithPolicy).policy.zone;
const clockOf = (view: View, name: string) => view.deadlines.find(deadline => deadline.name === name)!;

test('another limit in the policy moves new cases, as the calendar says, and leaves running ones alone', async () => {
  const calendarDays = await play(centre.desk, complaintScenarios.nothingDone, 'reply-by-calendar-days');
  const workingDays = await play(changed, complaintScenarios.nothingDone, 'reply-by-working-days');
  const [old, now] = [(await changed.show(calendarDays)).view, (await changed.show(workingDays)).view];
  expect(clockOf(old, 'reply').due! - old.journal[0]!.at).toBe(3 * DAY);
  const due = add(now.journal[0]!.at, { kind: 'workingDays', days: 3 }, calendarOf(now));
  expect(clockOf(now, 'reply')).toMatchObject({ due, working: true });

  await goOn(changed, 'customer-complaint', [after(`${Math.ceil((due - now.at) / HOUR)} hours`)], workingDays);
  const over = (await changed.show(workingDays)).view;
  expect(clockLines(over.journal).slice(0, 4)).toEqual([
    'clock reply started',
    'clock reply warned 50 %',
    'clock reply warned 80 %',
    'clock reply missed manager',
  ]);
  expect(over.journal.find(entry => entry.type === 'clock' && entry.what === 'missed')?.at).toBe(due);
});

describe('a clock of working hours that is paused', () => {
  const parts = send('engineer', 'PARTS_MISSING', now => ({
    part: '阀芯',
    expectedAt: new Date(now + DAY).toISOString().replace('Z', '+00:00'),
  }));
  const waiting = (title: string, time: string): Scenario => ({
    ...repairScenarios.inTime,
    title,
    steps: [dispatched, arrived, parts, after(time), send('warehouse', 'PARTS_ARRIVED', {})],
  });

  test('goes on with the working time that was left; thirty days cost no more events than an hour', async () => {
    const short = await play(changed, waiting('an hour', '1 hour'), 'finish-paused-for-an-hour');
    const long = await play(changed, waiting('thirty days', '30 calendar days'), 'finish-paused-for-thirty-days');
    const { view } = await changed.show(long);
    const calendar = openOf(calendarOf(view));
    const at = (what: string) =>
      view.journal.find(entry => entry.type === 'clock' && entry.clock === 'finish' && entry.what === what)!.at;
    const used = between(at('started'), at('paused'), calendar);
    expect(clockOf(view, 'finish').due).toBe(afterWorking(at('resumed'), 8 * HOUR - used, calendar));
    expect(at('resumed') - at('paused')).toBeGreaterThanOrEqual(30 * DAY);
    const temporal = centre.desk.cases.temporal;
    // How many tasks the commands of an hour or a month share depends on how fast the server hands them out, not on the time between.
    const commands = async (id: string) =>
      Object.entries(await ledgerOf(temporal, id)).filter(([type]) => !type.startsWith('WORKFLOW_TASK_'));
    expect(await commands(long)).toEqual(await commands(short));
  });
});
