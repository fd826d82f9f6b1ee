import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileLedger } from '../../activities/messages/file-ledger';
import { aMessage, PERSON } from '../support/a-message';
import { command, type Said } from '../support/command';
import { inFolder } from '../support/in-folder';
import { policyWith } from '../support/policy';
import { type SmppSide, smppSide } from '../support/smpp-side';
import { type SmtpSide, smtpSide } from '../support/smtp-side';

// Every step is a process of its own.
jest.setTimeout(60_000);

const SECRET = 'TheSecretOfTheHouse';
const [folder, remove] = inFolder();
let mail: SmtpSide;
let sms: SmppSide;
let duecourse: (...args: readonly string[]) => Promise<Said>;

const file = (mailPort: number) => `channels:
  mail: { type: smtp, host: 127.0.0.1, port: ${mailPort}, tls: never, user: u, password: { file: secret }, from: service@example.com }
  sms: { type: smpp, host: 127.0.0.1, port: ${sms.port}, systemId: duecourse, password: { file: secret }, from: "10690001" }
routes: { customer: [sms, mail] }
`;

beforeAll(async () => {
  mail = await smtpSide();
  sms = await smppSide();
  writeFileSync(join(folder, 'secret'), SECRET);
  const policy = policyWith(folder, file(mail.port));
  duecourse = command(['--policy', policy, '--data-dir', join(folder, 'data')], folder);
});
afterEach(() => {
  for (const side of [mail, sms]) side.mood('takes');
});
afterAll(async () => {
  await mail?.stop();
  await sms?.stop();
  remove();
});

test('check logs in everywhere and sends nothing', async () => {
  const { code, out, err } = await duecourse('channels', 'check', '--json');
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual({
    channels: ['outbox', 'mail', 'sms'].map(channel => ({ channel, ok: true, reason: '' })),
  });
  expect([mail.mails, sms.parts]).toEqual([[], []]);
});

test('check names what does not answer, and fails; it tells no secret', async () => {
  mail.mood('wrong-login');
  const { code, out, err } = await duecourse('channels', 'check');
  expect(code).toBe(7);
  expect(err).toMatch(/mail \(127\.0\.0\.1:\d+\): 535 who are you/);
  expect(out).toContain('sms');
  expect(`${out}${err}`).not.toContain(SECRET);
});

test('list says who is served by what', async () => {
  const { out } = await duecourse('channels', '--json');
  expect(JSON.parse(out)).toMatchObject({ routes: { customer: ['sms', 'mail'], staff: ['outbox'] } });
  expect(out).not.toContain(SECRET);
});

test('send sends one test message by the channel that fits the address', async () => {
  expect((await duecourse('channels', 'send', '--to', PERSON.email)).code).toBe(0);
  expect((await duecourse('channels', 'send', '--to', PERSON.phone)).code).toBe(0);
  expect(mail.mails.map(({ to, subject }) => [to, subject])).toEqual([[PERSON.email, '渠道测试']]);
  expect(sms.received().map(({ to }) => to)).toEqual([`86${PERSON.phone}`]);
});

test.each([
  ['an address with a line break', ['channels', 'send', '--to', 'a@b.cn\nBcc: c@d.cn'], 'BAD_ADDRESS', 3],
  ['a number that is none', ['channels', 'send', '--to', '12345'], 'BAD_ADDRESS', 3],
  ['nobody to send to', ['channels', 'send'], 'USAGE', 2],
  ['a channel that is not there', ['channels', 'send', '--to', PERSON.email, '--channel', 'fax'], 'USAGE', 2],
  ['an action that is none', ['channels', 'mend'], 'USAGE', 2],
])('%s is refused with its code', async (_, args, error, exit) => {
  const { code, err } = await duecourse(...args, '--json');
  expect([(JSON.parse(err) as { error: { code: string } }).error.code, code]).toEqual([error, exit]);
});

test('retry sends what is dead; drop calls it off; each is on record', async () => {
  const ledger = fileLedger(join(folder, 'data', 'messages'));
  const [again, off] = ['1', '2'].map(step =>
    aMessage({ case: 'complaint-0001', step, channel: 'mail', address: PERSON.email }),
  );
  for (const { key } of [await ledger.put(again!), await ledger.put(off!)].map(({ message }) => message))
    await ledger.move(key, 0, { state: 'dead', at: Date.now(), attempts: 9 });
  const json = async (...args: readonly string[]) =>
    JSON.parse((await duecourse('outbox', ...args, '--json')).out) as object;
  expect(await json('list', '--dead')).toMatchObject({ messages: [{ key: again!.key }, { key: off!.key }] });
  const before = mail.mails.length;
  expect(await json('retry', again!.key, '--as', 'agent:li')).toMatchObject({ state: 'accepted', attempts: 10 });
  expect(mail.mails.slice(before).map(({ to }) => to)).toEqual([PERSON.email]);
  expect(await json('drop', off!.key, '--reason', 'told by phone', '--as', 'agent:li')).toMatchObject({
    state: 'suppressed',
  });
  expect(await json('show', off!.key)).toMatchObject({
    address: 'o****@example.com',
    history: [
      { state: 'pending' },
      { state: 'dead' },
      { state: 'suppressed', by: 'agent:li', reason: 'told by phone' },
    ],
  });
  expect(await json('list', '--dead')).toMatchObject({ messages: [] });
});

test('a broken channel file is refused with its place', async () => {
  writeFileSync(
    join(folder, 'channels.yaml'),
    file(mail.port).replace('{ file: secret }, from: s', 'hunter2, from: s'),
  );
  const { code, err } = await duecourse('channels', 'check', '--json');
  const { error } = JSON.parse(err) as { error: { code: string; message: string; details: object } };
  expect([error.code, code]).toEqual(['BAD_CHANNELS', 9]);
  expect(error.message).toMatch(/channels\.yaml:2:\d+ channels\.mail\.password: a secret must not stand in this file/);
  expect(err).not.toContain('hunter2');
  // What lies there can be read all the same.
  expect((await duecourse('outbox', 'list')).code).toBe(0);
});
