import { Liquid } from 'liquidjs';
import { DuecourseError } from '../../time/error';
import { type Outgoing, providerTemplateOf, textOf } from '../messages/message';
import { type Channel, type Outcome, PATIENCE_MS } from './channel';
import { exchange, type HttpAnswer, isAnswer, jsonIn, outcomeOfStatus, unanswered } from './http';
import { fieldOf, reportsIn } from './receipt-parts';
import { redacted } from './redact';

export interface HttpGatewayOptions {
  readonly url: string;
  readonly reach?: 'phone' | 'email';
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly secret?: () => string;
  readonly body?: string;
  /** What means that it was taken: one of these statuses (default 200 to 299), and this pattern in the body. `id`: where in a JSON body the message's id is. */
  readonly accepted?: { readonly status?: readonly number[]; readonly body?: string; readonly id?: string };
  /** What means that it never will be. */
  readonly refused?: { readonly status?: readonly number[]; readonly body?: string };
  readonly receipt?: {
    readonly id: string;
    readonly state: string;
    readonly delivered: readonly string[];
    readonly failed: readonly string[];
  };
  /** An address that answers 200 to 299 to the same headers, for `check`. */
  readonly check?: string;
  readonly lang?: 'zh' | 'en';
  readonly patience?: number;
}

/**
 * A gateway that the channel file describes. In `url`, `headers` and `body` stand `{{ to }}`, `{{ national }}` (without +86), `{{ text }}`, `{{ subject }}`,
 * `{{ key }}`, `{{ secret }}`, and of the provider's template `{{ template }}` and `{{ params }}`; `| json` and `| url_encode` make them safe where they stand.
 */
export function httpGateway(name: string, options: HttpGatewayOptions): Channel {
  const { url, method = 'POST', headers = {}, secret, body, accepted = {}, refused, receipt, lang = 'zh' } = options;
  const { patience = PATIENCE_MS - 5_000 } = options;
  const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });
  const fill = async (text: string, data: object) => (await engine.parseAndRender(text, data)) as string;
  const filled = async (data: object) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(headers).map(async ([header, text]) => [header, await fill(text, data)] as const),
      ),
    );
  const always = () => ({ secret: secret?.() ?? '' });

  function outcomeOf(answer: HttpAnswer): Outcome {
    if (fits(answer, { status: accepted.status, body: accepted.body })) {
      const id = accepted.id && at(jsonIn(answer.body), accepted.id);
      return { state: 'accepted', ...(id && { providerIds: [id] }) };
    }
    if (refused && fits(answer, refused)) return { state: 'failed-for-good', reason: `HTTP ${answer.status}` };
    return outcomeOfStatus(answer.status, '');
  }

  return {
    name,
    reach: options.reach ?? 'phone',
    byTemplate: /\{[{%][^}]*\b(template|params)\b/.test(`${url}${body ?? ''}`),
    repeatable: false,
    async send(message) {
      const data = { ...dataOf(message, lang, name), ...always() };
      const request = { url: await fill(url, data), method, headers: await filled(data), patience };
      const content = body === undefined || method === 'GET' ? {} : { body: await fill(body, data) };
      const answer = await exchange({ ...request, ...content });
      return isAnswer(answer) ? outcomeOf(answer) : unanswered(answer);
    },
    async check() {
      // Without an address that is made for it, that the gateway answers at all is what can be tried without sending.
      const answer = await exchange({
        url: options.check ?? new URL(url).origin,
        method: 'GET',
        headers: await filled(always()),
        patience,
      });
      if (isAnswer(answer) && (options.check === undefined || (answer.status >= 200 && answer.status < 300))) return;
      const said = isAnswer(answer) ? `HTTP ${answer.status}` : answer.reason;
      throw new DuecourseError('CHANNEL_UNAVAILABLE', `${name} (${new URL(url).host}): ${redacted(said)}`, {
        channel: name,
      });
    },
    async close() {},
    ...(receipt && {
      receipts: {
        reply: {},
        read: (reports: unknown) =>
          reportsIn(reports).flatMap(report => {
            const state = fieldOf({ [receipt.state]: at(report, receipt.state) }, receipt.state);
            if (![...receipt.delivered, ...receipt.failed].includes(state)) return [];
            return {
              channel: name,
              providerId: fieldOf({ [receipt.id]: at(report, receipt.id) }, receipt.id),
              state: receipt.delivered.includes(state) ? ('delivered' as const) : ('failed-for-good' as const),
              reason: redacted(state),
            };
          }),
      },
    }),
  };
}

function dataOf(message: Outgoing, lang: 'zh' | 'en', channel: string): object {
  const { key, address = '' } = message;
  const { subject = '', text } = textOf(message, lang);
  const { id = '', params = {} } = providerTemplateOf(message, lang, channel) ?? {};
  return { key, to: address, national: address.replace(/^\+86/, ''), subject, text, template: id, params };
}

function fits(
  { status, body }: HttpAnswer,
  wanted: { readonly status?: readonly number[]; readonly body?: string },
): boolean {
  const known = wanted.status ?? [];
  return (
    (known.length > 0 ? known.includes(status) : status >= 200 && status < 300) &&
    new RegExp(wanted.body ?? '').test(body)
  );
}

/** What stands at `data.id` of a JSON value, as text. */
function at(value: unknown, path: string): string | undefined {
  const found = path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as { [name: string]: unknown } | undefined)?.[name], value);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
