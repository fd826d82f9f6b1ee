import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { heartbeat, sleep } from '@temporalio/activity';
import type { Cases } from '../../client';
import { until } from '../../client/patience';
import { forward } from '../../testing';
import { type Ledger, ledgerOf, quiet } from '../support/history';
import { serveTests } from '../support/workers';

jest.setTimeout(120_000);

/** As long as it is wanted, or until it is cancelled. */
async function work(input: string): Promise<string> {
  if (input === 'slow') await sleep(200);
  for (; input === 'long'; await sleep(100)) heartbeat();
  return input;
}
const tell = async (): Promise<void> => undefined;

let machines: Cases;
let byHand: Cases;
const activities = { 'promise.work': work, 'cancelled.work': work, 'parallel.work': work, work, tell };
const quick = { activities, maxHeartbeatThrottleInterval: '100ms', defaultHeartbeatThrottleInterval: '100ms' } as const;
serveTests(
  'construct-workflows',
  cases => {
    machines = cases;
  },
  quick,
);
serveTests(
  '../twins/constructs',
  cases => {
    byHand = cases;
  },
  quick,
);

/** What happens to the case: an hour passes, its activity has begun, or has heard that it is to stop, an event by name, one to its child. */
type Happening = 'hour' | 'at work' | 'at rest' | 'signal' | 'GO' | 'NEXT' | 'HOLD' | 'child: WORD';
type Script = readonly [workflow: string, ...script: Happening[]];

/** Construct, as docs/cost.md calls it → workflow, and what happens to its case. */
const scripts: { readonly [construct: string]: Script } = {
  'a case that is over at once': ['nothing'],
  'an event by `send`': ['event', 'GO'],
  'an event by signal': ['event', 'signal'],
  'a delay that passes': ['wait', 'hour'],
  'a delay whose state is left in time, and two events': ['waitLeft', 'GO', 'GO'],
  'a delay that passes five times': ['repeated', 'hour', 'hour', 'hour', 'hour', 'hour'],
  'a promise actor': ['promise'],
  'a promise actor whose state is left, and two events': ['cancelled', 'at work', 'GO', 'at rest', 'GO'],
  "the same with `whenLeft: 'finish'`": ['finished', 'at work', 'GO', 'GO'],
  'an action without implementation': ['action'],
  'two promise actors in parallel regions, and an event': ['parallel', 'GO'],
  'a history state: held and taken up in its second stage, four events': ['history', 'NEXT', 'HOLD', 'GO', 'NEXT'],
  'a machine inside, with a delay, a message each way and an event': ['childInside', 'GO'],
  'a machine as a child workflow': ['childWorkflow', 'child: WORD'],
};

async function play(cases: Cases, [workflow, ...script]: Script): Promise<Ledger> {
  const id = `${cases === machines ? 'machine' : 'by-hand'} ${workflow} ${script.join(' ')}`;
  await cases.start(workflow, { id });
  for (const happening of script) await happen(cases, id, happening);
  await cases.get(id).result();
  return ledgerOf(cases.temporal, id);
}

/** The case comes to rest first: what a history holds must not depend on how fast anything is. */
async function happen(cases: Cases, id: string, happening: Happening): Promise<void> {
  const { temporal } = cases;
  if (happening === 'at work') return isAtWork(cases, id);
  if (happening === 'at rest') return quiet(temporal, id);
  if (happening === 'hour') {
    await quiet(temporal, id);
    return forward(cases, id, '1 hour');
  }
  if (happening === 'signal') return temporal.workflow.getHandle(id).signal('send', { type: 'GO' });
  const [to, type] = happening === 'child: WORD' ? [cases.get(`${id}/child`), 'WORD'] : [cases.get(id), happening];
  if (type === 'WORD') await childBegun(cases, id);
  await to.waitFor({ where: ({ accepts }) => accepts.includes(type) });
  await to.send({ type });
}

/** A child workflow is there some time after its parent has asked for it. */
async function childBegun({ temporal }: Cases, id: string): Promise<void> {
  await quiet(temporal, id);
  const child = temporal.workflow.getHandle(`${id}/child`);
  await until(() => child.describe().catch(() => undefined), 30_000);
  await quiet(temporal, id);
}

/** Waits until the activity of a case has begun. */
async function isAtWork(cases: Cases, id: string): Promise<void> {
  await until(async () => {
    const { pendingActivities } = (await cases.temporal.workflow.getHandle(id).describe()).raw;
    return pendingActivities?.[0]?.lastHeartbeatTime ?? undefined;
  }, 30_000);
}

const eventsIn = (ledger: Ledger): number => Object.values(ledger).reduce((sum, count) => sum + count, 0);

/** `| construct | events | …` */
const told = new Map(
  readFileSync(join(__dirname, '../../docs/cost.md'), 'utf8')
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()))
    .map(([, construct = '', events = '']) => [construct, events]),
);

describe('what a construct costs is what docs/cost.md says, and what it costs by hand', () => {
  test.each(Object.entries(scripts))('%s', async (construct, script) => {
    const [machine, twin] = await Promise.all([play(machines, script), play(byHand, script)]);
    expect(machine).toEqual(twin);
    expect(told.get(construct)).toBe(String(eventsIn(machine)));
  });

  test('messages to a child workflow and back cost what they cost by hand', async () => {
    const script = ['childMessages', 'GO'] as const;
    const [machine, twin] = await Promise.all([play(machines, script), play(byHand, script)]);
    // How many tasks it takes to hear of them depends on how close together they come.
    expect(withoutTasks(machine)).toEqual(withoutTasks(twin));
    expect(withoutTasks(machine)).toMatchObject({ SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED: 1 });
  });
});

const withoutTasks = (ledger: Ledger): Ledger =>
  Object.fromEntries(Object.entries(ledger).filter(([type]) => !type.startsWith('WORKFLOW_TASK')));
