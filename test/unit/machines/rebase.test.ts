import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf } from '../../../machines/catalogue';
import { parsePolicy, sliceOf } from '../../../machines/policy/load';
import { Case } from '../../../statechart/case';
import type { PolicySlice } from '../../../statechart/policy';
import { previewOf, type RebaseOrder, requireRebase } from '../../../statechart/rebase';
import { begin as beginCase } from '../../../statechart/step';
import { given, type Scenario } from '../../../testing/scenario';
import { DAY } from '../../../time/duration';
import { shippedNeeds } from '../policy/needs';

const file = join(__dirname, '../../../policy/service-centre.yaml');
const text = readFileSync(file, 'utf8');
const AT = '2026-09-28T09:00:00+08:00';
const start = Date.parse(AT);
const at = (time: string) => Date.parse(`2026-${time}:00+08:00`);
const people = {
  'customer-complaint': {
    complainant: { name: 'Lin', phone: '+86 100 0000 0101' },
    channel: 'phone',
    subject: 'late delivery',
    content: 'Nothing has come.',
  },
  'repair-dispatch': {
    owner: { name: 'Zhou', phone: '+86 100 0000 0202' },
    address: '8 Model Road',
    unit: '1202',
    fault: 'The sink leaks.',
  },
} as const;

type Name = keyof typeof people;

/** The shipped policy's part for a procedure, with lines of it written differently. */
function slice(name: Name, changes: { readonly [line: string]: string } = {}): PolicySlice {
  let changed = text;
  for (const [line, instead] of Object.entries(changes)) changed = changed.replace(line, instead);
  return sliceOf(parsePolicy(changed, file, shippedNeeds), name, start);
}

const begin = (name: Name, policy = slice(name)): Scenario =>
  given(entryOf(name).procedure, people[name], { at: AT, policy, by: 'agent:Chen' });
const order = (policy: PolicySlice, more: Partial<RebaseOrder> = {}): RebaseOrder => ({
  policy,
  reason: 'new rule',
  by: { role: 'manager', name: 'ma' },
  ...more,
});
const due = ({ view }: Scenario, name: string) => view.deadlines.find(deadline => deadline.name === name)?.due;
const rebased = ({ happened }: Scenario) => happened.filter(({ type }) => type === 'rebased');

const working = slice('customer-complaint', {
  'version: 1': 'version: 2',
  'reply: 3 calendar days': 'reply: 3 working days',
});

test('a reply in three working days instead of calendar days is due after the holiday, and says who moved it, why, from and to', () => {
  const moved = begin('customer-complaint').after('1 calendar day').rebased(order(working));
  expect(due(moved, 'reply')).toBe(at('10-08T17:30'));
  expect(rebased(moved)).toEqual([
    {
      type: 'rebased',
      at: start + DAY,
      rule: 'keepUsed',
      policy: [1, 2],
      reason: 'new rule',
      by: { role: 'manager', name: 'ma' },
      deadline: 'reply',
      from: start + 3 * DAY,
      to: at('10-08T17:30'),
    },
  ]);
});

test('messages name the new deadline from then on', () => {
  const moved = begin('customer-complaint').after('1 calendar day').rebased(order(working));
  expect(moved.after('10 calendar days').messages[0]?.data.replyDue).toBe(at('10-08T17:30'));
});

test('one that goes by the policy already is left as it is', () => {
  const once = begin('customer-complaint').rebased(order(working));
  const twice = once.rebased(order(working));
  expect([rebased(twice), twice.view.revision]).toEqual([[], once.view.revision]);
});

test('a deadline that by the new rule is over is missed now, and the ladder says so', () => {
  const strict = slice('customer-complaint', { 'reply: 3 calendar days': 'reply: 4 hours' });
  const moved = begin('customer-complaint').after('1 calendar day').rebased(order(strict));
  expect(moved.clocks).toEqual({ reply: 'missed' });
  expect(rebased(moved)).toMatchObject([{ deadline: 'reply', from: start + 3 * DAY, to: start + DAY, missed: true }]);
  expect(moved.told).toEqual(['reply-overdue → manager']);
});

test('a missed deadline stays on record under a longer limit; a restart is the word that lifts it', () => {
  const longer = slice('customer-complaint', { 'reply: 3 calendar days': 'reply: 9 calendar days' });
  const missed = begin('customer-complaint').after('3 calendar days');
  expect(missed.rebased(order(longer)).clocks).toEqual({ reply: 'missed' });
  const lifted = missed.rebased(order(longer, { rule: 'restart' }));
  expect([lifted.clocks, due(lifted, 'reply')]).toEqual([{ reply: 'running' }, start + 12 * DAY]);
});

test('what waits for a length that the policy sets moves as well, counted from when it began to wait', () => {
  const sooner = slice('customer-complaint', { 'callback: 1 week': 'callback: 2 calendar days' });
  const waiting = begin('customer-complaint')
    .when('JUDGED', 'agent:Chen', { grounded: false, finding: 'nothing was late' })
    .after('1 calendar day');
  const moved = waiting.rebased(order(sooner));
  expect(rebased(moved)).toMatchObject([{ from: start + 7 * DAY, to: start + 2 * DAY }]);
  expect(moved.after('1 calendar day').told).toEqual(['callback-due → agent']);
});

test('what is met never moves, and a limit that the change leaves alone stays where it is', () => {
  const done = begin('customer-complaint').when('JUDGED', 'agent:Chen', { grounded: false, finding: 'no' });
  expect(done.rebased(order(working)).clocks).toEqual({ reply: 'met' });
  const other = slice('customer-complaint', { 'callback: 1 week': 'callback: 2 weeks' });
  const moved = begin('customer-complaint').rebased(order(other, { rule: 'restart' }));
  expect([due(moved, 'reply'), rebased(moved)]).toMatchObject([start + 3 * DAY, [{ type: 'rebased' }]]);
});

test('the time that parts were waited for is not counted by the new rule either', () => {
  const parts = { part: 'valve', expectedAt: '2026-09-29T09:00:00+08:00' };
  const waiting = begin('repair-dispatch')
    .when('DISPATCHED', 'agent:Chen', { team: 'water' })
    .when('ARRIVED', 'engineer:Wu')
    .after('2 hours')
    .when('PARTS_MISSING', 'engineer:Wu', parts)
    .after('1 calendar day');
  const hours = slice('repair-dispatch', { 'finish: 3 calendar days': 'finish: 8 working hours' });
  const moved = waiting.rebased(order(hours));
  expect(rebased(moved)).toMatchObject([{ deadline: 'finish', left: [3 * DAY - 2 * 3_600_000, 6 * 3_600_000] }]);
  expect(due(moved.when('PARTS_ARRIVED', 'warehouse:Li'), 'finish')).toBe(at('09-30T09:30'));
});

describe('what cannot be meant', () => {
  const definition = entryOf('customer-complaint').procedure;
  const of = () =>
    Case.restore(
      definition,
      beginCase(definition, { ...people['customer-complaint'], policy: slice('customer-complaint'), at: start }, start)
        .envelope,
    );
  const limits = { ...working.limits };
  test.each([
    ['no reason', { policy: working, reason: ' ' }],
    ['no policy', { reason: 'x' }],
    ['a rule that there is not', { policy: working, rule: 'forget', reason: 'x' }],
    ['a version that is none', { policy: { ...working, version: 0 }, reason: 'x' }],
    ['a limit that is missing', { policy: { ...working, limits: { reply: limits.reply } }, reason: 'x' }],
    ['a limit that is no duration', { policy: { ...working, limits: { ...limits, reply: '3 days' } }, reason: 'x' }],
    [
      'a limit of less than nothing',
      { policy: { ...working, limits: { ...limits, reply: { kind: 'elapsed', ms: -1 } } }, reason: 'x' },
    ],
    ['working time without hours', { policy: { ...working, zone: { zone: 'UTC', offsets: [[0, 0]] } }, reason: 'x' }],
    [
      'another ladder than the procedure has',
      { policy: { ...working, clocks: { other: working.clocks.reply } }, reason: 'x' },
    ],
    [
      'a week of six days',
      { policy: { ...working, zone: { ...working.zone, hours: { ...working.zone.hours, week: [0] } } }, reason: 'x' },
    ],
  ])('%s is refused, and nothing is changed', (_, given) => {
    const one = of();
    const before = one.persist();
    expect(() => requireRebase(given, one)).toThrow(expect.objectContaining({ code: 'BAD_REBASE' }));
    expect(one.persist()).toEqual(before);
  });

  test('asking what would move changes nothing', () => {
    const one = of();
    const before = one.persist();
    expect(previewOf(one.copy(), { policy: working }, start)).toMatchObject({
      already: false,
      moved: [{ deadline: 'reply' }],
    });
    expect(one.persist()).toEqual(before);
  });
});
