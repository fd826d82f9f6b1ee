import { join } from 'node:path';
import { fileLedger } from '../../activities/messages/file-ledger';
import type { Standing } from '../../activities/messages/ledger';
import { aMessage } from '../support/a-message';
import { command, type Said } from '../support/command';
import { inFolder } from '../support/in-folder';
import { POLICY } from '../support/policy';

// Every step is a process of its own.
jest.setTimeout(60_000);

const [folder, remove] = inFolder();
const ledger = fileLedger(join(folder, 'data', 'messages'));
let duecourse: (...args: readonly string[]) => Promise<Said>;

const MORNING = Date.UTC(2026, 10, 24, 1, 0);
const message = (step: string, channel = 'mail') => aMessage({ case: 'complaint-0001', step, channel });
const [held, dropped, carrier, along] = [message('1', 'sms'), message('2', 'sms'), message('3'), message('4')];

beforeAll(async () => {
  duecourse = command(['--policy', POLICY, '--data-dir', join(folder, 'data')], folder);
  const standings: readonly (readonly [typeof held, Omit<Standing, 'at' | 'attempts'>])[] = [
    [held, { state: 'held', until: MORNING, kept: MORNING, reason: 'quiet-hours' }],
    [dropped, { state: 'suppressed', reason: 'clock-met' }],
    [carrier, { state: 'accepted', carries: [along.key] }],
    [along, { state: 'bundled', into: carrier.key }],
  ];
  for (const [each, standing] of standings) {
    await ledger.put(each);
    await ledger.move(each.key, 0, { ...standing, at: Date.UTC(2026, 10, 23, 14, 0), attempts: 0 });
  }
});
afterAll(remove);

test.each([
  [
    'zh',
    ['暂缓', '免打扰时段 至 2026-11-24 09:00', '已取消', '时限已满足，无须再提醒', '已合并', `并入 ${carrier.key}`],
  ],
  [
    'en',
    [
      'held',
      'quiet hours until 2026-11-24 09:00',
      'suppressed',
      'what it reminds of has been done',
      'bundled',
      `went along with ${carrier.key}`,
    ],
  ],
])(
  'list says why a message waits and until when, why another was dropped, and with what a third one went: %s',
  async (lang, words) => {
    const { code, out } = await duecourse('outbox', 'list', '--lang', lang);
    expect(code).toBe(0);
    for (const each of words) expect(out).toContain(each);
  },
);

test('show and --json say it by codes and instants, and what went along', async () => {
  const json = async (...args: readonly string[]) =>
    JSON.parse((await duecourse('outbox', ...args, '--json')).out) as object;
  const until = '2026-11-24T01:00:00.000Z';
  expect(await json('show', held.key)).toMatchObject({
    state: 'held',
    reason: 'quiet-hours',
    until,
    history: [{ state: 'pending' }, { state: 'held', reason: 'quiet-hours', until }],
  });
  expect(await json('show', along.key)).toMatchObject({ state: 'bundled', into: carrier.key });
  expect(await json('show', carrier.key)).toMatchObject({ carried: [along.key] });
  expect(await json('list', '--state', 'suppressed')).toMatchObject({
    messages: [{ key: dropped.key, reason: 'clock-met' }],
  });
  expect((await duecourse('outbox', 'show', carrier.key, '--lang', 'en')).out).toContain(
    `went along with it: ${along.key}`,
  );
});

test('what went along cannot be sent or dropped by itself: the refusal names the one that can', async () => {
  const { code, err } = await duecourse('outbox', 'drop', along.key, '--reason', 'x', '--as', 'agent:li', '--json');
  expect(JSON.parse(err)).toMatchObject({
    error: { code: 'MESSAGE_SETTLED', message: expect.stringContaining(`went along with ${carrier.key}`) },
  });
  expect(code).not.toBe(0);
});
