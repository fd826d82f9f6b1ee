import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, Outcome } from '../../../activities/channels/channel';
import { dropMessage, retryMessage, stateNow } from '../../../activities/messages/by-hand';
import { deliver } from '../../../activities/messages/deliver';
import { fileLedger } from '../../../activities/messages/file-ledger';
import type { Entry } from '../../../activities/messages/ledger';
import type { Outgoing } from '../../../activities/messages/message';
import { settle } from '../../../activities/messages/settle';
import { type MessageState, states } from '../../../activities/messages/states';
import { aMessage, PERSON } from '../../support/a-message';

const folder = mkdtempSync(join(tmpdir(), 'duecourse-deliver-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ledger = fileLedger(folder);

interface Line extends Channel {
  readonly sent: Outgoing[];
}

/** A channel whose other side answers as told, one answer after the other, the last one for ever. */
function line(answers: readonly (Outcome | Promise<Outcome> | Error)[], more: Partial<Channel> = {}): Line {
  const sent: Outgoing[] = [];
  return {
    name: 'sms',
    reach: 'phone',
    byTemplate: false,
    repeatable: false,
    sent,
    async send(message) {
      const answer = answers[Math.min(sent.length, answers.length - 1)]!;
      sent.push(message);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    check: async () => {},
    close: async () => {},
    ...more,
  };
}

const channelsWith = (channel: Channel) => ({ ledger, channels: new Map([[channel.name, channel]]) });
const accepted: Outcome = { state: 'accepted' };
const stateOf = async ({ key }: Outgoing): Promise<MessageState> => (await ledger.get(key))!.state;

/** Puts a message in as a worker has left it that was killed while it sent. */
async function leftWhileSending(message: Outgoing, until: number): Promise<void> {
  await ledger.put(message);
  await ledger.move(message.key, 0, { state: 'sending', at: Date.now(), attempts: 1, until });
}

test('a message that was accepted is not sent again, however often it is asked for', async () => {
  const channel = line([accepted]);
  const message = aMessage();
  for (let i = 0; i < 3; i++) expect(await deliver(ledger, channel, message)).toMatchObject({ state: 'accepted' });
  expect(channel.sent).toHaveLength(1);
});

test('of many who send it at the same time one does, the others are told to look again', async () => {
  let answer: (outcome: Outcome) => void = () => {};
  const channel = line([
    new Promise<Outcome>(resolve => {
      answer = resolve;
    }),
  ]);
  const message = aMessage();
  const all = Array.from({ length: 6 }, () => deliver(ledger, channel, message));
  const others = await new Promise<unknown[]>(resolve => {
    const told: unknown[] = [];
    for (const one of all) void one.then(outcome => (told.push(outcome) === 5 ? resolve(told) : undefined));
  });
  expect(others).toEqual(Array(5).fill('busy'));
  answer(accepted);
  await Promise.all(all);
  expect(channel.sent).toHaveLength(1);
});

test('what failed for now is tried again; what is sent is what was put in first', async () => {
  const channel = line([{ state: 'failed-for-now', reason: 'busy' }, accepted]);
  const message = aMessage();
  expect(await deliver(ledger, channel, message)).toMatchObject({
    state: 'failed-for-now',
    reason: 'busy',
    attempts: 1,
  });
  const edited = { ...message, texts: { zh: { text: '改' }, en: { text: 'edited' } } };
  expect(await deliver(ledger, channel, edited)).toMatchObject({ state: 'accepted', attempts: 2 });
  expect(channel.sent).toEqual([message, message]);
});

test('what was refused for good is not tried again', async () => {
  const channel = line([{ state: 'failed-for-good', reason: 'no such number' }]);
  const message = aMessage();
  for (let i = 0; i < 2; i++)
    expect(await deliver(ledger, channel, message)).toMatchObject({ state: 'failed-for-good' });
  expect(channel.sent).toHaveLength(1);
});

describe('where the outcome cannot be known', () => {
  const vague: readonly [string, Outcome | Error][] = [
    ['the channel says so', { state: 'unknown', reason: 'connection lost' }],
    ['the channel throws', new Error('bug')],
  ];

  test.each(vague)('%s: an SMS becomes unknown and is not sent again', async (_, answer) => {
    const channel = line([answer]);
    const message = aMessage();
    for (let i = 0; i < 3; i++) expect(await deliver(ledger, channel, message)).toMatchObject({ state: 'unknown' });
    expect(channel.sent).toHaveLength(1);
  });

  test.each(vague)('%s: what the receiver sees once however often it comes is tried again', async (_, answer) => {
    const channel = line([answer, accepted], { repeatable: true });
    const message = aMessage();
    expect(await deliver(ledger, channel, message)).toMatchObject({ state: 'failed-for-now' });
    expect(await deliver(ledger, channel, message)).toMatchObject({ state: 'accepted' });
  });

  test('a worker died while sending: an SMS becomes unknown, an e-mail goes again', async () => {
    const [sms, mail] = [line([accepted]), line([accepted], { repeatable: true })];
    const [text, letter] = [aMessage(), aMessage()];
    for (const message of [text, letter]) await leftWhileSending(message, Date.now() - 1);
    expect(await deliver(ledger, sms, text)).toMatchObject({ state: 'unknown', attempts: 1 });
    expect(await deliver(ledger, mail, letter)).toMatchObject({ state: 'accepted', attempts: 2 });
    expect([sms.sent.length, mail.sent.length]).toEqual([0, 1]);
  });

  test('as long as the sender may still be alive nobody takes its message', async () => {
    const channel = line([accepted], { repeatable: true });
    const message = aMessage();
    await leftWhileSending(message, Date.now() + 10_000);
    expect(await deliver(ledger, channel, message)).toBe('busy');
    expect(channel.sent).toEqual([]);
  });

  test('a sender that was only slow puts it right in the end', async () => {
    const message = aMessage();
    await leftWhileSending(message, Date.now() - 1);
    await deliver(ledger, line([accepted]), message);
    expect(await stateOf(message)).toBe('unknown');
    await settle(ledger, message.key, { state: 'accepted' });
    expect(await stateOf(message)).toBe('accepted');
  });
});

test('a reason holds no address, no number and nothing of the text', async () => {
  const { text } = aMessage().texts.zh;
  const reason = `550 <${PERSON.email}> +86 ${PERSON.phone} refused:\r\n ${text}`;
  const message = aMessage({ address: '+8613912345678' });
  const entry = (await deliver(ledger, line([{ state: 'failed-for-good', reason }]), message)) as Entry;
  expect(entry.reason).toBe('550 <…> … refused: …');
});

describe('by a person', () => {
  const put = async (state: MessageState): Promise<Outgoing> => {
    const message = aMessage();
    await ledger.put(message);
    const more = state === 'sending' ? { until: Date.now() + 10_000 } : {};
    if (state !== 'pending') await ledger.move(message.key, 0, { state, at: Date.now(), attempts: 1, ...more });
    return message;
  };
  const may: { readonly [state in MessageState]: readonly [retry: boolean, drop: boolean] } = {
    pending: [true, true],
    held: [true, true],
    sending: [false, false],
    accepted: [false, false],
    delivered: [false, false],
    'failed-for-now': [true, true],
    'failed-for-good': [true, true],
    suppressed: [false, false],
    bundled: [false, false],
    unknown: [true, true],
    dead: [true, true],
  };

  test.each(states)('what is %s can be sent again and dropped, or neither', async state => {
    const [retry, drop] = may[state];
    const channel = line([accepted]);
    const again = await put(state);
    const retried = retryMessage(channelsWith(channel), again.key, 'agent:li');
    if (retry) await expect(retried).resolves.toMatchObject({ state: 'accepted' });
    else await expect(retried).rejects.toMatchObject({ code: 'MESSAGE_SETTLED' });
    expect(channel.sent).toHaveLength(retry ? 1 : 0);

    const off = await put(state);
    const dropped = dropMessage({ ledger }, off.key, { by: 'agent:li', reason: 'told by phone' });
    if (drop)
      await expect(dropped).resolves.toMatchObject({ state: 'suppressed', by: 'agent:li', reason: 'told by phone' });
    else await expect(dropped).rejects.toMatchObject({ code: 'MESSAGE_SETTLED' });
  });

  test('a dropped message is not sent by the worker that comes back to it', async () => {
    const channel = line([accepted]);
    const message = await put('failed-for-now');
    await dropMessage({ ledger }, message.key, { by: 'agent:li', reason: 'told by phone' });
    expect(await deliver(ledger, channel, message)).toMatchObject({ state: 'suppressed' });
    expect(channel.sent).toEqual([]);
  });

  test('what a person tries in vain is dead again, and waits for a person', async () => {
    const message = await put('dead');
    const channel = line([{ state: 'failed-for-now', reason: 'busy' }]);
    expect(await retryMessage(channelsWith(channel), message.key, 'agent:li')).toMatchObject({
      state: 'dead',
      reason: 'busy',
    });
  });

  test('who asked for it stands in the record', async () => {
    const message = await put('unknown');
    await retryMessage(channelsWith(line([accepted])), message.key, 'agent:li');
    expect((await ledger.history(message.key)).map(({ state, by }) => [state, by])).toContainEqual([
      'sending',
      'agent:li',
    ]);
  });

  test('a message that nobody knows, or whose channel is gone, is refused', async () => {
    const message = await put('dead');
    await expect(retryMessage({ ledger, channels: new Map() }, message.key, 'agent:li')).rejects.toMatchObject({
      code: 'CHANNEL_MISSING',
    });
    await expect(dropMessage({ ledger }, 'x/1/1/customer/sms', { by: 'agent:li', reason: 'x' })).rejects.toMatchObject({
      code: 'UNKNOWN_MESSAGE',
    });
  });

  test('what waits longer than Temporal gives it is shown as dead', async () => {
    const entry = (await ledger.get((await put('pending')).key))!;
    expect(stateNow(entry)).toBe('pending');
    expect(stateNow(entry, Date.now() + 26 * 3_600_000)).toBe('dead');
  });
});
