import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { templatesIn } from '../../../activities/messages/templates';
import { procedures } from '../../../machines';
import { catalogue } from '../../../machines/catalogue';
import { isTask } from '../../../machines/every-case/tasks';
import { samples } from '../../../machines/samples';
import type { Scenario } from '../../../testing/scenario';
import { BEGINNING } from '../../../time/zone';
import {
  adjudication,
  complaint,
  employeeComplaint,
  incident,
  inquiry,
  installation,
  majorFault,
  nonconformity,
  repair,
  serviceInterruption,
  supportTicket,
} from './begin';

const begun: { readonly [procedure: string]: () => Scenario } = {
  adjudication,
  'customer-complaint': complaint,
  'employee-complaint': employeeComplaint,
  incident,
  inquiry,
  installation,
  'major-fault': majorFault,
  nonconformity,
  'service-interruption': serviceInterruption,
  'support-ticket': supportTicket,
  'repair-dispatch': () => repair().when('DISPATCHED', 'agent'),
};

/** What is left on each clock; a mere wait goes on. */
const leftOf = (c: Scenario) =>
  c.view.deadlines.filter(({ status }) => status !== 'waiting').map(({ name, left }) => [name, left]);
const deadlinesOf = (c: Scenario) => c.view.deadlines.map(({ name, due }) => [name, due]);

test('every procedure of the house has what every case has', () => {
  expect(Object.keys(begun).sort()).toEqual(procedures.map(({ name }) => name).sort());
});

describe.each(Object.entries(begun))('%s', (name, begin) => {
  test('urged: whoever has it in hand is told, from the second time the supervisor; nothing else changes', () => {
    const before = begin().after('1 minute');
    const once = before.when('URGED', 'agent');
    const twice = once.when('URGED', 'agent', { remark: 'r' });
    expect(once.told).toEqual([expect.stringMatching(/^urged → [a-z-]+$/)]);
    expect(twice.messages[0]!.to).toContain('supervisor');
    expect(twice.state).toBe(before.state);
    expect(deadlinesOf(twice)).toEqual(deadlinesOf(before));
  });

  test('supervised from above: said to whoever has it in hand, shown as a mark, until it is ended', () => {
    const supervised = begin().when('SUPERVISED', 'gm', { instruction: 'i' });
    expect(supervised.told).toEqual([expect.stringMatching(/^supervised → /)]);
    expect(supervised.view.tags).toContain('supervised');
    expect(supervised.view.accepts).toContain('SUPERVISION_ENDED');
    const ended = supervised.when('SUPERVISION_ENDED', 'gm');
    expect(ended.view.tags).not.toContain('supervised');
    expect(ended.view.accepts).not.toContain('SUPERVISION_ENDED');
  });

  test('reassigned: whom it is given to is told, and is who is told from then on', () => {
    const given = begin().when('REASSIGNED', 'lead', { to: 'finance', reason: 'r' });
    expect(given.told).toEqual(['reassigned → finance']);
    expect(given.when('URGED', 'agent').told).toEqual(['urged → finance']);
  });

  test('on hold for the customer: its clocks stop where they are, and run on with what was left', () => {
    const before = begin().after('2 minutes');
    const held = before.when('HOLD', 'agent', { reason: 'r' });
    expect(held.state).toBe(before.state);
    expect(held.view.tags).toContain('on-hold');
    expect(Object.values(held.clocks)).toEqual(Object.values(before.clocks).map(() => 'paused'));
    const resumed = held.after('2 calendar days').when('RESUME', 'agent');
    expect(resumed.clocks).toEqual(before.clocks);
    expect(leftOf(resumed)).toEqual(leftOf(before));
  });

  test('a duplicate of another: its clocks end, the other case is told', () => {
    const merged = begin().when('DUPLICATE', 'agent', { of: 'CC-2' });
    expect(merged.view).toMatchObject({ status: 'done', output: { outcome: 'duplicate', duplicateOf: 'CC-2' } });
    expect(Object.values(merged.clocks)).toEqual(Object.values(merged.clocks).map(() => 'cancelled'));
    expect(merged.told).toEqual([expect.stringMatching(/^duplicate → /)]);
    expect(begin().when('DUPLICATE_FOUND', 'agent', { case: 'CC-1' }).view.context).toMatchObject({
      file: { duplicates: ['CC-1'] },
    });
  });

  test('a case to which nothing of this happens carries nothing for it', () => {
    expect(begin().view.context).not.toHaveProperty('file');
  });

  test('whoever may raise it may withdraw it: its clocks end', () => {
    const [by] = catalogue[name]!.schema.startedBy;
    const withdrawn = begin().when('WITHDRAWN', by!, { reason: 'r' });
    expect(withdrawn.view).toMatchObject({ status: 'done', output: { outcome: 'withdrawn' } });
    expect(Object.values(withdrawn.clocks)).toEqual(Object.values(withdrawn.clocks).map(() => 'cancelled'));
  });
});

describe('on hold for the customer', () => {
  const DAY = 86_400_000;
  const held = (more: object = {}) =>
    complaint()
      .after('1 calendar day')
      .when('HOLD', 'agent', { reason: 'r', ...more });

  test('the customer is told what is waited for, reminded once, and after the longest length the clock goes on', () => {
    const first = held();
    expect(first.told).toEqual(['held → customer']);
    const reminded = first.after('3 calendar days');
    expect(reminded.told).toEqual(['hold-reminded → customer']);
    const over = reminded.after('11 calendar days');
    expect(over.told).toEqual(['hold-over → agent']);
    expect(over.view.tags).not.toContain('on-hold');
    expect(over.view.deadlines[0]).toMatchObject({ status: 'running', left: 2 * DAY });
    expect(over.after('2 calendar days').clocks).toEqual({ reply: 'missed' });
  });

  test('until a day that was agreed: over then', () => {
    const short = held({ until: '2026-11-25T09:00:00+08:00' });
    expect(short.after('1 calendar day').told).toEqual(['hold-over → agent']);
  });

  test('nothing goes out any more once it is resumed', () => {
    const resumed = held().when('RESUME', 'customer', { remark: 'r' });
    expect(resumed.view.deadlines.map(({ name }) => name)).toEqual(['reply']);
  });

  test('may be held again; a case that is over is not held', () => {
    expect(held().when('RESUME', 'agent').takes('HOLD', 'agent', { reason: 'r' })).toBe(true);
    expect(held().when('WITHDRAWN', 'customer').view.deadlines).toEqual([
      expect.objectContaining({ name: 'reply', status: 'cancelled' }),
    ]);
  });

  test('waiting for parts and for the customer at once: what is left stays the same', () => {
    const waiting = repair()
      .when('DISPATCHED', 'agent')
      .when('ARRIVED', 'engineer')
      .when('PARTS_MISSING', 'engineer', { part: 'p', expectedAt: '2026-11-25T17:00:00+08:00' });
    const both = waiting
      .after('1 hour')
      .when('HOLD', 'agent', { reason: 'r' })
      .after('1 hour')
      .when('PARTS_ARRIVED', 'agent');
    expect(both.clocks).toMatchObject({ finish: 'paused' });
    const on = both.after('1 hour').when('RESUME', 'agent');
    expect(on.view.deadlines.find(({ name }) => name === 'finish')).toMatchObject({ status: 'running', left: 3 * DAY });
  });
});

describe('extended once', () => {
  const asked = () => complaint().after('1 calendar day').when('EXTENSION_ASKED', 'agent', { reason: 'r' });

  test('asked for before the deadline, approved: due a day later, and what people are promised with it', () => {
    expect(asked().told).toEqual(['extension-asked → supervisor']);
    const extended = asked().when('EXTENSION_APPROVED', 'supervisor');
    expect(extended.told).toEqual(['extension-answered → agent']);
    const due = Date.parse('2026-11-27T09:00:00+08:00');
    expect(extended.view.deadlines[0]).toMatchObject({ status: 'running', due });
    expect(extended.view.context).toMatchObject({ replyDue: due });
    expect(extended.happened).toContainEqual(
      expect.objectContaining({ type: 'clock', clock: 'reply', what: 'extended' }),
    );
  });

  test('reminders that are out stay out, the others are of the new limit', () => {
    const half = complaint().after('36 hours').when('EXTENSION_ASKED', 'agent', { reason: 'r' });
    const extended = half.when('EXTENSION_APPROVED', 'manager');
    expect(extended.after('40 hours').told).toEqual([]);
    expect(extended.after('41 hours').told).toEqual(['reply-due-soon → agent']);
    expect(extended.after('59 hours').clocks).toEqual({ reply: 'running' });
    expect(extended.after('60 hours').clocks).toEqual({ reply: 'missed' });
  });

  test('refused: nothing moves, and it may be asked for again', () => {
    const refused = asked().when('EXTENSION_REFUSED', 'supervisor', { reason: 'r' });
    expect(refused.view.deadlines[0]).toMatchObject({ due: Date.parse('2026-11-26T09:00:00+08:00') });
    expect(refused.takes('EXTENSION_ASKED', 'agent', { reason: 'r' })).toBe(true);
  });

  test('on hold meanwhile: the day is added to what is left', () => {
    const held = asked().when('HOLD', 'agent', { reason: 'r' }).when('EXTENSION_APPROVED', 'supervisor');
    expect(held.view.deadlines[0]).toMatchObject({ status: 'paused', left: 3 * 86_400_000 });
  });

  test('a day of a clock that counts working time is a working day', () => {
    const extended = adjudication()
      .when('EXTENSION_ASKED', 'commerce', { reason: 'r' })
      .when('EXTENSION_APPROVED', 'manager');
    const [before] = adjudication().view.deadlines;
    const [after] = extended.view.deadlines;
    expect(new Date(after!.due! - before!.due!).getTime()).toBe(86_400_000);
  });
});

test('nobody finds on a work list what may be sent at any time; an extension that is asked for is somebody’s task', () => {
  const asked = (c: Scenario) => c.view.accepts.filter(isTask);
  expect(asked(complaint())).toEqual(['JUDGED', 'REFERRED_UP']);
  const extension = complaint().when('EXTENSION_ASKED', 'agent', { reason: 'r' });
  expect(asked(extension)).toEqual(['JUDGED', 'REFERRED_UP', 'EXTENSION_APPROVED', 'EXTENSION_REFUSED']);
});

describe('what is said', () => {
  const folder = join(__dirname, '../../../policy/templates');
  const templates = templatesIn(folder, { zone: 'Asia/Shanghai', offsets: [[BEGINNING, 8 * 3_600_000]] });
  const all = complaint()
    .when('SUPERVISED', 'gm', { instruction: 'i' })
    .when('REASSIGNED', 'lead', { to: 'supervisor' });
  const said = [
    ...complaint().when('SUPERVISED', 'gm', { instruction: 'i' }).messages,
    ...all.messages,
    ...complaint().when('REASSIGNED', 'lead', { to: 'finance', reason: 'r' }).messages,
    ...all.when('URGED', 'customer').messages,
    ...complaint().when('HOLD', 'agent', { reason: 'r' }).messages,
    ...complaint().when('HOLD', 'agent', { reason: 'r' }).after('3 calendar days').messages,
    ...complaint().when('HOLD', 'agent', { reason: 'r' }).after('2 weeks').messages,
    ...complaint().when('EXTENSION_ASKED', 'agent', { reason: 'r' }).messages,
    ...complaint().when('EXTENSION_ASKED', 'agent', { reason: 'r' }).when('EXTENSION_APPROVED', 'gm').messages,
    ...complaint().when('EXTENSION_ASKED', 'agent', { reason: 'r' }).when('EXTENSION_REFUSED', 'gm', { reason: 'r' })
      .messages,
    ...complaint().when('DUPLICATE', 'agent', { of: 'CC-2' }).messages,
  ];

  test('comes from templates that all procedures share, in both languages', async () => {
    const named = [...new Set(said.map(({ template }) => template))];
    expect(readdirSync(join(folder, 'every-case')).sort()).toEqual(
      named.flatMap(template => [`${template}.en.liquid`, `${template}.zh.liquid`]).sort(),
    );
    for (const { template, data } of said) {
      for (const lang of ['zh', 'en'] as const) {
        const { subject, text } = await templates.render('customer-complaint', template, lang, {
          ...data,
          caseId: 'case-1',
        });
        expect(subject).toContain('case-1');
        expect(text).not.toMatch(/undefined|null|NaN|\{\{|\{%/);
        expect(/\p{Script=Han}/u.test(`${subject}${text}`)).toBe(lang === 'zh');
      }
    }
  });

  test('has the variables that its samples declare', () => {
    for (const { template, data } of said) expect(Object.keys(data)).toEqual(samples['every-case']!.messages[template]);
    expect([...new Set(said.map(({ template }) => template))].sort()).toEqual(
      Object.keys(samples['every-case']!.messages),
    );
  });

  test('has a summary in both languages', () => {
    for (const { summary } of said) expect(summary).toMatch(/^\p{Script=Han}[^·]+ · [a-z].+$/u);
  });

  test('goes to nobody twice', () => {
    expect(all.when('URGED', 'customer').when('URGED', 'customer').told).toEqual(['urged → supervisor, gm']);
  });
});
