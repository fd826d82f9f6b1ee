import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Desk } from '../../client/desk';
import type { View } from '../../statechart/view';
import { DAY } from '../../time/duration';
import { complaintScenarios } from '../scenarios/complaint';
import { after, goOn, play } from '../scenarios/scenario';
import { command, type Said } from '../support/command';
import { ledgerOf, quiet } from '../support/history';
import { POLICY } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { testAddress } from '../support/workers';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'duecourse-rebase-'));
const policy = join(folder, 'service-centre.yaml');
const calendar = join(folder, 'calendars/cn.yaml');
let centre: ServiceCentre;
let duecourse: (...args: readonly string[]) => Promise<Said>;

/** The policy file with another limit for the reply. */
function replyIn(limit: string, version = 1): void {
  const text = readFileSync(POLICY, 'utf8').replace('reply: 3 calendar days', `reply: ${limit}`);
  writeFileSync(policy, text.replace('version: 1', `version: ${version}`));
}

beforeAll(async () => {
  cpSync(dirname(POLICY), folder, { recursive: true });
  replyIn('3 calendar days');
  centre = await serviceCentre({ taskQueue: 'rebase', policy });
  duecourse = command(['--address', testAddress(), '--task-queue', 'rebase', '--policy', policy], folder);
});
afterAll(async () => {
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The desk reads the policy file once. */
const desk = (): Desk => new Desk(centre.desk.cases, policy);
const viewOf = async (id: string): Promise<View> => (await centre.desk.show(id)).view;
const replyOf = ({ deadlines }: View) => deadlines.find(({ name }) => name === 'reply')!;
const movesOf = ({ journal }: View) => journal.filter(({ type }) => type === 'rebased');
const as = ['--reason', 'rule of the new year', '--as', 'manager:ma'] as const;

interface Report {
  readonly cases: readonly { readonly id: string; readonly outcome: string; readonly moved: readonly object[] }[];
}

/** What `duecourse rebase` says of these cases, as JSON. */
async function rebase(ids: readonly string[], ...flags: readonly string[]): Promise<Report['cases']> {
  const { out, err } = await duecourse('rebase', ...ids.flatMap(id => ['--case', id]), ...flags, '--json');
  expect(err).toBe('');
  return (JSON.parse(out) as Report).cases;
}

test('another policy moves running cases only when it is told to: seen before, on record after, and never twice', async () => {
  const [one, two] = [
    await play(desk(), complaintScenarios.nothingDone, 'rebase-one'),
    await play(desk(), { ...complaintScenarios.nothingDone, steps: [after('1 calendar day')] }, 'rebase-two'),
  ];
  const before = replyOf(await viewOf(one));
  replyIn('5 calendar days', 2);
  expect(replyOf(await viewOf(one)).due).toBe(before.due);

  const iso = (due: number | undefined, later = 0) => new Date(due! + later).toISOString();
  const move = { deadline: 'reply', from: iso(before.due), to: iso(before.due, 2 * DAY) };
  expect((await rebase([one, two], '--dry-run'))[0]).toMatchObject({ id: one, outcome: 'would-move', moved: [move] });
  expect(replyOf(await viewOf(one)).due).toBe(before.due);
  expect(movesOf(await viewOf(one))).toEqual([]);

  // Interrupted after the first: started again, only the other moves.
  expect(await rebase([one], ...as)).toMatchObject([{ outcome: 'moved', policy: [1, 2], moved: [move] }]);
  expect((await rebase([one, two], ...as)).map(({ outcome }) => outcome)).toEqual(['already', 'moved']);
  expect((await rebase([one, two], ...as)).map(({ outcome }) => outcome)).toEqual(['already', 'already']);
  expect(movesOf(await viewOf(one))).toEqual([
    expect.objectContaining({
      reason: 'rule of the new year',
      by: { role: 'manager', name: 'ma' },
      rule: 'keepUsed',
      policy: [1, 2],
      deadline: 'reply',
      from: before.due,
      to: before.due! + 2 * DAY,
    }),
  ]);

  // What moved lasts through a new worker, and is what really happens.
  await centre.stopWorker();
  await centre.startWorker();
  await goOn(centre.desk, 'customer-complaint', [after('4 calendar days')], one);
  expect(replyOf(await viewOf(one)).status).toBe('running');
  await goOn(centre.desk, 'customer-complaint', [after('1 calendar day')], one);
  const { journal } = await viewOf(one);
  expect(journal.find(line => line.type === 'clock' && line.what === 'missed')?.at).toBe(before.due! + 2 * DAY);
});

test('a re-base costs one update and the timer that moves; one that moves nothing, no timer', async () => {
  replyIn('3 calendar days');
  const rest = (id: string) => quiet(centre.desk.cases.temporal, id);
  const id = await play(desk(), complaintScenarios.nothingDone, 'rebase-cost', rest);
  const ledger = async () => ledgerOf(centre.desk.cases.temporal, id);
  const added = async (work: () => Promise<unknown>) => {
    const before = await ledger();
    await work();
    await rest(id);
    const entries = Object.entries(await ledger()).map(([type, n]) => [type, n - (before[type] ?? 0)] as const);
    return Object.fromEntries(entries.filter(([type, n]) => n > 0 && !type.startsWith('WORKFLOW_TASK_')));
  };
  replyIn('4 calendar days', 2);
  expect(await added(() => rebase([id], ...as))).toEqual({
    WORKFLOW_EXECUTION_UPDATE_ACCEPTED: 1,
    WORKFLOW_EXECUTION_UPDATE_COMPLETED: 1,
    TIMER_CANCELED: 1,
    TIMER_STARTED: 1,
  });
  expect(await added(() => rebase([id], ...as))).toEqual({});
  replyIn('4 calendar days', 3);
  expect(await added(() => rebase([id], ...as))).toEqual({
    WORKFLOW_EXECUTION_UPDATE_ACCEPTED: 1,
    WORKFLOW_EXECUTION_UPDATE_COMPLETED: 1,
  });
});

test('who may not, without a reason, of a case that is closed or of none: refused in words, and nothing is changed', async () => {
  replyIn('3 calendar days');
  const id = await play(desk(), complaintScenarios.nothingDone, 'rebase-refused');
  const over = await play(desk(), complaintScenarios.withdrawn, 'rebase-closed');
  replyIn('9 calendar days', 2);
  const before = await viewOf(id);
  const code = async (...flags: readonly string[]) => {
    const { err, code } = await duecourse('rebase', '--case', id, ...flags, '--json');
    return [(JSON.parse(err) as { error: { code: string } }).error.code, code];
  };
  expect(await code('--as', 'manager:ma')).toEqual(['USAGE', 2]);
  expect(await code(...as, '--rule', 'forget')).toEqual(['USAGE', 2]);
  expect(await code(...as, '--procedure', 'none')).toEqual(['UNKNOWN_PROCEDURE', 5]);
  expect(await code('--reason', 'x')).toEqual(['NO_SENDER', 2]);
  writeFileSync(policy, readFileSync(policy, 'utf8').replace('reply: 9 calendar days', 'reply: 9'));
  const damaged = await duecourse('rebase', '--case', id, ...as);
  expect([damaged.code, damaged.err]).toEqual([
    9,
    expect.stringMatching(/service-centre\.yaml:\d+:\d+ .*limits\.reply: .*9 calendar days/),
  ]);
  replyIn('9 calendar days', 2);
  expect(await rebase([id], '--reason', 'x', '--as', 'agent:li')).toMatchObject([
    { problem: { code: 'ROLE_REFUSED' } },
  ]);
  expect(await rebase([over, 'rebase-nowhere'], ...as)).toMatchObject([
    { outcome: 'closed' },
    { outcome: 'refused', problem: { code: 'UNKNOWN_CASE' } },
  ]);
  const { revision, journal } = await viewOf(id);
  expect([revision, journal]).toEqual([before.revision, before.journal]);
});

test('the raw update is refused for what is no policy, and the case goes on', async () => {
  replyIn('3 calendar days');
  const id = await play(desk(), complaintScenarios.nothingDone, 'rebase-raw');
  const handle = centre.desk.cases.get(id);
  const by = { role: 'manager' };
  const raw = (order: object) => handle.rebase(order as never);
  for (const order of [{ by }, { by, reason: 'x' }, { by, reason: 'x', policy: 7 }, { by, reason: 'x', policy: {} }])
    await expect(raw(order)).rejects.toMatchObject({ code: 'BAD_REBASE' });
  expect(movesOf(await viewOf(id))).toEqual([]);
  expect(replyOf(await viewOf(id)).status).toBe('running');
});

describe('a deadline beyond what the calendar knows', () => {
  const year = new Date().getUTCFullYear() + 1;
  /** Working days until well into January. */
  const days = Math.ceil(((Date.UTC(year, 0, 20) - Date.now()) / DAY) * (5 / 7));

  test('is marked in the list, and moves once when the next year is imported, on record, while a known one stays', async () => {
    replyIn(`${days} working days`);
    const far = await play(desk(), complaintScenarios.nothingDone, 'rebase-far');
    replyIn('1 working day');
    const near = await play(desk(), complaintScenarios.nothingDone, 'rebase-near');
    replyIn('3 calendar days');
    const guess = replyOf(await viewOf(far));
    expect(guess.provisional).toBe(true);
    const known = replyOf(await viewOf(near));
    const listed = async () => {
      const { out } = await duecourse('list', '--tag', 'provisional', '--json');
      return (JSON.parse(out) as { cases: { id: string; provisional?: boolean }[] }).cases.filter(
        ({ id }) => id === far,
      );
    };
    expect(await listed()).toMatchObject([{ id: far, provisional: true }]);

    // Two working days of the coming January are days off.
    const [first, second] = [4, 5].map(day => `${year}-01-0${day + (weekend(year) ? 2 : 0)}`);
    const off = [first, second].map(date => ({ name: '元旦', date, isOffDay: true }));
    const notice = join(folder, `${year}.json`);
    writeFileSync(notice, JSON.stringify({ year, papers: [], days: off }));
    const imported = await duecourse('calendar', 'import', notice, '--into', calendar);
    expect([imported.code, imported.out]).toEqual([
      0,
      expect.stringMatching(/[1-9]\d* running cases have provisional/),
    ]);
    expect(replyOf(await viewOf(far)).due).toBe(guess.due);

    const only = ['--only-provisional', ...as] as const;
    expect(await rebase([near, far], '--only-provisional', '--dry-run')).toMatchObject([
      { outcome: 'settled' },
      { outcome: 'would-move' },
    ]);
    expect((await rebase([near, far], ...only)).map(({ outcome }) => outcome)).toEqual(['settled', 'moved']);
    expect((await rebase([near, far], ...only)).map(({ outcome }) => outcome)).toEqual(['settled', 'settled']);
    const moved = await viewOf(far);
    expect(movesOf(moved)).toEqual([
      expect.objectContaining({ deadline: 'reply', only: 'provisional', settled: true, from: guess.due }),
    ]);
    expect(replyOf(moved).due! - guess.due!).toBeGreaterThanOrEqual(2 * DAY);
    expect(replyOf(moved).provisional).toBeUndefined();
    expect(moved.tags).not.toContain('provisional');
    expect(replyOf(await viewOf(near))).toMatchObject({ due: known.due });
  });

  /** Is the fourth of January a Saturday, a Sunday or a Friday? Two working days in a row then begin two days later. */
  const weekend = (of: number) => [0, 5, 6].includes(new Date(Date.UTC(of, 0, 4)).getUTCDay());
});
