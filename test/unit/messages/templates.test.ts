import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Templates, templatesIn } from '../../../activities/messages/templates';
import type { DuecourseError } from '../../../time/error';
import { BEGINNING } from '../../../time/zone';
import { inFolder } from '../../support/in-folder';

const [folder, remove] = inFolder();
afterAll(remove);

const zone = { zone: 'Asia/Shanghai', offsets: [[BEGINNING, 8 * 3_600_000] as const] };
const path = join(folder, 'repair', 'told.zh.liquid');
const GOOD = '---\nsubject: 关于 {{ caseId }}\n---\n{{ name }}，您好。\n';
const data = { caseId: 'repair-1', name: '周某' };

let templates: Templates;
let refusals: { message: string; kept: boolean }[];

const write = (text: string) => writeFileSync(path, text);
const text = async () => (await templates.render('repair', 'told', 'zh', data)).text;
const refusal = () => text().catch((error: DuecourseError) => error);

beforeEach(async () => {
  mkdirSync(join(folder, 'repair'), { recursive: true });
  write(GOOD);
  refusals = [];
  templates = templatesIn(folder, zone, {
    refused: ({ message }, kept) => refusals.push({ message, kept }),
  });
  await templates.readAll();
});

test('a template that is edited is used from the next message on', async () => {
  expect(await text()).toBe('周某，您好。');
  write(GOOD.replace('您好', '早上好'));
  expect(await text()).toBe('周某，早上好。');
});

describe('an edit that is broken is told once, with its place, and the text from before stays', () => {
  test.each([
    ['a tag that is not closed', '你好\n{% if name %}', 'repair/told.zh.liquid:2:1'],
    ['a variable that is not closed', '你好 {{ name', 'repair/told.zh.liquid:1:4'],
    ['a filter that nobody knows', '---\nsubject: x\n---\n你好\n{{ name | upper }}', 'repair/told.zh.liquid:5:1'],
    ['a filter without its bar', '{{ name upcase }}', 'repair/told.zh.liquid:1:1'],
    ['another file taken in', '{% include "/etc/hosts" %}', 'repair/told.zh.liquid:1:1'],
    ['a key that nobody knows', '---\nsubject: x\nsubjekt: y\n---\n你好', 'repair/told.zh.liquid:3:1'],
    ['a front matter without an end', '---\nsubject: x\n你好', 'repair/told.zh.liquid:1:1'],
    ['no text', '---\nsubject: x\n---\n', 'repair/told.zh.liquid:4:1'],
    ['a channel without an id', '---\nchannels:\n  sms: { params: [a] }\n---\n你好', 'repair/told.zh.liquid:3:3'],
    ['channels that are not YAML', '---\nchannels:\n  sms: { id: "a }\n---\n你好', 'repair/told.zh.liquid:'],
    ['a channel with a key too many', '---\nchannels:\n  sms: { id: a, parms: [b] }\n---\n你好', ':3:17'],
  ])('%s', async (_, broken, place) => {
    write(broken);
    expect([await text(), await text()]).toEqual(['周某，您好。', '周某，您好。']);
    expect(refusals).toEqual([{ message: expect.stringContaining(place), kept: true }]);
  });
});

test('a file that is away for a moment, as while an editor saves it, takes nothing away', async () => {
  renameSync(path, `${path}~`);
  expect(await text()).toBe('周某，您好。');
  rmSync(`${path}~`);
});

test('a broken edit that is mended is used again, and a new one is told anew', async () => {
  write('{{ name');
  await text();
  write('{{ name }}！');
  expect(await text()).toBe('周某！');
  write('{{ name');
  expect(await text()).toBe('周某！');
  expect(refusals).toHaveLength(2);
});

test('a template that is broken from the beginning is told at once; its message fails until it is mended', async () => {
  write('你好\n{{ name');
  const begun: { message: string; kept: boolean }[] = [];
  templates = templatesIn(folder, zone, { refused: ({ message }, kept) => begun.push({ message, kept }) });
  await templates.readAll();
  expect(begun).toEqual([{ message: expect.stringContaining('repair/told.zh.liquid:2:1'), kept: false }]);
  expect(await refusal()).toMatchObject({ code: 'BAD_TEMPLATE' });
  write(GOOD);
  expect(await text()).toBe('周某，您好。');
});

test('what the data lacks is an error with its place, never a blank, and says nothing of the person', async () => {
  write('{{ name }}\n{{ reply }}');
  expect(await refusal()).toMatchObject({
    code: 'BAD_TEMPLATE',
    message: 'repair/told.zh.liquid:2:4 undefined variable: reply.',
  });
});

test('a file written on Windows, with its mark and its line ends, reads the same', async () => {
  write(`\uFEFF${GOOD.replaceAll('\n', '\r\n')}`);
  expect(await templates.render('repair', 'told', 'zh', data)).toEqual({
    subject: '关于 repair-1',
    text: '周某，您好。',
  });
});

test("a line break in the data begins no other line of a mail's head", async () => {
  const { subject } = await templates.render('repair', 'told', 'zh', { ...data, caseId: 'a\r\nBcc: b@c.cn' });
  expect(subject).toBe('关于 a Bcc: b@c.cn');
});

test("a provider's template is filled by name or by place", async () => {
  write(
    '---\nchannels:\n  a: { id: SMS_1, params: { who: "{{ name }}" } }\n  b:\n    id: 7\n    params: ["{{ caseId }}"]\n---\n你好',
  );
  expect(await templates.render('repair', 'told', 'zh', data)).toMatchObject({
    channels: { a: { id: 'SMS_1', params: { who: '周某' } }, b: { id: '7', params: ['repair-1'] } },
  });
});
