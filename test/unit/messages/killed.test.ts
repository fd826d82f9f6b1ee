import type { Channel } from '../../../activities/channels/channel';
import { fileLedger } from '../../../activities/messages/file-ledger';
import { type KeeperPost, lookAtKept } from '../../../activities/messages/keeper';
import type { MessageLedger } from '../../../activities/messages/ledger';
import type { Outgoing } from '../../../activities/messages/message';
import { deliverInTime } from '../../../activities/messages/timing';
import { ALWAYS, type When } from '../../../activities/messages/when';
import { DAY, MINUTE } from '../../../time/duration';
import { UTC } from '../../../time/zone';
import { aMessage } from '../../support/a-message';
import { inFolder } from '../../support/in-folder';

const EVENING = Date.UTC(2026, 10, 23, 22, 0);
const MORNING = Date.UTC(2026, 10, 24, 9, 0);
const when: When = {
  ...ALWAYS,
  zone: UTC,
  quiet: [{ for: ['customer'], from: 21 * 60, to: 9 * 60 }],
  throttle: [{ for: ['customer'], most: 1, within: 10 * MINUTE, over: 'hold' }],
  bundle: [{ for: ['staff'], within: MINUTE }],
};

jest.setTimeout(120_000);

beforeEach(() => {
  jest.useFakeTimers({
    now: EVENING,
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'queueMicrotask'],
  });
});
afterEach(() => {
  jest.useRealTimers();
});

/** The life of a worker: after so many deeds it is killed, before or after the last one was done. From then on it does nothing. */
function life(deeds: number, after: boolean) {
  let left = deeds;
  return {
    get over() {
      return left < 0;
    },
    async do<T>(deed: () => Promise<T>): Promise<T> {
      if (left < 0) throw new Error('dead');
      const dies = left-- === 0;
      if (dies && !after) throw new Error('killed before');
      const result = await deed();
      if (dies) throw new Error('killed after');
      // Of two things that it does at the same time one may die of the other.
      if (left < 0) throw new Error('dead');
      return result;
    },
  };
}

type Life = ReturnType<typeof life>;

/** Everything that one worker does to the world goes through its life. */
function livingBy(of: Life, ledger: MessageLedger, channels: readonly Channel[]): KeeperPost {
  const deeds = Object.entries(ledger).map(([name, deed]) => [
    name,
    (...args: unknown[]) => of.do(() => (deed as (...args: unknown[]) => Promise<unknown>)(...args)),
  ]);
  const wires = channels.map(channel => [
    channel.name,
    { ...channel, send: (message: Outgoing) => of.do(() => channel.send(message)) },
  ]);
  return {
    ledger: Object.fromEntries(deeds) as unknown as MessageLedger,
    channels: new Map(wires as [string, Channel][]),
    when,
    now: Date.now,
    ask: async () => ({ closed: false, clocks: { reply: 'running' } }),
  };
}

/** Two e-mails to one person and two SMS to another, said in the evening and sent in the morning; a worker is killed on the way. */
async function night(deeds: number, after: boolean) {
  const [folder, remove] = inFolder();
  const sent: Outgoing[] = [];
  const line = (name: string, reach: Channel['reach'], repeatable: boolean): Channel => ({
    name,
    reach,
    byTemplate: false,
    repeatable,
    send: async message => {
      sent.push(message);
      return { state: 'accepted' };
    },
    check: async () => {},
    close: async () => {},
  });
  const lines = [line('sms', 'phone', false), line('mail', 'email', true)];
  const word = (n: number) => ({ zh: { text: `第${n}条` }, en: { text: `number ${n}.` } });
  const mails = [1, 2].map(n => aMessage({ channel: 'mail', to: 'manager', address: 'm@example.com', texts: word(n) }));
  const texts = [3, 4].map(n => aMessage({ address: '+8613912345678', texts: word(n), reminds: `reply${n}.warned` }));
  const ledger = fileLedger(folder);
  const dying = life(deeds, after);
  const sound = livingBy(life(Number.POSITIVE_INFINITY, false), ledger, lines);
  const doomed = livingBy(dying, ledger, lines);
  const say = async (post: KeeperPost) => {
    for (const message of [...mails, ...texts]) await deliverInTime(post, post.channels.get(message.channel)!, message);
  };
  jest.setSystemTime(EVENING);
  await say(doomed).catch(() => undefined);
  // Temporal tries the activities again, by the next worker.
  await say(sound);
  jest.setSystemTime(MORNING);
  await lookAtKept(doomed).catch(() => undefined);
  let left = 1;
  for (let looks = 0; left > 0 && looks < 6; looks++) {
    jest.setSystemTime(Date.now() + DAY / 2 + MINUTE);
    left = await lookAtKept(sound);
  }
  const entries = await ledger.list();
  remove();
  return { sent, entries, left, mails, texts, felt: dying.over };
}

test.each([
  ['before', false],
  ['after', true],
])(
  'killed at any deed, %s it is done: every message goes once, in one mail, or is shown as unknown; none is forgotten',
  async (_, after) => {
    const wrong: string[] = [];
    let deeds = 0;
    for (let felt = true; felt; deeds++) {
      const { sent, entries, left, mails, texts, ...end } = await night(deeds, after);
      felt = end.felt;
      const complain = (what: string) => wrong.push(`deed ${deeds}: ${what}`);
      if (left > 0) complain(`${left} are kept still`);
      for (const { key } of texts) {
        const times = sent.filter(message => message.key === key).length;
        const { state } = entries.find(({ message }) => message.key === key)!;
        if (times > 1 || (times === 0 && state !== 'unknown')) complain(`${key} went ${times} times and is ${state}`);
      }
      for (const { key, texts: said } of mails) {
        const carriers = new Map(
          sent
            .filter(({ texts: all }) => all.en.text.includes(said.en.text))
            .map(each => [each.key, each.texts.en.text]),
        );
        const { state } = entries.find(({ message }) => message.key === key)!;
        if (carriers.size !== 1 || !['accepted', 'bundled'].includes(state))
          complain(`${key} went in ${carriers.size} mails and is ${state}`);
        for (const [carrier, text] of carriers)
          if (sent.some(each => each.key === carrier && each.texts.en.text !== text)) complain(`${carrier} changed`);
      }
    }
    expect(wrong).toEqual([]);
    expect(deeds).toBeGreaterThan(40);
  },
);
