import type { Lang } from '../../time/lang';
import type { Directed } from './addressees';
import type { ProviderTemplate, Rendered } from './fill';

/** One message to one receiver by one channel, as it was when it was first to be sent. */
export interface Outgoing {
  /** `keyOf` of what follows: the same however often it is tried. */
  readonly key: string;
  readonly case: string;
  readonly procedure: string;
  readonly template: string;
  /** A role, or `customer`. */
  readonly to: string;
  readonly channel: string;
  /** E-mail address or phone number (E.164), where the channel needs one. */
  readonly address?: string;
  /** The receiver's language, where it is known; else the channel's. */
  readonly lang?: Lang;
  /** How it found the one who gets it, where a directory says who holds a role. */
  readonly directed?: Directed;
  /** The clock that it reminds of, where it does: pointless once that is met. */
  readonly reminds?: string;
  /** Instant (ms) at which the case said it, by the case's own clock. */
  readonly at: number;
  readonly texts: { readonly [lang in Lang]: Rendered };
}

/** What a message says: in the receiver's language, else in the channel's. */
export const textOf = ({ texts, lang }: Outgoing, usual: Lang): Rendered => texts[lang ?? usual];

/** The provider's template for a channel in the same language; the Chinese one serves where it is the only one that was approved. */
export const providerTemplateOf = (message: Outgoing, usual: Lang, channel: string): ProviderTemplate | undefined =>
  textOf(message, usual).channels?.[channel] ?? message.texts.zh.channels?.[channel];

/** What makes a message the same message. */
export interface KeyParts {
  readonly case: string;
  /** The case's revision at which it was said. */
  readonly step: string;
  /** Which of the messages of that step: several rungs of a ladder may fall due in one. */
  readonly rung: string;
  readonly receiver: string;
  readonly channel: string;
}

/** `case/step/rung/receiver/channel`. It holds nothing about a person and may stand in logs and file names. */
export const keyOf = ({ case: id, step, rung, receiver, channel }: KeyParts): string =>
  [id, step, rung, receiver, channel].join('/');

/** The parts of a key; the case's id may hold slashes of its own. */
export function partsOf(key: string): KeyParts {
  const parts = key.split('/');
  const [step = '', rung = '', receiver = '', channel = ''] = parts.slice(-4);
  return { case: parts.slice(0, -4).join('/'), step, rung, receiver, channel };
}
