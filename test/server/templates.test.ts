import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEntry } from '@temporalio/worker';
import { fileLedger } from '../../activities/messages/file-ledger';
import { PERSON } from '../support/a-message';
import { command, type Said } from '../support/command';
import { quiet } from '../support/history';
import { inFolder } from '../support/in-folder';
import { policyWith } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { overhear, testAddress } from '../support/workers';

jest.setTimeout(120_000);

const [folder, remove] = inFolder();
const policy = policyWith(folder, 'routes: { customer: [outbox] }\n');
const file = join(folder, 'templates/customer-complaint/received.zh.liquid');
const good = readFileSync(file, 'utf8');
const log: LogEntry[] = [];
let listening: () => unknown = () => undefined;
let centre: ServiceCentre;
let duecourse: (...args: readonly string[]) => Promise<Said>;

beforeAll(async () => {
  overhear(entry => {
    log.push(entry);
    listening();
  });
  centre = await serviceCentre({ taskQueue: 'templates', policy });
  const flags = ['--policy', policy, '--data-dir', centre.dataDir, '--address', testAddress(), '--lang', 'zh'];
  duecourse = command(flags, folder);
});
beforeEach(() => {
  writeFileSync(file, good);
  log.length = 0;
});
afterAll(async () => {
  await centre?.stop();
  remove();
});

/** What a customer is told of a complaint that is opened now. */
async function told(id: string): Promise<string> {
  const complainant = { name: PERSON.name, phone: PERSON.phone };
  const input = { complainant, channel: 'phone', subject: '延迟交货', content: '订单晚到三天。' };
  await centre.desk.start('customer-complaint', { id, input, by: { role: 'agent' } });
  await quiet(centre.desk.cases.temporal, id);
  const entries = await fileLedger(join(centre.dataDir, 'messages')).list({ case: id });
  return entries.find(({ message }) => message.to === 'customer')!.message.texts.zh.text;
}

/** Resolves once so many errors have been logged; logs come a little after what they tell of. */
const logged = (n: number) =>
  new Promise<string[]>(resolve => {
    listening = () => errors().length >= n && resolve(errors());
    listening();
  });
const errors = () => log.filter(({ level }) => level === 'ERROR').map(({ message }) => message);

test('a template that is edited while the worker runs is used by the next message', async () => {
  writeFileSync(file, good.replace('您好！', '早上好！'));
  expect(await told('templates-edited')).toContain(`${PERSON.name}，早上好！`);
  expect(errors()).toEqual([]);
});

test('a broken edit is refused: the text from before goes on, and the log says where it is broken, once', async () => {
  expect(await told('templates-before')).toContain('已经受理');
  writeFileSync(file, `${good}\n{{ nam }}`);
  expect(await told('templates-broken-1')).toBe((await told('templates-broken-2')).replaceAll('broken-2', 'broken-1'));
  writeFileSync(file, '{{ name');
  expect(await told('templates-broken-3')).toContain('已经受理');
  const line = good.split('\n').length + 1;
  const name = 'customer-complaint/received\\.zh\\.liquid';
  expect(await logged(2)).toEqual([
    expect.stringMatching(`${name}:${line}:4 "nam" is not known here — did you mean "name"`),
    expect.stringMatching(`${name}:1:1 `),
  ]);
  expect(errors().join()).not.toContain(PERSON.name);
});

test('a worker that begins with a broken template says so at once, and its message goes out once it is mended', async () => {
  await centre.stopWorker();
  writeFileSync(file, '{% if name %}');
  await centre.startWorker();
  expect(await logged(1)).toEqual([expect.stringContaining('customer-complaint/received.zh.liquid:1:1')]);
  const { desk } = centre;
  const input = {
    complainant: { name: PERSON.name, phone: PERSON.phone },
    channel: 'phone',
    subject: '延迟交货',
    content: '订单晚到三天。',
  };
  await desk.start('customer-complaint', { id: 'templates-begun', input, by: { role: 'agent' } });
  writeFileSync(file, good);
  await quiet(desk.cases.temporal, 'templates-begun');
  expect(await centre.said('templates-begun')).toContain('received → customer');
});

test('the command shows each mistake with its line, and fails', async () => {
  writeFileSync(file, `${good}{{ nmae }}`);
  const { code, err } = await duecourse('templates', 'check', '--json');
  expect(code).toBe(9);
  expect(JSON.parse(err)).toMatchObject({
    error: {
      code: 'BAD_TEMPLATE',
      details: { problems: [{ file: 'customer-complaint/received.zh.liquid', column: 4 }] },
    },
  });
  const { checks } = JSON.parse((await duecourse('doctor', '--json')).out);
  expect(checks).toContainEqual(expect.objectContaining({ name: 'templates', status: 'fail' }));
});

test('the command lists every template with what it costs as an SMS', async () => {
  const { templates } = JSON.parse((await duecourse('templates', '--json')).out);
  expect(templates).toContainEqual({
    file: 'repair-dispatch/parts-chased.zh.liquid',
    procedure: 'repair-dispatch',
    template: 'parts-chased',
    lang: 'zh',
    problems: [],
    sms: { encoding: 'UCS-2', characters: 58, parts: 1 },
  });
  expect((await duecourse('templates', 'check')).code).toBe(0);
});

test('a preview with a case has what the case has, and examples for what only an event would bring', async () => {
  await told('templates-case');
  const preview = async (name: string) =>
    JSON.parse((await duecourse('templates', 'preview', name, '--case', 'templates-case', '--json')).out);
  expect(await preview('customer-complaint/received')).toMatchObject({
    subject: '已受理您的投诉 templates-case',
    text: expect.stringContaining(`${PERSON.name}，您好！`),
    sms: { encoding: 'UCS-2' },
    fromSamples: [],
  });
  expect(await preview('customer-complaint/explained')).toMatchObject({
    text: expect.stringContaining('发货时漏装一箱。'),
    fromSamples: ['finding'],
  });
});

test.each([
  ['no name', ['preview'], 'USAGE', 2],
  ['a template that is none', ['preview', 'customer-complaint/recieved'], 'UNKNOWN_TEMPLATE', 9],
  ['a procedure that is none', ['preview', 'complaint/received'], 'UNKNOWN_PROCEDURE', 5],
  ['a channel that is none', ['preview', 'customer-complaint/received', '--channel', 'fax'], 'USAGE', 2],
  ['a case that is none', ['preview', 'customer-complaint/received', '--case', 'nobody'], 'UNKNOWN_CASE', 5],
  ['a number of parts that is none', ['check', '--parts', 'many'], 'USAGE', 2],
  ['an action that is none', ['mend'], 'USAGE', 2],
])('%s is refused with its code', async (_, args, error, exit) => {
  const { code, err } = await duecourse('templates', ...args, '--json');
  expect([JSON.parse(err).error.code, code]).toEqual([error, exit]);
});
