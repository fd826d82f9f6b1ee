import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatesIn } from '../../../activities/messages/templates';
import { procedures } from '../../../machines';
import { variablesOf } from '../../../machines/sample-data';
import { samples } from '../../../machines/samples';
import { rootOf, statesOf } from '../../../statechart/internals';
import { BEGINNING } from '../../../time/zone';
import { examples } from './sayings';

const folder = join(__dirname, '../../../policy/templates');
const templates = templatesIn(folder, { zone: 'Asia/Shanghai', offsets: [[BEGINNING, 8 * 3_600_000]] });

describe.each(Object.entries(examples))('%s', (procedure, messages) => {
  test('what the machine can say and the template files are the same, in both languages', () => {
    const named = [...new Set(messages.map(({ template }) => template))];
    const files = named.flatMap(template => [`${template}.en.liquid`, `${template}.zh.liquid`]);
    expect(readdirSync(join(folder, procedure)).sort()).toEqual(files.sort());
  });

  test('what its samples declare is what the machine says, variable by variable', () => {
    const declared = samples[procedure] ?? { values: {}, messages: {}, toCustomer: [] };
    expect([...new Set(messages.map(({ template }) => template))].sort()).toEqual(
      Object.keys(declared.messages).sort(),
    );
    for (const { template, to, data } of messages) {
      const variables = variablesOf(declared, template);
      const always = [...variables].filter(([, isAlways]) => isAlways).map(([name]) => name);
      const said = [...Object.keys(data), 'caseId'];
      expect([template, always.filter(name => !said.includes(name))]).toEqual([template, []]);
      expect([template, said.filter(name => !variables.has(name))]).toEqual([template, []]);
      expect([template, declared.toCustomer.includes(template)]).toEqual([template, to.includes('customer')]);
      for (const name of Object.keys(data)) {
        const sample = declared.values[name];
        expect([name, typeof (typeof sample === 'object' ? sample.zh : sample)]).toEqual([name, typeof data[name]]);
      }
    }
    expect(
      Object.values(declared.messages)
        .flat()
        .map(name => name.replace('?', '')),
    ).toEqual(expect.arrayContaining(Object.keys(declared.values)));
  });

  test.each(['zh', 'en'] as const)('in %s no message lacks anything that its template needs', async lang => {
    for (const { template, data } of messages) {
      const { subject, text } = await templates.render(procedure, template, lang, { ...data, caseId: 'case-1' });
      expect(subject).toContain('case-1');
      expect(text).not.toMatch(/undefined|null|NaN|\{\{|\{%/);
      if (lang === 'zh') expect(`${subject}${text}`).toMatch(/\p{Script=Han}/u);
      else expect(`${subject}${text}`).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test('a summary is words in both languages and never about a person', () => {
    for (const { summary, data } of messages) {
      expect(summary).toMatch(/^\p{Script=Han}[^·]+ · [a-z].+$/u);
      for (const personal of [data.name, data.phone]) if (personal) expect(summary).not.toContain(personal);
    }
  });

  test('only a message to the customer says how to reach one', () => {
    for (const message of messages) expect('customer' in message).toBe(message.to.includes('customer'));
  });
});

test('every procedure declares what its messages are filled with', () => {
  expect(Object.keys(samples).sort()).toEqual([...procedures.map(({ name }) => name), 'every-case'].sort());
});

test('a template that names a deadline of the policy says when it is provisional, and its machine hears when it is moved', () => {
  const promises = /\{\{ \w+Due \| instant \}\}/g;
  const marked = /\{\{ \w+Due \| instant \}\}\{% if provisional %\}/g;
  for (const { name, machine } of procedures) {
    const texts = readdirSync(join(folder, name)).map(file => readFileSync(join(folder, name, file), 'utf8'));
    const named = texts.join('\n').match(promises)?.length ?? 0;
    expect([name, texts.join('\n').match(marked)?.length ?? 0]).toEqual([name, named]);
    const hears = [...statesOf(rootOf(machine))].some(node =>
      [...node.transitions.keys()].some(type => /^clock\.\w+\.moved$/.test(type)),
    );
    expect([name, hears]).toEqual([name, named > 0]);
  }
});
