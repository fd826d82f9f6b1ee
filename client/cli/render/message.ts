import type { Lang } from '../../../time/lang';
import { formatInstant, type Zone } from '../../../time/zone';
import type { Cli } from '../cli';
import { roleTitle } from '../labels';
import { messageWords } from '../message-words';
import { indent } from './table';
import { wrap } from './wrap';

interface Rendered {
  readonly subject?: string;
  readonly text: string;
}

/** How a message found the one who gets it, with persons by their ids. */
export interface Directed {
  readonly asked: readonly string[];
  readonly role?: string;
  readonly person?: string;
  readonly deputyFor?: string;
  readonly passed: readonly { readonly role: string; readonly person?: string; readonly why: string }[];
}

/** A message as the command line shows it. Instants in ISO 8601. */
export interface MessageDocument extends Rendered {
  readonly key: string;
  readonly case: string;
  readonly procedure: string;
  readonly template: string;
  readonly to: string;
  readonly channel: string;
  readonly directed?: Directed;
  /** With its middle left out. */
  readonly address?: string;
  /** When the case said it, by the case's clock. */
  readonly at: string;
  readonly state: string;
  /** When it came to that state. */
  readonly since: string;
  readonly attempts: number;
  /** A code where the house's own rules decided it (see docs/channels.md), else words. */
  readonly reason?: string;
  /** Of one that is held: until when. */
  readonly until?: string;
  /** The message by which it went along. */
  readonly into?: string;
  readonly by?: string;
  readonly lang: Lang;
  readonly translations: { readonly [lang in Lang]?: Rendered };
}

/** What of the ledger's entry is shown. */
export interface Shown {
  readonly message: {
    readonly key: string;
    readonly case: string;
    readonly procedure: string;
    readonly template: string;
    readonly to: string;
    readonly channel: string;
    readonly directed?: Directed;
    readonly address?: string;
    readonly at: number;
    readonly texts: { readonly [lang in Lang]: Rendered };
  };
  readonly at: number;
  readonly attempts: number;
  readonly until?: number;
  readonly into?: string;
  readonly reason?: string;
  readonly by?: string;
}

export function messageDocument(
  { message, at, attempts, until, into, reason, by }: Shown,
  state: string,
): MessageDocument {
  const { texts, address, ...head } = message;
  const plain = ({ subject, text }: Rendered): Rendered => ({ ...(subject !== undefined && { subject }), text });
  return {
    ...head,
    ...(address !== undefined && { address: masked(address) }),
    at: new Date(message.at).toISOString(),
    state,
    since: new Date(at).toISOString(),
    attempts,
    ...(reason !== undefined && { reason }),
    ...(state === 'held' && until !== undefined && { until: new Date(until).toISOString() }),
    ...(into !== undefined && { into }),
    ...(by !== undefined && { by }),
    lang: 'zh',
    ...plain(texts.zh),
    translations: { en: plain(texts.en) },
  };
}

/** Enough to tell one from another: `+86138****8000`, `w****@example.com`. */
function masked(address: string): string {
  const at = address.indexOf('@');
  return at > 0 ? `${address[0]}****${address.slice(at)}` : `${address.slice(0, 6)}****${address.slice(-4)}`;
}

/** A message with its text. */
export function messageText(cli: Cli, document: MessageDocument, zone: Zone): string {
  const { paint, lang, width } = cli;
  const { subject, text } = document.translations[lang] ?? document;
  const at = formatInstant(Date.parse(document.at), zone);
  const head = `${at}  ${document.case}  → ${paint.cyan(roleTitle(document.to)[lang])}  ${document.channel}  ${stateText(cli, document)}`;
  return [
    head,
    ...(document.state === 'delivered' ? [] : [indent(paint.dim(document.key))]),
    ...whyText(cli, document, zone).map(line => indent(paint.yellow(line))),
    ...(subject === undefined ? [] : [indent(paint.bold(subject))]),
    indent(wrap(text, Math.min(width, 100) - 2)),
  ].join('\n');
}

/** Who got it in whose place, and why: a line each. Empty where no directory was asked. */
export function directedLines({ say, lang }: Pick<Cli, 'say' | 'lang'>, directed: Directed | undefined): string[] {
  if (!directed) return [];
  const { role, person, deputyFor, passed } = directed;
  const title = (id: string) => roleTitle(id)[lang];
  const passedOver = passed.map(each => {
    const who = [title(each.role), each.person].filter(Boolean).join(' ');
    return `${who}: ${say(`passed_${each.why}` as Parameters<typeof say>[0])}`;
  });
  const told =
    role === undefined
      ? say('nobodyThere')
      : [
          title(role),
          person ?? say('fallbackAddress'),
          ...(deputyFor === undefined ? [] : [say('standsInFor', { person: deputyFor })]),
        ].join(' ');
  return [...passedOver, `→ ${told}`];
}

/** Why it stands where it stands, until when, and what it went with: as far as that is known. */
export function whyText(
  { say }: Cli,
  { reason, until, into }: Pick<MessageDocument, 'reason' | 'until' | 'into'>,
  zone: Zone,
): string[] {
  const word = `why_${reason}`;
  const why =
    reason !== undefined && Object.hasOwn(messageWords, word) ? say(word as Parameters<typeof say>[0]) : reason;
  const end = until === undefined ? undefined : say('heldUntil', { until: formatInstant(Date.parse(until), zone) });
  const line = [why, end].filter(part => part !== undefined).join(' ');
  return [...(line === '' ? [] : [line]), ...(into === undefined ? [] : [say('wentWith', { key: into })])];
}

export function stateText({ paint, say }: Cli, { state }: Pick<MessageDocument, 'state'>): string {
  const words = say(`message_${state}` as Parameters<typeof say>[0]);
  if (state === 'delivered' || state === 'accepted') return paint.green(words);
  return ['dead', 'unknown', 'failed-for-good'].includes(state) ? paint.red(words) : paint.yellow(words);
}
