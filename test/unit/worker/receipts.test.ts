import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aliyunSms } from '../../../activities/channels/aliyun-sms';
import { httpGateway } from '../../../activities/channels/http-gateway';
import { tencentSms } from '../../../activities/channels/tencent-sms';
import { twilioSignature } from '../../../activities/channels/twilio-signature';
import { twilioSms } from '../../../activities/channels/twilio-sms';
import { fileLedger } from '../../../activities/messages/file-ledger';
import type { Outgoing } from '../../../activities/messages/message';
import { settleAccepted } from '../../../activities/messages/settle';
import { type ReceiptsServer, receiptsServer } from '../../../worker/receipts-server';
import { aMessage, PERSON } from '../../support/a-message';
import { inFolder } from '../../support/in-folder';

const secret = () => 'TheSecretOfTheHouse';
const [folder, remove] = inFolder();
const ledger = fileLedger(folder);
const channels = new Map(
  [
    aliyunSms('ali', { accessKeyId: 'a', accessKeySecret: secret, signName: 's' }),
    tencentSms('qq', { secretId: 'a', secretKey: secret, appId: '1', signName: 's' }),
    twilioSms('signed', {
      accountSid: 'AC1',
      authToken: secret,
      from: '+15005550006',
      statusCallback: 'https://desk.example.com/receipts/signed',
    }),
    twilioSms('abroad', { accountSid: 'AC1', authToken: secret, from: '+15005550006' }),
    httpGateway('gate', {
      url: 'http://127.0.0.1',
      receipt: { id: 'data.id', state: 'stat', delivered: ['DELIVRD'], failed: ['UNDELIV'] },
    }),
    httpGateway('mute', { url: 'http://127.0.0.1' }),
  ].map(channel => [channel.name, channel] as const),
);
let server: ReceiptsServer;
beforeAll(async () => {
  server = await receiptsServer({ ledger, channels }, { port: 0, secret });
});
afterAll(async () => {
  await server.close();
  remove();
});

async function report(path: string, body: object | string, headers: { [name: string]: string } = {}) {
  const form = typeof body === 'string';
  const response = await fetch(`http://127.0.0.1:${server.port}/receipts/${path}`, {
    method: 'POST',
    headers: { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json', ...headers },
    body: form ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { error?: { code: string } } };
}

async function accepted(channel: string, ...ids: string[]): Promise<Outgoing> {
  const message = aMessage({ channel });
  await ledger.put(message);
  await ledger.move(message.key, 0, { state: 'sending', at: 1, attempts: 1, until: 2 });
  await settleAccepted(ledger, (await ledger.get(message.key))!, ids);
  return message;
}
const standing = async ({ key }: Outgoing) => {
  const { state, reason } = (await ledger.get(key))!;
  return reason === undefined ? [state] : [state, reason];
};

const aliyun = (id: string, success: boolean, more = {}) => ({
  phone_number: PERSON.phone,
  success,
  err_code: success ? 'DELIVERED' : 'MOBILE_NOT_ON_SERVICE',
  err_msg: '…',
  biz_id: id,
  ...more,
});

test("Alibaba Cloud's reports, several at a time, and the answer that it waits for", async () => {
  const [a, b] = [await accepted('ali', 'A^0'), await accepted('ali', 'B^0')];
  const { status, body } = await report('ali/TheSecretOfTheHouse', [aliyun('A^0', true), aliyun('B^0', false)]);
  expect([status, body]).toEqual([200, { code: 0, msg: '成功' }]);
  expect([await standing(a), await standing(b)]).toEqual([
    ['delivered', 'DELIVERED'],
    ['failed-for-good', 'MOBILE_NOT_ON_SERVICE'],
  ]);
});

test("Tencent Cloud's reports", async () => {
  const message = await accepted('qq', '2433:1');
  const one = { mobile: PERSON.phone, nationcode: '86', report_status: 'SUCCESS', errmsg: 'DELIVRD', sid: '2433:1' };
  expect(await report('qq', [one], { authorization: 'Bearer TheSecretOfTheHouse' })).toEqual({
    status: 200,
    body: { result: 0, errmsg: 'OK' },
  });
  expect(await standing(message)).toEqual(['delivered', 'DELIVRD']);
});

test("Twilio's reports: what is only on its way changes nothing", async () => {
  const message = await accepted('abroad', 'SM1');
  await report('abroad/TheSecretOfTheHouse', 'MessageSid=SM1&MessageStatus=sent');
  expect(await standing(message)).toEqual(['accepted']);
  await report('abroad/TheSecretOfTheHouse', 'MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30003');
  expect(await standing(message)).toEqual(['failed-for-good', '30003']);
});

describe('Twilio signs its reports', () => {
  const body = (id: string) => `MessageSid=${id}&MessageStatus=delivered&To=%2B447911123456`;
  /** As Twilio signs what it sends to the address that it was given; our own reverse proxy shows another one. */
  const signed = (id: string, key: string, authToken = secret()) => ({
    'x-twilio-signature': twilioSignature({
      url: `https://desk.example.com/receipts/signed?key=${encodeURIComponent(key)}`,
      form: Object.fromEntries(new URLSearchParams(body(id))),
      authToken,
    }),
  });
  const path = (key: string) => `signed?key=${encodeURIComponent(key)}`;

  test('a report with its signature needs no secret in the path', async () => {
    const message = await accepted('signed', 'SM10');
    const { status } = await report(path(message.key), body('SM10'), signed('SM10', message.key));
    expect([status, await standing(message)]).toEqual([200, ['delivered']]);
  });

  test('the address is signed as it was given to Twilio when the message was sent', async () => {
    const sent: string[] = [];
    const gateway = createServer((request, response) => {
      request.on('data', data => sent.push(String(data)));
      request.on('end', () => response.writeHead(201).end('{"sid":"SM13"}'));
    });
    await new Promise<void>(resolve => gateway.listen(0, '127.0.0.1', resolve));
    const { port } = gateway.address() as AddressInfo;
    const channel = twilioSms('signed', {
      accountSid: 'AC1',
      authToken: secret,
      from: '+15005550006',
      statusCallback: 'https://desk.example.com/receipts/signed',
      endpoint: `http://127.0.0.1:${port}`,
    });
    const message = aMessage({ case: '投诉 1/2', channel: 'signed', address: '+447911123456' });
    await channel.send(message);
    await new Promise(resolve => gateway.close(resolve));
    const url = new URLSearchParams(sent.join('')).get('StatusCallback')!;
    const request = { url, form: {}, authToken: secret() };
    const query = Object.fromEntries(new URL(url).searchParams);
    expect(query).toEqual({ key: message.key });
    const headers = { 'x-twilio-signature': twilioSignature(request) };
    expect(channel.receipts!.signed!({ headers, query, body: {} })).toBe(true);
  });

  test.each([
    ['a signature of somebody else', signed('SM11', 'x', 'AnotherToken'), ''],
    ['a signature of another report', signed('SM10', 'x'), ''],
    [
      'a wrong signature, though with the secret of the house',
      { 'x-twilio-signature': 'bm90IGl0' },
      '/TheSecretOfTheHouse',
    ],
    ['neither signature nor secret', {}, ''],
  ])('%s is refused and changes nothing', async (_, headers, more) => {
    const message = await accepted('signed', 'SM11');
    const { status, body: said } = await report(
      `signed${more}?key=x`,
      body('SM11'),
      headers as { [name: string]: string },
    );
    expect([status, said.error?.code]).toEqual([403, 'WRONG_SECRET']);
    expect(await standing(message)).toEqual(['accepted']);
  });

  test('a channel that gave Twilio no address cannot hold a signature against it: the secret of the house decides', async () => {
    const message = await accepted('abroad', 'SM12');
    const headers = { 'x-twilio-signature': 'bm90IGl0' };
    expect((await report('abroad', body('SM12'), headers)).status).toBe(403);
    expect((await report('abroad/TheSecretOfTheHouse', body('SM12'), headers)).status).toBe(200);
    expect(await standing(message)).toEqual(['delivered']);
  });
});

test('reports of a gateway as the channel file describes them', async () => {
  const message = await accepted('gate', '77');
  await report('gate/TheSecretOfTheHouse', { data: { id: 77 }, stat: 'DELIVRD' });
  expect(await standing(message)).toEqual(['delivered', 'DELIVRD']);
});

test('a report that comes before the note of its message is kept for it', async () => {
  await report('ali/TheSecretOfTheHouse', [aliyun('EARLY^0', true)]);
  expect(await standing(await accepted('ali', 'EARLY^0'))).toEqual(['delivered', 'DELIVERED']);
});

test('a message whose outcome nobody knew is put right by the key in its report', async () => {
  const message = aMessage({ channel: 'ali' });
  await ledger.put(message);
  await ledger.move(message.key, 0, { state: 'unknown', at: 1, attempts: 1 });
  await report('ali/TheSecretOfTheHouse', [aliyun('LOST^0', true, { out_id: message.key })]);
  expect(await standing(message)).toEqual(['delivered', 'DELIVERED']);
});

test("a report about another channel's message is none", async () => {
  const message = await accepted('qq', '2433:9');
  await report('ali/TheSecretOfTheHouse', [aliyun('2433:9', false, { out_id: message.key })]);
  expect(await standing(message)).toEqual(['accepted']);
});

test('a message in parts is delivered once every part is; the same report twice changes nothing', async () => {
  const message = await accepted('ali', 'P1', 'P2');
  for (const id of ['P1', 'P1']) await report('ali/TheSecretOfTheHouse', [aliyun(id, true)]);
  expect((await standing(message))[0]).toBe('accepted');
  await report('ali/TheSecretOfTheHouse', [aliyun('P2', true)]);
  expect((await standing(message))[0]).toBe('delivered');
});

test.each([
  ['without a secret', 'ali', {}],
  ['with another secret in the path', 'ali/TheSecretOfSomebody', {}],
  ['with another secret in the head', 'ali', { authorization: 'Bearer TheSecretOfTheHousE' }],
  ['with the beginning of the secret', 'ali/TheSecretOfTheHous', {}],
])('%s a report is refused and changes nothing', async (_, path, headers) => {
  const id = `S^${path}${JSON.stringify(headers)}`;
  const message = await accepted('ali', id);
  const { status, body } = await report(path, [aliyun(id, true)], headers);
  expect([status, body.error?.code]).toEqual([403, 'WRONG_SECRET']);
  expect(await standing(message)).toEqual(['accepted']);
});

test.each([
  ['a channel that is not there', 'nobody/TheSecretOfTheHouse', {}, 404, 'UNKNOWN_CHANNEL'],
  ['a channel that takes no reports', 'mute/TheSecretOfTheHouse', {}, 404, 'UNKNOWN_CHANNEL'],
  ['a report without its id', 'ali/TheSecretOfTheHouse', [{ success: true }], 400, 'BAD_RECEIPT'],
  ['a report that is none', 'ali/TheSecretOfTheHouse', [1], 400, 'BAD_RECEIPT'],
])('%s is refused with a code', async (_, path, body, status, code) => {
  expect(await report(path, body)).toMatchObject({ status, body: { error: { code } } });
});
