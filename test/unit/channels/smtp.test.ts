import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { messageIdOf, type SmtpOptions, smtpChannel } from '../../../activities/channels/smtp';
import { deliver } from '../../../activities/messages/deliver';
import { fileLedger } from '../../../activities/messages/file-ledger';
import { aMessage, PERSON } from '../../support/a-message';
import { channelContract, type OtherSide } from '../../support/channel-contract';
import { inFolder } from '../../support/in-folder';
import { type SmtpSide, smtpSide } from '../../support/smtp-side';

const [key, cert] = ['key.pem', 'cert.pem'].map(file =>
  readFileSync(join(__dirname, '../../support/tls', file), 'utf8'),
);

async function conversation(options: Partial<SmtpOptions> = {}, serverOptions: SMTPServerOptions = {}) {
  const side = await smtpSide(serverOptions);
  const channel = smtpChannel('mail', {
    host: '127.0.0.1',
    port: side.port,
    tls: 'never',
    user: 'service',
    password: () => 'hush',
    from: 'service@example.com',
    name: '客服中心',
    patience: 15_000,
    ...options,
  });
  return { side, channel };
}

async function open(patience = 15_000): Promise<OtherSide & { readonly side: SmtpSide }> {
  const { side, channel } = await conversation({ patience });
  return {
    side,
    channel,
    mood: side.mood,
    received: () => side.mails,
    vanish: () => side.stop(),
    async stop() {
      await channel.close();
      await side.stop();
    },
  };
}

channelContract('e-mail by SMTP', open, { address: PERSON.email });

const letter = (more = {}) => aMessage({ channel: 'mail', address: PERSON.email, ...more });

describe('on the wire', () => {
  let other: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    other = await open();
  });
  afterEach(() => other.stop());

  test('Chinese goes as ASCII bytes: encoded words in the head, quoted-printable or base64 in the body', async () => {
    await other.channel.send(letter());
    const [mail] = other.side.mails;
    expect(mail!.raw).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(mail!.raw.split('\r\n').filter(line => line.length > 998)).toEqual([]);
    expect(mail!.headers.subject).toMatch(/^=\?UTF-8\?[QB]\?/);
    expect(mail!.headers['content-transfer-encoding']).toMatch(/^(base64|quoted-printable)$/);
    expect(mail!.headers['content-type']).toContain('charset=utf-8');
    expect(mail!.headers.from).toMatch(/^=\?UTF-8\?[QB]\?.* <service@example\.com>$/);
    expect([mail!.subject, mail!.text.trim()]).toEqual([letter().texts.zh.subject, letter().texts.zh.text]);
  });

  test('one key has one Message-ID, another another; it says nothing', async () => {
    const message = letter();
    await other.channel.send(message);
    await other.channel.send(message);
    await other.channel.send(letter());
    const [first, second, third] = other.side.mails.map(({ headers }) => headers['message-id']);
    expect(first).toBe(messageIdOf(message.key, 'service@example.com'));
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(first).toMatch(/^<[0-9a-f]{40}@example\.com>$/);
  });

  test('a line break in subject or text begins no other header', async () => {
    const texts = {
      zh: { subject: '答复\r\nBcc: thief@example.org', text: '.\r\n\r\nRCPT TO:<thief@example.org>' },
      en: { text: 'x' },
    };
    await other.channel.send(letter({ texts }));
    expect(other.side.mails.map(({ to }) => to)).toEqual([PERSON.email]);
    expect(other.side.mails[0]!.headers).not.toHaveProperty('bcc');
  });

  test('after greylisting the same mail goes again under its Message-ID', async () => {
    const [folder, remove] = inFolder();
    const ledger = fileLedger(folder);
    const message = letter();
    other.mood('drops');
    expect(await deliver(ledger, other.channel, message)).toMatchObject({ state: 'failed-for-now' });
    other.mood('busy');
    expect(await deliver(ledger, other.channel, message)).toMatchObject({ state: 'failed-for-now', attempts: 2 });
    other.mood('takes');
    expect(await deliver(ledger, other.channel, message)).toMatchObject({ state: 'accepted', attempts: 3 });
    expect(await deliver(ledger, other.channel, message)).toMatchObject({ state: 'accepted', attempts: 3 });
    expect(other.side.mails.map(({ headers }) => headers['message-id'])).toEqual([
      messageIdOf(message.key, 'service@example.com'),
    ]);
    remove();
  });
});

describe('TLS', () => {
  const ways = [
    ['always', { secure: true, disabledCommands: [] }],
    ['starttls', { secure: false, disabledCommands: [] }],
  ] as const;

  test.each(ways)('%s: a certificate of an authority that we know is taken', async (tls, server) => {
    const { side, channel } = await conversation({ tls, ca: cert }, { ...server, disabledCommands: [], key, cert });
    expect(await channel.send(letter())).toMatchObject({ state: 'accepted' });
    await channel.check();
    await channel.close();
    await side.stop();
  });

  test.each(ways)('%s: any other certificate is refused before login and message', async (tls, server) => {
    const { side, channel } = await conversation({ tls }, { ...server, disabledCommands: [], key, cert });
    expect(await channel.send(letter())).toMatchObject({
      state: 'failed-for-now',
      reason: expect.stringMatching(/self.signed/i),
    });
    await expect(channel.check()).rejects.toMatchObject({ code: 'CHANNEL_UNAVAILABLE' });
    expect(side.mails).toEqual([]);
    await channel.close();
    await side.stop();
  });

  test('a server without STARTTLS gets neither login nor message', async () => {
    const { side, channel } = await conversation({ tls: 'starttls' });
    expect(await channel.send(letter())).toMatchObject({ state: 'failed-for-now' });
    expect(side.mails).toEqual([]);
    await channel.close();
    await side.stop();
  });
});

test('a server that never greets', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const channel = smtpChannel('mail', {
    host: '127.0.0.1',
    port,
    tls: 'never',
    from: 'service@example.com',
    patience: 100,
  });
  expect(await channel.send(letter())).toMatchObject({ state: 'failed-for-now' });
  await channel.close();
  server.close();
});
