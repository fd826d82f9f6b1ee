import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExplainedClock } from '../../client/cli/explain-case';
import { complaintScenarios } from '../scenarios/complaint';
import { play } from '../scenarios/scenario';
import { command, type Said } from '../support/command';
import { POLICY } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { testAddress } from '../support/workers';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'duecourse-explain-'));
const policy = join(folder, 'service-centre.yaml');
const text = readFileSync(POLICY, 'utf8').replace('reply: 3 calendar days', 'reply: 3 working days');
let centre: ServiceCentre;
let duecourse: (...args: readonly string[]) => Promise<Said>;

beforeAll(async () => {
  cpSync(dirname(POLICY), folder, { recursive: true });
  writeFileSync(policy, text);
  centre = await serviceCentre({ taskQueue: 'explain', policy });
  duecourse = command(['--address', testAddress(), '--task-queue', 'explain', '--policy', policy], folder);
});
afterAll(async () => {
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function explained(id: string): Promise<ExplainedClock> {
  const { out, err, code } = await duecourse('explain', id, 'reply', '--json');
  expect([code, err]).toEqual([0, '']);
  return (JSON.parse(out) as { clocks: ExplainedClock[] }).clocks[0]!;
}

test('the way to a running case’s deadline is told day by day, in both languages, and ends where the case says', async () => {
  const id = await play(centre.desk, complaintScenarios.nothingDone, 'explain-case');
  const due = (await centre.desk.show(id)).view.deadlines.find(({ name }) => name === 'reply')!.due!;
  const { way } = await explained(id);
  expect(Date.parse(way!.due)).toBe(due);
  expect(way!.days.filter(({ why }) => why === 'working' || why === 'made-up').length).toBeGreaterThanOrEqual(3);
  const zh = await duecourse('explain', id, '--lang', 'zh');
  expect(zh.out).toMatch(/答复期限[\s\S]*3 个工作日，自 [\s\S]*工作日[\s\S]*到期/);
  const en = await duecourse('explain', id, '--lang', 'en');
  expect(en.out).toMatch(/Time to reply[\s\S]*3 working days from [\s\S]*working day[\s\S]*due/);
  expect((await duecourse('explain', id, 'none')).err).toContain('UNKNOWN_CLOCK');
  expect((await duecourse('explain', 'explain-nowhere')).code).toBe(5);
});

test('after a re-base the way is that of the new rule; an instant that was kept is said to follow from none', async () => {
  const id = await play(centre.desk, complaintScenarios.nothingDone, 'explain-rebased');
  const rebase = (...flags: readonly string[]) =>
    duecourse('rebase', '--case', id, '--reason', 'x', '--as', 'manager', ...flags);
  writeFileSync(policy, text.replace('reply: 3 working days', 'reply: 5 working days'));
  expect((await rebase('--rule', 'restart')).code).toBe(0);
  const restarted = await explained(id);
  expect([restarted.way?.limit, restarted.rebased]).toEqual(['5 working days', undefined]);
  writeFileSync(policy, text.replace('reply: 3 working days', 'reply: 9 working days'));
  expect((await rebase('--rule', 'keepDeadline')).code).toBe(0);
  const kept = await explained(id);
  expect([kept.way, kept.rebased]).toEqual([undefined, true]);
});
