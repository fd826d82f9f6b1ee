import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTemplates, previewTemplate } from '../../../worker/templates';
import { inFolder } from '../../support/in-folder';
import { POLICY, policyWith } from '../../support/policy';

const [folder, remove] = inFolder();
afterAll(remove);
const CHANNELS = `channels:
  mail: { type: smtp, host: 127.0.0.1, port: 25, tls: never, from: service@example.com }
`;
const policy = policyWith(folder, CHANNELS);
const templates = join(folder, 'templates');
const place = (name: string) => join(templates, 'repair-dispatch', name);
const received = place('work-order.zh.liquid');

beforeEach(() => {
  rmSync(templates, { recursive: true, force: true });
  cpSync(join(POLICY, '../templates'), templates, { recursive: true });
});

/** Every mistake found: `file:line:column what`. */
async function found(maxParts = 8): Promise<string[]> {
  const all = await checkTemplates(policy, maxParts);
  return all.flatMap(({ file, problems }) =>
    problems.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`),
  );
}

test('the templates of the house have no mistakes', async () => expect(await found()).toEqual([]));

test('a text is counted as an SMS carries it: Chinese in UCS-2, English in GSM-7', async () => {
  const all = await checkTemplates(policy, 8);
  const of = (name: string) => all.find(({ file }) => file === `repair-dispatch/${name}.liquid`)?.sms;
  expect(of('parts-chased.zh')).toEqual({ encoding: 'UCS-2', characters: 58, parts: 1 });
  expect(of('parts-chased.en')).toEqual({ encoding: 'GSM-7', characters: 167, parts: 2 });
});

test('the English texts of the house need no UCS-2, which would double their price', async () => {
  const all = await checkTemplates(policy, 8);
  expect(all.filter(({ lang, sms }) => lang === 'en' && sms?.encoding !== 'GSM-7').map(({ file }) => file)).toEqual([]);
});

describe('each mistake is named with file, line and what to write instead', () => {
  test.each([
    [
      'a variable that the message does not have',
      '\n{{ sit }}',
      /:\d+:4 "sit" is not known here — did you mean "site"\?/,
    ],
    ['a variable of another message', '\n{{ missed }}', /"missed" is not known here\. There are: .*site/],
    ['one that only a condition names', '\n{% if sit %}x{% endif %}', /"sit" is not known here/],
  ])('%s', async (_, more, message) => {
    writeFileSync(received, readFileSync(received, 'utf8') + more);
    expect(await found()).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    [
      'an instant that nobody could read',
      'parts-awaited.zh.liquid',
      '{{ expectedAt }}',
      /write \{\{ expectedAt \| instant \}\}/,
    ],
    ['a filter for instants on something else', 'parts-awaited.zh.liquid', '{{ site | instant }}', /for instants only/],
    [
      'a channel that is not there',
      'work-order.zh.liquid',
      '---\nchannels:\n  mal: { id: 1 }\n---\nx',
      /:3:1 there is no channel "mal" — did you mean "mail"\?/,
    ],
    [
      'a text too long for an SMS',
      'work-order.en.liquid',
      'a'.repeat(1300),
      /:1:1 the text takes 9 parts of an SMS \(1300 characters in GSM-7\); at most 8/,
    ],
  ])('%s', async (_, name, text, message) => {
    writeFileSync(place(name), text);
    expect(await found()).toEqual([expect.stringMatching(message)]);
  });

  test('a language that is missing', async () => {
    rmSync(received);
    expect(await found()).toEqual([
      'repair-dispatch/work-order.zh.liquid:1:1 the file is missing: a message is said in both languages.',
    ]);
  });

  test('a file that nothing sends', async () => {
    writeFileSync(place('work-oder.zh.liquid'), 'x');
    expect(await found()).toEqual([
      expect.stringMatching(/work-oder\.zh\.liquid:1:1 no procedure sends this — did you mean/),
    ]);
  });

  test('a variable that is not always there, outside a condition', async () => {
    const name = join(templates, 'customer-complaint/received.zh.liquid');
    writeFileSync(name, '{{ provisional }}');
    expect(await found()).toEqual([expect.stringContaining('undefined variable: provisional')]);
  });

  test('a text of its own for what is said in every case', async () => {
    writeFileSync(place('urged.zh.liquid'), '报修 {{ caseId }}，第 {{ number }} 次催办，{{ site }}');
    expect(await found()).toEqual([expect.stringMatching(/urged\.zh\.liquid:1:\d+ "site" is not known here/)]);
  });

  test('all of them at once', async () => {
    writeFileSync(received, '{{ a }}\n{{ b }}');
    writeFileSync(place('work-order.en.liquid'), '{{ c');
    expect(await found()).toHaveLength(3);
  });
});

test('customers who are reached by a provider’s template need one in each message to them', async () => {
  const more = `  sms: { type: aliyun, accessKeyId: x, accessKeySecret: { file: id }, signName: x }
routes: { customer: [sms] }
`;
  writeFileSync(join(folder, 'id'), 'x');
  writeFileSync(join(folder, 'channels.yaml'), CHANNELS + more);
  const missing = await found();
  writeFileSync(join(folder, 'channels.yaml'), CHANNELS);
  expect(missing).toContain(
    'customer-complaint/received.zh.liquid:1:1 customers are reached by "sms": write channels.sms.id.',
  );
  expect(missing.filter(line => !line.includes('write channels.sms.id'))).toEqual([]);
  expect(missing.filter(line => line.includes('work-order'))).toEqual([]);
});

test('a preview shows what is sent, with examples in the language asked for', () => {
  expect(previewTemplate(policy, 'customer-complaint/received', 'zh').text).toContain('李女士，您好！');
  expect(previewTemplate(policy, 'customer-complaint/received', 'en').subject).toBe(
    'Your complaint case-0001 was received',
  );
});

test('a procedure may have its own text for what is said in every case', () => {
  expect(previewTemplate(policy, 'repair-dispatch/urged', 'en').subject).toBe('Urged: case case-0001');
  writeFileSync(place('urged.en.liquid'), 'No. {{ number }}');
  expect(previewTemplate(policy, 'repair-dispatch/urged', 'en').text).toBe('No. 2');
});

test.each([
  ['a procedure that is none', 'repare/received', 'UNKNOWN_PROCEDURE'],
  ['a template that is none', 'customer-complaint/recieved', 'UNKNOWN_TEMPLATE'],
])('a preview of %s is refused', (_, name, code) => {
  expect(() => previewTemplate(policy, name, 'zh')).toThrow(expect.objectContaining({ code }));
});
