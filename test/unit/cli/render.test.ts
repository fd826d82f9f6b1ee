import type { Cli } from '../../../client/cli/cli';
import { paintFor } from '../../../client/cli/paint';
import { deadlinesTable } from '../../../client/cli/render/deadlines';
import { journalTable } from '../../../client/cli/render/journal';
import { table } from '../../../client/cli/render/table';
import { wrap } from '../../../client/cli/render/wrap';
import { readSender } from '../../../client/cli/sender';
import { readSpan } from '../../../client/cli/span';
import { wordsIn } from '../../../client/cli/words';
import { entryOf } from '../../../machines/catalogue';
import type { JournalEntry } from '../../../statechart/types';

const paint = paintFor({}, {});
const cliIn = (lang: 'zh' | 'en') => ({ lang, say: wordsIn(lang), paint }) as Cli;
const zone = { zone: 'Asia/Shanghai', offsets: [[-8.64e15, 8 * 3_600_000]] } as const;
const HOUR = 3_600_000;
const at = Date.UTC(2026, 10, 23, 4);

test('what is left, overdue, paused or over, those that matter first', () => {
  const title = { zh: '答复期限', en: 'Reply' };
  const due = new Date(at).toISOString();
  const deadlines = [
    { name: 'a', title, status: 'met' as const },
    { name: 'b', title, status: 'running' as const, due, leftMs: 28 * HOUR },
    { name: 'c', title, status: 'missed' as const, due, leftMs: -2 * HOUR, rule: 'CSD-9 §4.9' },
    { name: 'd', title, status: 'paused' as const, leftMs: HOUR },
  ];
  expect(deadlinesTable(cliIn('zh'), deadlines, zone).split('\n')).toEqual([
    '  期限      到期              剩余               条款',
    '  答复期限  2026-11-23 12:00  还剩 1 天 4 小时',
    '  答复期限  2026-11-23 12:00  超期 2 小时        CSD-9 §4.9',
    '  答复期限                    暂停，还剩 1 小时',
    '  答复期限                    按期',
  ]);
  expect(deadlinesTable(cliIn('en'), deadlines, zone)).toContain('1 d 4 h left');
  expect(deadlinesTable(cliIn('en'), deadlines, zone)).toContain('paused, 1 h left');
});

test('a journal: who, what, where to; a clock and what it says to the machine are one line', () => {
  const entry = entryOf('repair-dispatch');
  const journal: JournalEntry[] = [
    { type: 'event', at, event: 'start', moves: [] },
    { type: 'clock', at: at + 20 * 60_000, clock: 'arrival', what: 'missed', cycle: 1 },
    {
      type: 'event',
      at: at + 20 * 60_000,
      event: 'clock.arrival.missed',
      moves: [
        { from: 'repair-dispatch.dispatched', to: ['repair-dispatch.dispatched.calling-owner'], rule: 'CSD-9 §4.9' },
      ],
    },
    {
      type: 'event',
      at: at + HOUR,
      event: 'CALLED_OWNER',
      by: { role: 'agent', name: 'li' },
      moves: [{ from: 'repair-dispatch.dispatched.calling-owner', to: ['repair-dispatch.dispatched.promised'] }],
      data: { reason: 'traffic', promisedAt: '2026-11-23T14:00:00+08:00' },
    },
    { type: 'refused', at: at + HOUR, event: 'NOPE', code: 'UNKNOWN_EVENT' },
  ];
  const lines = journalTable(cliIn('en'), entry, journal, zone, { data: true }).split('\n');
  expect(lines).toHaveLength(7);
  expect(lines[2]).toMatch(/2026-11-23 12:20 .*Arrival check: missed → The owner must be phoned +CSD-9 §4.9/);
  expect(lines[3]).toMatch(/13:00 +Agent \(li\) +Called the owner → Awaiting the promised arrival/);
  expect(lines[5]).toMatch(/New arrival promised at: 2026-11-23 14:00/);
  expect(lines[6]).toMatch(/NOPE \(UNKNOWN_EVENT\)/);
  expect(journalTable(cliIn('zh'), entry, journal, zone)).toContain('客服专员（li）');
});

test('columns of Chinese and English stand straight', () => {
  expect(
    table(
      { paint },
      ['案件', 'x'],
      [
        ['报修', '1'],
        ['abcdef', '2'],
      ],
    ).split('\n'),
  ).toEqual(['案件    x', '报修    1', 'abcdef  2']);
});

test('colours only on a terminal that wants them', () => {
  expect(paintFor({ isTTY: true }, {}).red('x')).toBe('\u001b[31mx\u001b[39m');
  expect(paintFor({ isTTY: true }, { NO_COLOR: '1' }).red('x')).toBe('x');
  expect(paintFor({ isTTY: true }, { TERM: 'dumb' }).red('x')).toBe('x');
  expect(paintFor({}, {}).red('x')).toBe('x');
});

test.each([
  ['the owner must be phoned at once', 20, 'the owner must be\nphoned at once'],
  ['答复期限已用去百分之八十，应于今日前答复客户', 20, '答复期限已用去百分之\n八十，应于今日前答复\n客户'],
  ['one\n\ntwo', 20, 'one\n\ntwo'],
  ['averylongwordthatfitsnowhereatall', 20, 'averylongwordthatfit\nsnowhereatall'],
])('%j at %i columns', (text, width, wrapped) => {
  expect(wrap(text, width)).toBe(wrapped);
});

test.each([
  ['30 seconds', { kind: 'elapsed', ms: 30_000 }],
  ['1 second', { kind: 'elapsed', ms: 1_000 }],
  ['PT30S', { kind: 'elapsed', ms: 30_000 }],
  ['20 minutes', { kind: 'elapsed', ms: 20 * 60_000 }],
  ['3 calendar days', { kind: 'calendarDays', days: 3 }],
])('a span of %s', (text, duration) => {
  expect(readSpan(text)).toEqual(duration);
});

test.each(['30', '0 seconds', '3 days', '-5 seconds', '1.5 seconds', ''])('"%s" is no span', text => {
  expect(() => readSpan(text)).toThrow(expect.objectContaining({ code: 'BAD_DURATION' }));
});

test('who somebody is', () => {
  expect(readSender('agent')).toEqual({ role: 'agent' });
  expect(readSender('agent:li')).toEqual({ role: 'agent', name: 'li' });
  expect(readSender('agent:a:b')).toEqual({ role: 'agent', name: 'a:b' });
  expect(() => readSender(':li')).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
