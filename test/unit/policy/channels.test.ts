import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadChannels, parseChannels } from '../../../machines/policy/channels/load';

const folder = mkdtempSync(join(tmpdir(), 'duecourse-channels-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { SMTP_PASSWORD: 'hush', SMS_SECRET: 'quiet' };
const parse = (text: string) => parseChannels(text, join(folder, 'channels.yaml'), env);

/** The lines of the refusal, without the file's name. */
function problems(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_CHANNELS' });
    return (error as Error).message.split('\n').map(line => line.replace(`${join(folder, 'channels.yaml')}:`, ''));
  }
  return [];
}

test('without a file messages go into the outbox', () => {
  expect(loadChannels(join(folder, 'service-centre.yaml'), env)).toMatchObject({
    channels: {},
    routes: { customer: ['outbox'], staff: ['outbox'] },
  });
});

test('a file of every kind', () => {
  writeFileSync(join(folder, 'token'), 'from a file\n');
  const { channels, routes, receipts } = parse(`
channels:
  mail: { type: smtp, host: smtp.example.com, from: service@example.com, name: 客服中心, user: u, password: { env: SMTP_PASSWORD } }
  ali: { type: aliyun, accessKeyId: LTAI1, accessKeySecret: "\${env:SMS_SECRET}", signName: 某某物业 }
  qq: { type: tencent, secretId: AKID1, secretKey: { file: token }, appId: 1400006666, signName: 某某物业 }
  abroad: { type: twilio, accountSid: AC1, authToken: { env: SMS_SECRET }, from: "+15005550006" }
  gate: { type: http, url: "https://sms.example.com/send", body: "{{ text }}", onUnknown: send-again }
  smsc: { type: smpp, host: smsc.example.com, systemId: d, password: { env: SMS_SECRET }, from: "10690001" }
routes: { customer: [ali, mail, outbox] }
receipts: { port: 8480, secret: { env: SMS_SECRET } }
`);
  const revealed = Object.values(channels).map(
    ({ password, accessKeySecret, secretKey, authToken }: Record<string, unknown>) =>
      ((password ?? accessKeySecret ?? secretKey ?? authToken) as (() => string) | undefined)?.(),
  );
  expect(revealed).toEqual(['hush', 'quiet', 'from a file', 'quiet', undefined, 'quiet']);
  expect(routes).toEqual({ customer: ['ali', 'mail', 'outbox'], staff: ['outbox'] });
  expect(receipts).toMatchObject({ port: 8480 });
  expect(JSON.stringify({ channels, receipts })).not.toMatch(/hush|quiet|from a file/);
});

test.each([
  [
    'a secret in the file',
    'password: hunter2',
    '2:87 channels.mail.password: a secret must not stand in this file; write { env: NAME } or { file: path/to/secret }.',
  ],
  [
    'a variable that is not set',
    'password: { env: NOBODY }',
    '2:87 channels.mail.password: the environment variable NOBODY is not set.',
  ],
  ['a file that is not there', 'password: { file: nowhere }', '2:87 channels.mail.password: the file'],
  [
    'an unknown key',
    'tsl: always',
    '2:77 channels.mail: unknown key "tsl". Known here: lang, onUnknown, rate, type, host, port, tls,',
  ],
  ['a sender with a line break', 'name: "a\\nBcc: b@example.com"', '2:83 channels.mail.name: must be one line'],
  ['a port that is none', 'port: 99999', '2:83 channels.mail.port: 99999 is not a port'],
  ['a choice that is none', 'tls: maybe', '2:82 channels.mail.tls: "maybe" is not one of: always, starttls, never.'],
])('%s is refused with its place', (_, entry, expected) => {
  const found = problems(
    `channels:\n  mail: { type: smtp, host: smtp.example.com, from: service@example.com,    ${entry} }\n`,
  );
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(expected);
});

test('what is missing is named', () => {
  expect(problems('channels:\n  ali: { type: aliyun, signName: x }\n')).toEqual([
    '2:3 channels.ali.accessKeyId: is missing; write e.g. "LTAI…".',
    '2:3 channels.ali.accessKeySecret: is missing; write { env: NAME } or { file: path/to/secret }.',
  ]);
});

test.each([
  ['channels:\n  ali: { type: aliyum }\n', '2:16 channels.ali.type: "aliyum" is no type of channel'],
  [
    'channels:\n  ali: { host: x }\n',
    '2:3 channels.ali.type: needs a type: smtp, aliyun, tencent, twilio, http, smpp.',
  ],
  ['channels:\n  outbox: { type: smtp, host: h, from: a@b.cn }\n', 'channels.outbox: the outbox is always there'],
  ['channels:\n  "Bad Name": { type: smtp, host: h, from: a@b.cn }\n', '"Bad Name" is no name of a channel'],
  ['routes: { customer: [sms] }\n', '1:22 routes.customer.0: there is no channel "sms". Channels: outbox.'],
  ['routes: { staff: [] }\n', 'routes.staff: must name a channel'],
  ['receipts: { port: 8480 }\n', 'receipts.secret: is missing'],
  ['receipts: { port: 8480, secret: abc }\n', '1:33 receipts.secret: a secret must not stand in this file'],
  ['', 'the file is empty'],
])('%j is refused', (text, expected) => {
  expect(problems(text).join('\n')).toContain(expected);
});
