import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { templatesIn } from '../../../activities/messages/templates';
import { procedures } from '../../../machines';
import { catalogue } from '../../../machines/catalogue';
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
