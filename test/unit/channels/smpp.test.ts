import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SmppOptions, smppSms } from '../../../activities/channels/smpp-sms';
import { deliver } from '../../../activities/messages/deliver';
import { fileLedger } from '../../../activities/messages/file-ledger';
import type { Receipt } from '../../../activities/messages/ledger';
import { takeInReceipt } from '../../../activities/messages/settle';
import { aMessage, PERSON } from '../../support/a-message';
import { channelContract, type OtherSide } from '../../support/channel-contract';
import { inFolder } from '../../support/in-folder';
import { type SmppSide, smppSide } from '../../support/smpp-side';

const [key, cert] = ['key.pem', 'cert.pem'].map(file =>
  readFileSync(join(__dirname, '../../support/tls', file), 'utf8'),
);
const address = `+86${PERSON.phone}`;

async function open(
  onReceipt: (receipt: Receipt) => Promise<unknown> = async () => undefined,
  options: Partial<SmppOptions> = {},
  tls = {},
): Promise<OtherSide & { readonly side: SmppSide }> {
  const side = await smppSide({ tls });
  const channel = smppSms(
    'sms',
    {
      host: '127.0.0.1',
      port: side.port,
      systemId: 'duecourse',
      password: () => 'hush',
      from: '10690001',
      patience: 15_000,
      ...options,
    },
    onReceipt,
  );
  return {
    side,
    channel,
    mood: side.mood,
    received: side.received,
    vanish: side.stop,
    async stop() {
      await channel.close();
      await side.stop();
    },
  };
}

channelContract('SMS by SMPP', patience => open(undefined, { patience }), { address, arrives: `86${PERSON.phone}` });

const sms = (text = '投诉已处理。') => aMessage({ address, texts: { zh: { text }, en: { text } } });
const long = '您反映的问题已处理，感谢监督😀。'.repeat(20);

describe('on the wire', () => {
  test('Chinese is UCS-2, big-endian', async () => {
    const { side, channel, stop } = await open();
    await channel.send(sms('投诉'));
    expect(side.parts).toMatchObject([{ dataCoding: 8, to: `86${PERSON.phone}` }]);
    expect(side.parts[0]!.octets.toString('hex')).toBe('62958bc9');
    expect(side.parts[0]!.header).toBeUndefined();
    await stop();
  });

  test('a long text goes in parts that belong together, and is whole again on the phone', async () => {
    const { side, channel, stop } = await open();
    const outcome = await channel.send(sms(long));
    expect(outcome).toMatchObject({ state: 'accepted', providerIds: side.parts.map(({ id }) => id) });
    expect(side.parts.length).toBeGreaterThan(4);
    expect(side.parts.map(({ header }) => [...header!].slice(0, 2).concat([...header!].slice(3)))).toEqual(
      side.parts.map((_, i) => [0, 3, side.parts.length, i + 1]),
    );
    expect(side.received()).toEqual([{ to: `86${PERSON.phone}`, text: long }]);
    await stop();
  });

  test('a later part that is refused leaves it open what the receiver has got', async () => {
    const { side, channel, stop } = await open();
    side.refuseFromPart(3);
    expect(await channel.send(sms(long))).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('part 3 of'),
    });
    await stop();
  });
});

describe('delivery reports', () => {
  const [folder, remove] = inFolder();
  const ledger = fileLedger(folder);
  afterAll(remove);
  const intoLedger = (receipt: Receipt) => takeInReceipt(ledger, receipt);

  test('each part is reported; the message is delivered once all are', async () => {
    const { side, channel, stop } = await open(intoLedger);
    const message = sms(long);
    await deliver(ledger, channel, message);
    const [last, ...first] = [...side.parts].reverse();
    for (const { id } of first) expect(await side.report(id, 'DELIVRD')).toBe(0);
    expect(await ledger.get(message.key)).toMatchObject({ state: 'accepted' });
    expect(await side.report(last!.id, 'DELIVRD')).toBe(0);
    expect(await ledger.get(message.key)).toMatchObject({ state: 'delivered' });
    await stop();
  });

  test.each(['UNDELIV', 'EXPIRED', 'REJECTD', 'DELETED'])('%s: failed for good, with the code', async state => {
    const { side, channel, stop } = await open(intoLedger);
    const message = sms();
    await deliver(ledger, channel, message);
    await side.report(side.parts[0]!.id, state);
    expect(await ledger.get(message.key)).toMatchObject({ state: 'failed-for-good', reason: `${state} 000` });
    await stop();
  });

  test('a report that could not be kept is asked for again', async () => {
    const { side, channel, stop } = await open(() => Promise.reject(new Error('disk full')));
    await channel.send(sms());
    expect(await side.report(side.parts[0]!.id, 'DELIVRD')).toBe(0x64);
    await stop();
  });

  test('a worker that only listens is there for them', async () => {
    const { side, channel, stop } = await open(intoLedger);
    channel.listen!();
    await side.bound();
    expect(await side.report('ffff', 'DELIVRD')).toBe(0);
    expect(await ledger.takeReceipt('sms', 'ffff')).toMatchObject({ state: 'delivered' });
    await stop();
  });
});

test('a broken link is bound anew by the next message', async () => {
  const { side, channel, stop } = await open();
  await channel.send(sms());
  side.breakLinks();
  const outcomes = [await channel.send(sms()), await channel.send(sms())];
  expect(outcomes.at(-1)).toMatchObject({ state: 'accepted' });
  await stop();
});

describe('TLS', () => {
  test('a certificate of an authority that we know is taken', async () => {
    const { channel, stop } = await open(undefined, { tls: 'always', ca: cert }, { key, cert });
    expect(await channel.send(sms())).toMatchObject({ state: 'accepted' });
    await stop();
  });

  test('any other is refused before the login', async () => {
    const { channel, side, stop } = await open(undefined, { tls: 'always' }, { key, cert });
    expect(await channel.send(sms())).toMatchObject({
      state: 'failed-for-now',
      reason: expect.stringMatching(/SELF_SIGNED/),
    });
    await expect(channel.check()).rejects.toMatchObject({ code: 'CHANNEL_UNAVAILABLE' });
    expect(side.parts).toEqual([]);
    await stop();
  });
});
