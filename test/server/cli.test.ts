import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cases, connect } from '../../client';
import { packageRoot } from '../../config/package-root';
import { loadSettings } from '../../config/settings';
import type { Child } from '../../worker/child';
import { startWorker } from '../../worker/start-worker';
import { command, type Said } from '../support/command';
import { quiet } from '../support/history';
import { testAddress } from '../support/workers';

// Every step is a process of its own, against a worker that is another.
jest.setTimeout(120_000);

const ID = 'repair-by-command';
let folder: string;
let worker: Child;
let cases: Cases;
let duecourse: (...args: readonly string[]) => Promise<Said>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duecourse-cli-'));
  const flags = { address: testAddress(), taskQueue: 'cli', dataDir: folder };
  worker = await startWorker(loadSettings({ env: {}, cwd: folder, flags }));
  cases = await connect(flags);
  duecourse = command(['--address', flags.address, '--task-queue', 'cli', '--data-dir', flags.dataDir], folder);
});

afterAll(async () => {
  await worker?.stop();
  await cases?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a command that must succeed prints, as JSON. */
async function json(...args: readonly string[]): Promise<{ [name: string]: unknown }> {
  const { code, out, err } = await duecourse(...args, '--json');
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as { [name: string]: unknown };
}

/** The code of a refusal, and what the command ended with. */
async function refusal(...args: readonly string[]): Promise<[code: string, exit: number | null]> {
  const { code, err } = await duecourse(...args, '--json');
  return [(JSON.parse(err) as { error: { code: string } }).error.code, code];
}

test('a case from a file to its end', async () => {
  const input = join(packageRoot, 'examples/repair-leak.json');
  const opened = await json('start', 'repair-dispatch', '--input', input, '--id', ID, '--as', 'agent:li');
  expect(opened).toMatchObject({ id: ID, status: 'open', state: 'reported' });

  // Who may not, what is not accepted now, what does not fit and what is there already: each in its own way, and nothing changes.
  expect(await refusal('send', ID, 'DISPATCHED', '--as', 'engineer')).toEqual(['ROLE_REFUSED', 4]);
  expect(await refusal('send', ID, 'ARRIVED', '--as', 'engineer')).toEqual(['NOT_ACCEPTED', 4]);
  expect(await refusal('send', ID, 'DISPATCHED', '--set', 'x=1', '--as', 'agent')).toEqual(['UNKNOWN_FIELD', 3]);
  expect(await refusal('start', 'repair-dispatch', '--input', input, '--id', ID, '--as', 'agent')).toEqual([
    'CASE_EXISTS',
    6,
  ]);
  expect(await refusal('show', 'nobody')).toEqual(['UNKNOWN_CASE', 5]);
  expect(await json('show', ID)).toMatchObject({ state: 'reported', revision: opened.revision });

  await json('send', ID, 'DISPATCHED', '--as', 'agent:li');
  expect(await json('forward', ID, '20 minutes')).toMatchObject({ state: { dispatched: 'calling-owner' } });
  const phoned = ['--set', 'reason=traffic', '--set', 'promisedAt=+30 minutes', '--as', 'agent:li'];
  expect(await json('send', ID, 'CALLED_OWNER', ...phoned)).toMatchObject({ state: { dispatched: 'promised' } });
  await json('send', ID, 'ARRIVED', '--as', 'engineer:zhao');

  await quiet(cases.temporal, ID);
  const { messages } = (await json('outbox', '--case', ID)) as { messages: { to: string; key: string }[] };
  expect(messages.map(({ to }) => to).sort()).toEqual(['agent', 'engineering']);
  const { key } = messages[0]!;
  expect(await json('outbox', 'show', key)).toMatchObject({
    key,
    state: 'delivered',
    history: [{ state: 'pending' }, { state: 'sending' }, { state: 'delivered' }],
  });
  expect(await json('outbox', 'list', '--dead', '--unknown')).toMatchObject({ messages: [] });
  expect(await refusal('outbox', 'retry', key, '--as', 'agent:li')).toEqual(['MESSAGE_SETTLED', 6]);
  expect(await refusal('outbox', 'drop', key, '--as', 'agent:li')).toEqual(['USAGE', 2]);
  expect(await refusal('outbox', 'show', `${ID}/99/1/agent/outbox`)).toEqual(['UNKNOWN_MESSAGE', 5]);

  await json('send', ID, 'REPAIRED', '--as', 'engineer:zhao');
  await json('send', ID, 'OPINION', '--set', 'satisfied=yes', '--as', 'customer');
  await json('forward', ID, '48 hours');
  await json('send', ID, 'CALLED_BACK', '--set', 'good=true', '--as', 'agent:li');
  expect(await json('wait', ID, '--for', 'done')).toMatchObject({ status: 'closed', state: 'closed' });
  expect(await refusal('send', ID, 'ARRIVED', '--as', 'engineer')).toEqual(['CASE_CLOSED', 6]);

  const { journal } = (await json('journal', ID)) as { journal: { type: string; event?: string; at: string }[] };
  expect(journal.flatMap(({ type, event }) => (type === 'event' && /^[A-Z]/.test(event!) ? [event] : []))).toEqual([
    'DISPATCHED',
    'CALLED_OWNER',
    'ARRIVED',
    'REPAIRED',
    'OPINION',
    'CALLED_BACK',
  ]);
});

test('what happened earlier is entered late, with the reason', async () => {
  const id = 'repair-entered-late';
  const input = join(packageRoot, 'examples/repair-leak.json');
  await json('start', 'repair-dispatch', '--input', input, '--id', id, '--as', 'agent:li');
  await json('send', id, 'DISPATCHED', '--as', 'agent:li');
  const { now } = (await json('forward', id, '40 minutes')) as { now: string };
  const earlier = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
  const late = (at: string, ...more: readonly string[]) => [
    'send',
    id,
    'ARRIVED',
    '--at',
    at,
    '--as',
    'agent:li',
    ...more,
  ];
  const reason = ['--reason', 'no signal on site'];

  expect(await refusal(...late(earlier(25)))).toEqual(['USAGE', 2]);
  expect(await refusal('send', id, 'ARRIVED', '--as', 'agent:li', ...reason)).toEqual(['USAGE', 2]);
  expect(await refusal(...late('some time ago', ...reason))).toEqual(['BAD_LATE_ENTRY', 3]);
  expect(await refusal(...late('+10 minutes', ...reason))).toEqual(['LATE_IN_FUTURE', 3]);
  expect(await refusal(...late(earlier(600), ...reason))).toEqual(['LATE_BEFORE_CASE', 3]);

  const shown = await json(...late(earlier(25), ...reason));
  expect(shown).toMatchObject({
    state: 'repairing',
    deadlines: [{ name: 'arrival', status: 'met' }, { name: 'finish' }],
  });
  const { journal } = (await json('journal', id)) as { journal: { event?: string }[] };
  expect(journal.find(({ event }) => event === 'ARRIVED')).toMatchObject({ reason: 'no signal on site' });
});

describe('one open case', () => {
  const OPEN = 'complaint-by-command';
  beforeAll(async () => {
    const input = join(packageRoot, 'examples/complaint-open.json');
    await json('start', 'customer-complaint', '--input', input, '--id', OPEN, '--as', 'agent:li');
  });

  test('show --json has the shape that programs rely on', async () => {
    const shown = await json('show', OPEN);
    expect(Object.keys(shown)).toEqual([
      ...['id', 'procedure', 'version', 'title', 'status', 'state', 'states', 'tags', 'now', 'aheadMs', 'zone'],
      ...['deadlines', 'next', 'data', 'incidents', 'revision', 'journal', 'source'],
    ]);
    expect(shown).toMatchObject({
      id: OPEN,
      procedure: 'customer-complaint',
      version: 1,
      title: { zh: expect.any(String), en: expect.any(String) },
      status: 'open',
      states: [{ id: expect.any(String), title: { zh: expect.any(String), en: expect.any(String) } }],
      now: expect.stringMatching(/Z$/),
      zone: 'Asia/Shanghai',
      deadlines: [{ name: 'reply', status: 'running', due: expect.stringMatching(/Z$/), leftMs: expect.any(Number) }],
      next: expect.arrayContaining([
        { event: 'JUDGED', title: { zh: expect.any(String), en: expect.any(String) }, by: expect.any(Array) },
      ]),
      incidents: [],
    });
  });

  test('in both languages, each with its own words and none of the other', async () => {
    const [english, chinese] = await Promise.all([duecourse('show', OPEN), duecourse('show', OPEN, '--lang', 'zh')]);
    expect([english.code, chinese.code]).toEqual([0, 0]);
    expect(english.out).toMatch(/Customer complaint[\s\S]*next +event +by[\s\S]*JUDGED/);
    expect(chinese.out).toMatch(/客户投诉[\s\S]*可做 +事件 +办理人[\s\S]*JUDGED/);
  });

  test('it is listed, and nothing of it is stuck', async () => {
    await cases.get(OPEN).waitFor({ where: ({ tags }) => tags.length > 0 });
    const { cases: listed } = (await json('list', '--open', '--procedure', 'customer-complaint')) as {
      cases: { id: string }[];
    };
    expect(listed.map(({ id }) => id)).toContain(OPEN);
    const { incidents } = (await json('incidents')) as { incidents: { case: string }[] };
    expect(incidents.filter(incident => incident.case === OPEN)).toEqual([]);
  });

  test('a dry run says of each case what would happen, and ends with 4 where one cannot be moved', async () => {
    expect(await json('migrate', 'customer-complaint', '--to', '1', '--dry-run', '--case', OPEN)).toEqual({
      procedure: 'customer-complaint',
      to: 1,
      dryRun: true,
      cases: [{ id: OPEN, from: 1, outcome: 'already', state: expect.anything() }],
    });
    const later = await duecourse('migrate', 'customer-complaint', '--to', '2', '--dry-run', '--case', OPEN, '--json');
    expect(later.code).toBe(4);
    expect(JSON.parse(later.out)).toMatchObject({
      cases: [{ outcome: 'refused', problem: { code: 'UNKNOWN_VERSION' } }],
    });
    expect(await refusal('migrate', 'customer-complaint', '--to', '2')).toEqual(['USAGE', 2]);
  });

  test('only those who answer for it may repair it, with a reason', async () => {
    const mended = ['repair', OPEN, 'context', '--set', 'subject=Late'];
    expect(await refusal(...mended, '--as', 'manager')).toEqual(['USAGE', 2]);
    expect(await refusal(...mended, '--reason', 'typing error', '--as', 'agent')).toEqual(['ROLE_REFUSED', 4]);
    const parked = ['repair', OPEN, 'retry', '--reason', 'again', '--as', 'manager'];
    expect(await refusal(...parked)).toEqual(['NO_INCIDENT', 4]);
    const held = ['repair', OPEN, 'skip-signal', '--reason', 'a bug', '--as', 'manager'];
    expect(await refusal(...held)).toEqual(['NO_INCIDENT', 4]);
    expect(await json(...mended, '--reason', 'typing error', '--as', 'manager:ma')).toMatchObject({ incidents: [] });
    const { data, journal } = (await json('show', OPEN)) as { data: object; journal: object[] };
    expect(data).toMatchObject({ subject: 'Late' });
    expect(journal.at(-1)).toMatchObject({ type: 'repair', what: 'context', by: { role: 'manager', name: 'ma' } });
  });

  test('drawn with where it is, as Mermaid and as SVG', async () => {
    const { text } = await json('graph', 'customer-complaint', '--case', OPEN);
    expect(text).toMatch(/^stateDiagram-v2[\s\S]* active$/m);
    const { out } = await duecourse('graph', 'customer-complaint', '--case', OPEN, '--format', 'svg', '--lang', 'zh');
    expect(out).toMatch(/^<svg [\s\S]*#ffe08a[\s\S]*<\/svg>\s*$/);
  });
});

test('a machine that cannot last: errors, annotations for a CI, and exit code 1', async () => {
  writeFileSync(
    join(folder, 'ticker.ts'),
    `import { fromCallback, setup } from '${join(packageRoot, 'node_modules/xstate')}';
     interface Nothing { readonly n: number }
     export const ticker = setup({ types: { context: {} as Nothing }, actors: { tick: fromCallback(() => undefined) } })
       .createMachine({ id: 'ticker', context: { n: 1 }, invoke: { id: 'tick', src: 'tick' } });`,
  );
  const { code, out } = await duecourse('lint', 'ticker.ts', '--json');
  expect([code, JSON.parse(out)]).toMatchObject([
    1,
    { machines: ['ticker'], errors: 1, findings: [{ code: 'actor-cannot-last' }] },
  ]);
  const ci = await duecourse('lint', 'ticker.ts', '--format', 'github');
  expect(ci.out).toMatch(/^::error file=ticker\.ts,title=actor-cannot-last::ticker: /);
  expect((await duecourse('lint', 'ticker.ts', '--allow', 'actor-cannot-last')).code).toBe(0);
  expect(await refusal('lint', 'nowhere.ts')).toEqual(['UNREADABLE_FILE', 3]);
});
