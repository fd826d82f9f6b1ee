import type { Lang } from '../../time/lang';
import type { Channel } from '../channels/channel';
import type { Rendered } from './fill';
import type { Entry, MessageLedger } from './ledger';
import type { Outgoing } from './message';
import { settle } from './settle';
import { breaksThrough, bundlingFor, receiverOf, type When } from './when';

/** Is it held, and may it go along with another one? One that carries others goes itself. */
export const mayJoin = (entry: Entry, when: When, channel: Channel): boolean =>
  entry.state === 'held' &&
  entry.kept !== undefined &&
  !entry.carries &&
  entry.message.channel === channel.name &&
  bundlingFor(when, entry.message, channel) !== undefined &&
  !breaksThrough(when, entry.message);

/** Those of `held` that go to the same receiver as `entry`, in the same language. */
export const companionsOf = ({ message }: Entry, held: readonly Entry[]): readonly Entry[] =>
  held.filter(
    each =>
      each.message.key !== message.key &&
      receiverOf(each.message) === receiverOf(message) &&
      each.message.lang === message.lang,
  );

/** The first of all that are put together carries the others. */
export const isBefore = (a: Entry, b: Entry): boolean =>
  a.since < b.since || (a.since === b.since && a.message.key < b.message.key);

/**
 * A message as it leaves the house: with all that go along. Only whoever is sending it may ask. What was to go along and has not gone meanwhile
 * is bundled now, before anything is sent: so every try sends the same.
 */
export async function wholeOf(ledger: MessageLedger, { message, carries }: Entry): Promise<Outgoing> {
  if (!carries) return message;
  const along: Outgoing[] = [];
  for (const key of carries) {
    const entry = await bundled(ledger, key, message.key);
    if (entry?.into === message.key) along.push(entry.message);
  }
  return along.length === 0 ? message : { ...message, texts: together([message, ...along]) };
}

async function bundled(ledger: MessageLedger, key: string, into: string): Promise<Entry | undefined> {
  const entry = await ledger.get(key);
  if (entry?.state !== 'held' || entry.carries) return entry;
  return settle(ledger, key, { state: 'bundled', into });
}

function together(messages: readonly Outgoing[]): Outgoing['texts'] {
  return { zh: inOne(messages, 'zh'), en: inOne(messages, 'en') };
}

function inOne(messages: readonly Outgoing[], lang: Lang): Rendered {
  const texts = messages.map(({ texts }) => texts[lang]);
  const [first = ''] = texts.flatMap(({ subject }) => subject ?? []);
  const subject = lang === 'zh' ? `${messages.length} 条消息：${first}` : `${messages.length} messages: ${first}`;
  const parts = texts.map(({ subject: head, text }) => (head === undefined ? text : `【${head}】\n${text}`));
  return { subject, text: parts.join('\n\n――――――\n\n') };
}
