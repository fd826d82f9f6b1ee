import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aliyunSms } from '../../../activities/channels/aliyun-sms';
import type { Channel } from '../../../activities/channels/channel';
import { type HttpGatewayOptions, httpGateway } from '../../../activities/channels/http-gateway';
import { tencentSms } from '../../../activities/channels/tencent-sms';
import { twilioSms } from '../../../activities/channels/twilio-sms';
import { aMessage, PERSON } from '../../support/a-message';
import { channelContract, type OtherSide } from '../../support/channel-contract';
import { type HttpSide, httpSide } from '../../support/http-side';
import { aliyunSide, houseSide, SECRET, tencentSide, twilioSide } from '../../support/sms-gateways';

const secret = () => SECRET;
const PATIENT_MS = 15_000;
const house: Omit<HttpGatewayOptions, 'url'> = {
  headers: { 'x-token': '{{ secret }}', 'content-type': 'application/json' },
  secret,
  body: '{"mobile": {{ national | json }}, "content": {{ text | json }}}',
  accepted: { status: [200], body: '"code":0', id: 'data.id' },
  refused: { status: [400] },
};
const channels = {
  aliyun: (endpoint: string, patience = PATIENT_MS): Channel =>
    aliyunSms('sms', { accessKeyId: 'LTAI1', accessKeySecret: secret, signName: '某某物业', endpoint, patience }),
  tencent: (endpoint: string, patience = PATIENT_MS): Channel =>
    tencentSms('sms', {
      secretId: 'AKID1',
      secretKey: secret,
      appId: '1400006666',
      signName: '某某物业',
      endpoint,
      patience,
    }),
  twilio: (endpoint: string, patience = PATIENT_MS): Channel =>
    twilioSms('sms', {
      accountSid: 'AC1',
      authToken: secret,
      from: '+15005550006',
      endpoint,
      patience,
      statusCallback: 'https://desk.example.com/receipts/sms',
    }),
  house: (endpoint: string, patience = PATIENT_MS): Channel =>
    httpGateway('sms', { ...house, patience, url: `${endpoint}/send`, check: `${endpoint}/balance` }),
};

const open =
  (side: () => Promise<HttpSide>, channelAt: (endpoint: string, patience: number) => Channel) =>
  async (patience = PATIENT_MS): Promise<OtherSide & { side: HttpSide }> => {
    const other = await side();
    return {
      side: other,
      channel: channelAt(other.endpoint, patience),
      mood: other.mood,
      received: () => other.taken,
      vanish: other.stop,
      stop: other.stop,
    };
  };

const address = `+86${PERSON.phone}`;
const openAliyun = open(aliyunSide, channels.aliyun);
const openTencent = open(tencentSide, channels.tencent);
const openTwilio = open(twilioSide, channels.twilio);
channelContract('SMS by Alibaba Cloud', openAliyun, { address, arrives: PERSON.phone });
channelContract('SMS by Tencent Cloud', openTencent, { address });
channelContract('SMS by Twilio', openTwilio, { address });
channelContract('an HTTP gateway', open(houseSide, channels.house), { address, arrives: PERSON.phone });

/** A message whose template has parameters by name, or by place. */
const sms = (params: readonly string[] | { readonly [name: string]: string } = []) => {
  const made = aMessage({ address });
  return {
    ...made,
    texts: { ...made.texts, zh: { ...made.texts.zh, channels: { sms: { id: 'SMS_154950909', params } } } },
  };
};

describe('somebody who reads English', () => {
  const english = (channels: object = {}) => {
    const message = sms(['甲']);
    return { ...message, lang: 'en' as const, texts: { ...message.texts, en: { ...message.texts.en, ...channels } } };
  };
  const templatesOf = ({ asked }: HttpSide): string[] => asked.map(templateIn);
  const templateIn = (each: HttpSide['asked'][number]): string =>
    each.url.searchParams.get('TemplateCode') ?? (JSON.parse(each.body) as { TemplateId: string }).TemplateId;

  test.each([
    ['Alibaba Cloud', openAliyun],
    ['Tencent Cloud', openTencent],
  ])('%s: gets the English template, and the Chinese one where no other was approved', async (_, other) => {
    const { side, channel, stop } = await other();
    expect(await channel.send(english())).toMatchObject({ state: 'accepted' });
    await channel.send(english({ channels: { sms: { id: 'SMS_2', params: ['a'] } } }));
    expect(templatesOf(side)).toEqual(['SMS_154950909', 'SMS_2']);
    await stop();
  });

  test('Twilio: gets the English text', async () => {
    const { side, channel, stop } = await openTwilio();
    const message = english();
    await channel.send(message);
    expect(side.taken.map(({ text }) => text)).toEqual([message.texts.en.text]);
    await stop();
  });
});

describe('what goes over the wire', () => {
  test('Alibaba Cloud: template, named parameters as JSON, the key as OutId', async () => {
    const { side, channel, stop } = await openAliyun();
    const message = sms({ name: PERSON.name, case: 'complaint-0001' });
    await channel.send(message);
    const [asked] = side.asked;
    expect(Object.fromEntries(asked!.url.searchParams)).toEqual({
      PhoneNumbers: PERSON.phone,
      SignName: '某某物业',
      TemplateCode: 'SMS_154950909',
      TemplateParam: JSON.stringify({ name: PERSON.name, case: 'complaint-0001' }),
      OutId: message.key,
    });
    expect(asked!.url.search).toMatch(/^[\x21-\x7e]*$/);
    await stop();
  });

  test('Alibaba Cloud: a number abroad has 00 and its country', async () => {
    const { side, channel, stop } = await openAliyun();
    await channel.send({ ...sms(), address: '+85251234567' });
    expect(side.taken[0]!.to).toBe('0085251234567');
    await stop();
  });

  test('Tencent Cloud: template, parameters by place, the key as session context', async () => {
    const { side, channel, stop } = await openTencent();
    const message = sms([PERSON.name, 'complaint-0001']);
    await channel.send(message);
    expect(JSON.parse(side.asked[0]!.body)).toEqual({
      PhoneNumberSet: [address],
      SmsSdkAppId: '1400006666',
      SignName: '某某物业',
      TemplateId: 'SMS_154950909',
      TemplateParamSet: [PERSON.name, 'complaint-0001'],
      SessionContext: message.key,
    });
    await stop();
  });

  test('Twilio: a form in UTF-8, and where to report to with the key', async () => {
    const { side, channel, stop } = await openTwilio();
    const message = sms();
    await channel.send(message);
    const form = new URLSearchParams(side.asked[0]!.body);
    expect(new URL(form.get('StatusCallback')!).searchParams.get('key')).toBe(message.key);
    expect(side.asked[0]!.body).toMatch(/^[\x21-\x7e]*$/);
    expect(form.get('Body')).toBe(message.texts.zh.text);
    await stop();
  });
});

test('an inner fault of the provider leaves it open whether the message is out', async () => {
  const side = await httpSide(() => ({ status: 500, body: 'oops' }));
  for (const channelAt of Object.values(channels))
    expect(await channelAt(side.endpoint).send(sms())).toMatchObject({ state: 'unknown' });
  await side.stop();
});

test('a text with quotes and line breaks stays a text in the gateway’s JSON', async () => {
  const side = await houseSide();
  const text = '他说："好"\n{{ secret }} \\';
  const message = { ...sms(), texts: { zh: { text }, en: { text } } };
  expect(await channels.house(side.endpoint).send(message)).toMatchObject({ state: 'accepted' });
  expect(side.taken[0]!.text).toBe(text);
  await side.stop();
});

test('a certificate that nobody vouches for is refused before the message is sent', async () => {
  const [key, cert] = ['key.pem', 'cert.pem'].map(file =>
    readFileSync(join(__dirname, '../../support/tls', file), 'utf8'),
  );
  const side = await houseSide({ key: key!, cert: cert! });
  const channel = channels.house(side.endpoint);
  expect(await channel.send(sms())).toMatchObject({ state: 'failed-for-now', reason: expect.stringMatching(/CERT/) });
  await expect(channel.check()).rejects.toMatchObject({ code: 'CHANNEL_UNAVAILABLE' });
  expect(side.asked).toEqual([]);
  await side.stop();
});
