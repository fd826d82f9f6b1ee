import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { closed, list, value, wholeNumber } from '../parts';
import { didYouMean } from '../suggest';
import { secret } from './secret';

const text = (example: string) =>
  value(`e.g. ${JSON.stringify(example)}`, written => {
    if (typeof written === 'string' && written.trim() !== '') return written;
    if (typeof written === 'number') return String(written);
    throw new Error(`must be a text; write e.g. ${JSON.stringify(example)}.`);
  });

const oneOf = <const T extends string>(choices: readonly T[]) =>
  value(choices.join(' or '), written => {
    const found = choices.find(choice => choice === written);
    if (found !== undefined) return found;
    throw new Error(`${JSON.stringify(written)} is not one of: ${choices.join(', ')}.`);
  });

const url = (example: string) =>
  value(`e.g. ${JSON.stringify(example)}`, written => {
    if (typeof written === 'string' && /^https?:\/\/[^\s/]+/.test(written)) return written.replace(/\/+$/, '');
    throw new Error(
      `must be an address that begins with https:// (or http://); write e.g. ${JSON.stringify(example)}.`,
    );
  });

/** One line that goes into a mail's head: no line breaks. */
const line = (example: string) =>
  value(`e.g. ${JSON.stringify(example)}`, written => {
    if (typeof written === 'string' && written.trim() !== '' && !/[\r\n\0]/.test(written)) return written.trim();
    throw new Error(`must be one line; write e.g. ${JSON.stringify(example)}.`);
  });

const pattern = (example: string) =>
  value(`e.g. ${JSON.stringify(example)}`, written => {
    try {
      new RegExp(String(written));
      return String(written);
    } catch {
      throw new Error(`${JSON.stringify(written)} is no regular expression; write e.g. ${JSON.stringify(example)}.`);
    }
  });

const port = value('e.g. 465', written => {
  if (typeof written === 'number' && Number.isInteger(written) && written > 0 && written < 65_536) return written;
  throw new Error(`${JSON.stringify(written)} is not a port; write a number from 1 to 65535.`);
});

const rate = value('messages a second, e.g. 10', written => {
  if (typeof written === 'number' && written >= 0.01 && written <= 10_000) return written;
  throw new Error(
    `${JSON.stringify(written)} is no number of messages a second; write e.g. 10, or 0.5 for one in two seconds.`,
  );
});

const maybe = <T extends z.ZodType>(schema: T) => schema.optional();

const certificate = (folder: string) =>
  value('a PEM file', written => {
    try {
      return readFileSync(resolve(folder, String(written)), 'utf8');
    } catch (error) {
      throw new Error(`the file ${String(written)} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
    }
  });

/** What each type of channel is told. `folder` is where the file's own paths begin. */
export function channelKinds(folder: string, env: NodeJS.ProcessEnv) {
  const hidden = secret(folder, env);
  /** What holds for all of them: which language it speaks, whether a message of unknown outcome may go again, and how many go a second. */
  const common = {
    lang: maybe(oneOf(['zh', 'en'])),
    onUnknown: maybe(oneOf(['ask', 'send-again'])),
    rate: maybe(rate),
  };
  return {
    smtp: closed({
      ...common,
      type: z.literal('smtp'),
      host: text('smtp.example.com'),
      port: maybe(port),
      tls: maybe(oneOf(['always', 'starttls', 'never'])),
      ca: maybe(certificate(folder)),
      user: maybe(text('service@example.com')),
      password: maybe(hidden),
      from: line('service@example.com'),
      name: maybe(line('客服中心')),
      connections: maybe(wholeNumber(1)),
    }),
    aliyun: closed({
      ...common,
      type: z.literal('aliyun'),
      accessKeyId: text('LTAI…'),
      accessKeySecret: hidden,
      signName: text('某某物业'),
      endpoint: maybe(url('https://dysmsapi.aliyuncs.com')),
    }),
    tencent: closed({
      ...common,
      type: z.literal('tencent'),
      secretId: text('AKID…'),
      secretKey: hidden,
      appId: text('1400006666'),
      signName: text('某某物业'),
      region: maybe(text('ap-guangzhou')),
      endpoint: maybe(url('https://sms.tencentcloudapi.com')),
    }),
    twilio: closed({
      ...common,
      type: z.literal('twilio'),
      accountSid: text('AC…'),
      authToken: hidden,
      from: text('+15005550006'),
      statusCallback: maybe(url('https://desk.example.com/receipts/sms')),
      endpoint: maybe(url('https://api.twilio.com')),
    }),
    http: closed({
      ...common,
      type: z.literal('http'),
      reach: maybe(oneOf(['phone', 'email'])),
      url: url('https://sms.example.com/send'),
      method: maybe(oneOf(['POST', 'PUT', 'GET'])),
      headers: maybe(z.record(z.string(), text('application/json'))),
      secret: maybe(hidden),
      body: maybe(text('{"to": {{ to | json }}, "text": {{ text | json }}}')),
      accepted: maybe(
        closed({
          status: maybe(list(wholeNumber(100), '[200, 202]')),
          body: maybe(pattern('"code":0')),
          id: maybe(text('data.id')),
        }),
      ),
      refused: maybe(closed({ status: maybe(list(wholeNumber(100), '[400, 404]')), body: maybe(pattern('"code":4')) })),
      receipt: maybe(
        closed({
          id: text('messageId'),
          state: text('status'),
          delivered: list(text('DELIVRD'), '[DELIVRD]'),
          failed: list(text('UNDELIV'), '[UNDELIV, EXPIRED]'),
        }),
      ),
      check: maybe(url('https://sms.example.com/balance')),
    }),
    smpp: closed({
      ...common,
      type: z.literal('smpp'),
      host: text('smsc.example.com'),
      port: maybe(port),
      tls: maybe(oneOf(['always', 'never'])),
      ca: maybe(certificate(folder)),
      systemId: text('duecourse'),
      password: hidden,
      systemType: maybe(text('CMT')),
      from: text('10690001'),
      receipts: maybe(oneOf(['yes', 'no'])),
    }),
  };
}

export type ChannelKinds = ReturnType<typeof channelKinds>;
export type ChannelConfig = { [kind in keyof ChannelKinds]: z.output<ChannelKinds[kind]> }[keyof ChannelKinds];

/** A channel of one of the kinds, told by its `type`. */
export function channelSchema(folder: string, env: NodeJS.ProcessEnv) {
  const kinds = channelKinds(folder, env);
  const known = Object.keys(kinds);
  return z.discriminatedUnion('type', [kinds.smtp, kinds.aliyun, kinds.tencent, kinds.twilio, kinds.http, kinds.smpp], {
    error: issue => {
      const type = (issue.input as { type?: unknown } | null)?.type;
      const near = typeof type === 'string' ? didYouMean(type, known) : '';
      return type === undefined
        ? `needs a type: ${known.join(', ')}.`
        : `${JSON.stringify(type)} is no type of channel${near || '.'} Types: ${known.join(', ')}.`;
    },
  });
}
