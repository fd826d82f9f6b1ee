import type { Channel, Outcome } from '../../../activities/channels/channel';
import { paceOf } from '../../../activities/channels/pace';
import { dropMessage, retryMessage } from '../../../activities/messages/by-hand';
import { fileLedger } from '../../../activities/messages/file-ledger';
import { lookAtKept } from '../../../activities/messages/keeper';
import type { Entry } from '../../../activities/messages/ledger';
import type { Outgoing } from '../../../activities/messages/message';
import type { AskCase, CaseNow } from '../../../activities/messages/pointless';
import { takeInReceipt } from '../../../activities/messages/settle';
import { deliverInTime } from '../../../activities/messages/timing';
import { ALWAYS, type When } from '../../../activities/messages/when';
import { DAY, HOUR, MINUTE } from '../../../time/duration';
import { UTC } from '../../../time/zone';
import { aMessage } from '../../support/a-message';
import { inFolder } from '../../support/in-folder';

const EVENING = Date.UTC(2026, 10, 23, 22, 0);
const MORNING = Date.UTC(2026, 10, 24, 9, 0);
const NOON = Date.UTC(2026, 10, 23, 12, 0);
const PHONE = '+8613912345678';
const accepted: Outcome = { state: 'accepted' };

const QUIET: When = { ...ALWAYS, zone: UTC, quiet: [{ for: ['customer'], from: 21 * 60, to: 9 * 60 }] };
const LADDER: When = {
  ...ALWAYS,
  throttle: [
    { for: ['customer'], most: 3, within: 10 * MINUTE, over: 'hold' },
    { for: ['customer'], most: 5, within: DAY, over: 'hold' },
  ],
};
const BUNDLES: When = { ...ALWAYS, bundle: [{ for: ['staff'], within: MINUTE }] };

let folder: string;
let remove: () => void;
beforeEach(() => {
  [folder, remove] = inFolder();
});
afterEach(() => remove());

/** A house with one channel for SMS and one for e-mail, whose clock is set by hand. */
function house(
  when: When,
  { answers = [accepted], open = {} }: { answers?: Outcome[]; open?: CaseNow['clocks'] } = {},
) {
  const sent: Outgoing[] = [];
  const line = (name: string, reach: Channel['reach'], repeatable: boolean): Channel => ({
    name,
    reach,
    byTemplate: false,
    repeatable,
    async send(message) {
      sent.push(message);
      return answers[Math.min(sent.length, answers.length) - 1]!;
    },
    check: async () => {},
    close: async () => {},
  });
  const channels = new Map([line('sms', 'phone', false), line('mail', 'email', true)].map(each => [each.name, each]));
  const ledger = fileLedger(folder);
  const clock = { now: EVENING };
  const asked: { answer: CaseNow | 'gone' | 'silent' } = { answer: { closed: false, clocks: open } };
  const ask: AskCase = async () => {
    if (asked.answer === 'silent') throw new Error('no worker');
    return asked.answer === 'gone' ? undefined : asked.answer;
  };
  const post = { ledger, channels, when, now: () => clock.now, ask };
  return {
    ledger,
    sent,
    asked,
    post,
    clock,
    say: async (message: Outgoing) => (await deliverInTime(post, channels.get(message.channel)!, message)) as Entry,
    look: () => lookAtKept(post),
    async stateOf({ key }: Outgoing) {
      const { state, reason, into } = (await ledger.get(key))!;
      return into ?? (reason === undefined ? state : `${state}: ${reason}`);
    },
  };
}

const sms = (more: Parameters<typeof aMessage>[0] = {}) => aMessage({ address: PHONE, ...more });
const mail = (more: Parameters<typeof aMessage>[0] = {}) =>
  aMessage({ channel: 'mail', to: 'manager', address: 'm@example.com', ...more });

describe('quiet hours', () => {
  test('a message is held until they end, then sent once, however many workers look', async () => {
    const at = house(QUIET);
    const message = sms();
    expect(await at.say(message)).toMatchObject({ state: 'held', reason: 'quiet-hours', until: MORNING });
    at.clock.now = MORNING - 1;
    expect(await at.look()).toBe(1);
    expect(at.sent).toEqual([]);
    at.clock.now = MORNING;
    await Promise.all([at.look(), lookAtKept({ ...at.post, ledger: fileLedger(folder) }), at.look()]);
    expect(at.sent).toEqual([message]);
    expect(await at.stateOf(message)).toBe('accepted');
    expect(await at.look()).toBe(0);
  });

  test('the activity that comes again to a held message leaves it alone', async () => {
    const at = house(QUIET);
    const message = sms();
    await at.say(message);
    at.clock.now = MORNING + HOUR;
    expect(await at.say(message)).toMatchObject({ state: 'held' });
    expect(at.sent).toEqual([]);
  });

  test.each<[string, Partial<When>, Partial<Outgoing>]>([
    ['staff are not customers', {}, { to: 'manager' }],
    ['another channel', { quiet: [{ ...QUIET.quiet[0]!, channels: ['mail'] }] }, {}],
    ['a message that breaks through', { breakThrough: { messages: ['replied'], to: [] } }, {}],
    ['one of one procedure that does', { breakThrough: { messages: ['customer-complaint/replied'], to: [] } }, {}],
    [
      'a level that does',
      { quiet: [{ ...QUIET.quiet[0]!, for: ['staff'] }], breakThrough: { messages: [], to: ['gm'] } },
      { to: 'gm' },
    ],
  ])('%s: sent at once', async (_, when, more) => {
    const at = house({ ...QUIET, ...when });
    expect(await at.say(sms(more))).toMatchObject({ state: 'accepted' });
  });

  test('what could not be sent before they begin waits for their end', async () => {
    const at = house(QUIET, { answers: [{ state: 'failed-for-now', reason: 'busy' }, accepted] });
    at.clock.now = NOON;
    const message = sms();
    expect(await at.say(message)).toMatchObject({ state: 'failed-for-now' });
    at.clock.now = EVENING;
    expect(await at.say(message)).toMatchObject({ state: 'held', attempts: 1 });
  });

  test('a person may send what is held, and call it off', async () => {
    const at = house(QUIET);
    const [now, never] = [sms(), sms()];
    for (const each of [now, never]) await at.say(each);
    await retryMessage(at.post, now.key, 'agent:li');
    await dropMessage(at.post, never.key, { by: 'agent:li', reason: 'told by phone' });
    at.clock.now = MORNING;
    expect(await at.look()).toBe(0);
    expect(at.sent).toEqual([now]);
  });

  test('what nobody has answered when it was sent after its wait is tried again by the workers, and dead after a day', async () => {
    const at = house(QUIET, { answers: [{ state: 'failed-for-now', reason: 'busy' }] });
    const message = sms();
    await at.say(message);
    at.clock.now = MORNING;
    expect(await at.look()).toBe(1);
    expect(await at.stateOf(message)).toBe('failed-for-now: busy');
    const { at: tried } = (await at.ledger.get(message.key))!;
    jest.useFakeTimers({ now: tried + 10_000, doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout'] });
    try {
      await at.look();
      expect(at.sent).toHaveLength(2);
      at.clock.now = MORNING + DAY + HOUR;
      jest.setSystemTime(tried + HOUR);
      expect(await at.look()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
    expect(await at.stateOf(message)).toBe('dead: busy');
  });
});

describe('pointless once its time has come', () => {
  const reminder = (reminds = 'reply.warned', more = {}) => sms({ reminds, ...more });
  const cases: readonly [string, CaseNow | 'gone', string, string][] = [
    ['the case is closed', { closed: true, clocks: {} }, 'reply.escalated', 'suppressed: case-closed'],
    ['the server has the case no more', 'gone', 'reply.warned', 'suppressed: case-closed'],
    ['the clock is met', { closed: false, clocks: { reply: 'met' } }, 'reply.warned', 'suppressed: clock-met'],
    ['it was met late', { closed: false, clocks: { reply: 'met-late' } }, 'reply.missed', 'suppressed: clock-met'],
    [
      'it is cancelled',
      { closed: false, clocks: { reply: 'cancelled' } },
      'reply.warned',
      'suppressed: clock-cancelled',
    ],
    [
      'what it warned of is missed',
      { closed: false, clocks: { reply: 'missed' } },
      'reply.warned',
      'suppressed: clock-missed',
    ],
    [
      'it says that it is missed, and it is',
      { closed: false, clocks: { reply: 'missed' } },
      'reply.missed',
      'accepted',
    ],
    ['the clock still runs', { closed: false, clocks: { reply: 'running' } }, 'reply.warned', 'accepted'],
  ];
  test.each(cases)('%s', async (_, answer, reminds, expected) => {
    const at = house(QUIET);
    at.asked.answer = answer;
    const message = reminder(reminds);
    await at.say(message);
    at.clock.now = MORNING;
    await at.look();
    expect(await at.stateOf(message)).toBe(expected);
  });

  test('a later reminder of the same clock to the same receiver overtakes an earlier one', async () => {
    const at = house(QUIET);
    const [early, other, late] = [reminder(), reminder('visit.warned'), reminder('reply.escalated')];
    for (const each of [early, other, late]) await at.say(each);
    at.clock.now = MORNING;
    await at.look();
    expect(await Promise.all([early, other, late].map(at.stateOf))).toEqual([
      'suppressed: overtaken',
      'accepted',
      'accepted',
    ]);
  });

  test('what is no reminder is said for its own sake, also when the case is closed', async () => {
    const at = house(QUIET);
    at.asked.answer = 'gone';
    const message = sms();
    await at.say(message);
    at.clock.now = MORNING;
    await at.look();
    expect(await at.stateOf(message)).toBe('accepted');
  });

  test('a case that cannot be asked is asked again for ten minutes; then its reminder goes', async () => {
    const at = house(QUIET);
    at.asked.answer = 'silent';
    const message = reminder();
    await at.say(message);
    at.clock.now = MORNING;
    expect(await at.look()).toBe(1);
    expect(await at.stateOf(message)).toBe('held: quiet-hours');
    at.clock.now = MORNING + 10 * MINUTE;
    expect(await at.look()).toBe(0);
    expect(await at.stateOf(message)).toBe('accepted');
  });
});

describe('the throttle of a receiver', () => {
  test('at most three in ten minutes, five a day: what is over waits until there is room', async () => {
    const at = house(LADDER);
    at.clock.now = NOON;
    const messages = Array.from({ length: 7 }, () => sms());
    await Promise.all(messages.map(at.say));
    expect(at.sent).toHaveLength(3);
    expect((await at.ledger.list({ states: ['held'] })).map(({ reason, until }) => [reason, until! - NOON])).toEqual(
      Array(4).fill(['throttle', 10 * MINUTE]),
    );
    at.clock.now = NOON + 10 * MINUTE;
    await at.look();
    expect(at.sent).toHaveLength(5);
    at.clock.now = NOON + DAY - 1;
    await at.look();
    expect(at.sent).toHaveLength(5);
    at.clock.now = NOON + DAY;
    await at.look();
    expect(at.sent).toHaveLength(7);
    expect(new Set(at.sent.map(({ key }) => key)).size).toBe(7);
  });

  test('another receiver has a count of his own, and what breaks through counts for nobody', async () => {
    const at = house({ ...LADDER, breakThrough: { messages: ['emergency-order'], to: [] } });
    for (let i = 0; i < 4; i++) await at.say(sms());
    expect(await at.say(sms({ address: '+8613800138000' }))).toMatchObject({ state: 'accepted' });
    expect(await at.say(sms({ template: 'emergency-order' }))).toMatchObject({ state: 'accepted' });
  });

  test('where the house has said so, what is over goes no more, and that is on record', async () => {
    const at = house({ ...LADDER, throttle: [{ ...LADDER.throttle[0]!, most: 1, over: 'drop' }] });
    await at.say(sms());
    const message = sms();
    expect(await at.say(message)).toMatchObject({ state: 'suppressed', reason: 'throttle' });
    expect(at.sent).toHaveLength(1);
  });

  test('a message that is tried again counts once', async () => {
    const at = house(LADDER, { answers: [{ state: 'failed-for-now', reason: 'busy' }] });
    const message = sms();
    for (let i = 0; i < 5; i++) expect(await at.say(message)).toMatchObject({ state: 'failed-for-now' });
  });
});

describe('several messages to one person', () => {
  /** Two to the manager, one to somebody else; a minute later they are sent. */
  async function bundled(options?: Parameters<typeof house>[1]) {
    const at = house(BUNDLES, options);
    const messages = [mail(), mail(), mail({ to: 'gm', address: 'g@example.com' })];
    for (const each of messages) {
      expect(await at.say(each)).toMatchObject({ state: 'held', reason: 'bundle' });
      at.clock.now += 10_000;
    }
    at.clock.now = EVENING + MINUTE + 20_000;
    await at.look();
    return { at, messages };
  }

  test('within a minute become one e-mail, which says all of them; each keeps its own record', async () => {
    const { at, messages } = await bundled();
    const [first, second, third] = messages;
    expect(at.sent.map(({ address }) => address).sort()).toEqual(['g@example.com', 'm@example.com']);
    const whole = at.sent.find(({ key }) => key === first!.key)!;
    expect(whole.texts.zh.subject).toBe(`2 条消息：${first!.texts.zh.subject}`);
    expect(whole.texts.en.text.split(second!.texts.en.text)).toHaveLength(3);
    expect(await Promise.all(messages.map(at.stateOf))).toEqual(['accepted', first!.key, 'accepted']);
    expect(await at.ledger.get(second!.key)).toMatchObject({ state: 'bundled', into: first!.key });
    expect(await at.look()).toBe(0);
    expect(third).toBeDefined();
  });

  test('what comes of the one comes of all', async () => {
    const { at, messages } = await bundled({ answers: [{ state: 'accepted', providerIds: ['p-1'] }] });
    const carrier = at.sent.find(({ address }) => address === 'm@example.com')!;
    await takeInReceipt(at.ledger, { channel: 'mail', providerId: 'p-1', key: carrier.key, state: 'delivered' });
    expect(await at.ledger.get(messages[1]!.key)).toMatchObject({ state: 'delivered', into: messages[0]!.key });
  });

  test('one that cannot be sent is tried again with the same in it', async () => {
    const { at, messages } = await bundled({ answers: [{ state: 'failed-for-now', reason: 'busy' }] });
    // One that comes meanwhile goes with the next.
    await at.say(mail());
    await retryMessage(at.post, messages[0]!.key, 'agent:li');
    const tries = at.sent.filter(({ key }) => key === messages[0]!.key);
    expect(tries).toHaveLength(2);
    expect(tries[0]).toEqual(tries[1]);
  });

  test('one alone goes as it is; what breaks through does not wait', async () => {
    const at = house({ ...BUNDLES, breakThrough: { messages: ['emergency-order'], to: [] } });
    const alone = mail();
    await at.say(alone);
    expect(await at.say(mail({ template: 'emergency-order' }))).toMatchObject({ state: 'accepted' });
    at.clock.now += MINUTE;
    await at.look();
    expect(at.sent[1]).toEqual(alone);
  });

  test('what went along is not sent by itself: a person is told by which it went', async () => {
    const { at, messages } = await bundled({ answers: [{ state: 'failed-for-good', reason: '550' }] });
    expect(await at.ledger.get(messages[1]!.key)).toMatchObject({ state: 'failed-for-good', reason: '550' });
    await expect(retryMessage(at.post, messages[1]!.key, 'agent:li')).rejects.toMatchObject({
      code: 'MESSAGE_SETTLED',
      message: expect.stringContaining(`went along with ${messages[0]!.key}`),
    });
  });
});

describe('the pace of a channel', () => {
  test('so many a second, in the order in which they come; nobody is refused', async () => {
    let now = 1_000;
    const waits: number[] = [];
    const pace = paceOf(4, { now: () => now, wait: async ms => waits.push(ms) });
    expect(pace.backlog()).toBe(0);
    for (let i = 0; i < 4; i++) await pace.turn();
    expect([waits, pace.backlog()]).toEqual([[250, 500, 750], 1_000]);
    now += 5_000;
    await pace.turn();
    expect(waits).toHaveLength(3);
  });

  test('where many wait already the message is kept, and its activity is over', async () => {
    const at = house(ALWAYS);
    const pace = { backlog: () => 60_000, turn: async () => undefined };
    at.post.channels.set('sms', { ...at.post.channels.get('sms')!, pace });
    expect(await at.say(sms())).toMatchObject({ state: 'held', reason: 'pace', until: EVENING + 60_000 });
    at.clock.now += 60_000;
    await at.look();
    expect(at.sent).toHaveLength(1);
  });
});
