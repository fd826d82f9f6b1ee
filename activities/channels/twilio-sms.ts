import { DuecourseError } from '../../time/error';
import { textOf } from '../messages/message';
import { type Channel, PATIENCE_MS } from './channel';
import { exchange, isAnswer, jsonIn, outcomeOfStatus, unanswered } from './http';
import { fieldOf, reportsIn } from './receipt-parts';
import { redacted } from './redact';
import { isSignedByTwilio } from './twilio-signature';

export interface TwilioOptions {
  readonly accountSid: string;
  readonly authToken: () => string;
  /** A number in E.164, or a messaging service (`MG…`). */
  readonly from: string;
  /** Where Twilio reports to; the message's key is added to it. */
  readonly statusCallback?: string;
  readonly endpoint?: string;
  readonly lang?: 'zh' | 'en';
  readonly patience?: number;
}

/** Invalid, unreachable or unsubscribed numbers, no mobile phone, text too long. */
const FOR_GOOD = [21211, 21214, 21217, 21219, 21408, 21610, 21612, 21614, 21617];

/** SMS by Twilio: `Messages` of API 2010-04-01, free text. */
export function twilioSms(name: string, options: TwilioOptions): Channel {
  const { accountSid, authToken, from, statusCallback, endpoint = 'https://api.twilio.com', lang = 'zh' } = options;
  const { patience = PATIENCE_MS - 5_000 } = options;
  const account = `${endpoint}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}`;
  const authorization = () => `Basic ${Buffer.from(`${accountSid}:${authToken()}`).toString('base64')}`;
  return {
    name,
    reach: 'phone',
    byTemplate: false,
    repeatable: false,
    async send(message) {
      const body = new URLSearchParams({
        To: message.address!,
        [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from,
        Body: textOf(message, lang).text,
        ...(statusCallback !== undefined && { StatusCallback: callback(statusCallback, message.key) }),
      }).toString();
      const headers = { authorization: authorization(), 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await exchange({ url: `${account}/Messages.json`, method: 'POST', headers, body, patience });
      if (!isAnswer(answer)) return unanswered(answer);
      const { sid, code, message: said } = jsonIn(answer.body);
      if (answer.status === 201 && typeof sid === 'string') return { state: 'accepted', providerIds: [sid] };
      if (FOR_GOOD.includes(Number(code)))
        return { state: 'failed-for-good', reason: redacted(`${code} ${said}`, message) };
      return outcomeOfStatus(answer.status, `${code ?? ''} ${said ?? ''}`);
    },
    async check() {
      const answer = await exchange({
        url: `${account}.json`,
        method: 'GET',
        headers: { authorization: authorization() },
        patience,
      });
      if (isAnswer(answer) && answer.status === 200) return;
      const said = isAnswer(answer) ? `HTTP ${answer.status} ${jsonIn(answer.body).message ?? ''}` : answer.reason;
      throw new DuecourseError('CHANNEL_UNAVAILABLE', `${name} (${endpoint}): ${redacted(said)}`, { channel: name });
    },
    async close() {},
    receipts: {
      reply: {},
      signed({ headers, query: { key }, body }) {
        const signature = headers['x-twilio-signature'];
        if (typeof signature !== 'string' || statusCallback === undefined) return undefined;
        const form = (body ?? {}) as { readonly [name: string]: unknown };
        // Whatever stands between: what was signed is the address that Twilio was given.
        const url = typeof key === 'string' ? callback(statusCallback, key) : statusCallback;
        return isSignedByTwilio(signature, { url, form, authToken: authToken() });
      },
      read: (body, { key }) =>
        reportsIn(body).flatMap(report => {
          const status = fieldOf(report, 'MessageStatus');
          if (!['delivered', 'undelivered', 'failed'].includes(status)) return [];
          return {
            channel: name,
            providerId: fieldOf(report, 'MessageSid'),
            ...(typeof key === 'string' && { key }),
            state: status === 'delivered' ? 'delivered' : 'failed-for-good',
            ...(report.ErrorCode !== undefined && { reason: redacted(String(report.ErrorCode)) }),
          };
        }),
    },
  };
}

/** Where Twilio is to report what became of a message. */
function callback(url: string, key: string): string {
  const full = new URL(url);
  full.searchParams.set('key', key);
  return full.href;
}
