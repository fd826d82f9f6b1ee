import { paceOf } from '../../../activities/channels/pace';
import { retryMessage } from '../../../activities/messages/by-hand';
import { takeInReceipt } from '../../../activities/messages/settle';
import { ALWAYS, type When } from '../../../activities/messages/when';
import { DAY, MINUTE } from '../../../time/duration';
import { inFolder } from '../../support/in-folder';
import { EVENING, mail, sms, waitingHouse } from '../../support/waiting-house';

const NOON = Date.UTC(2026, 10, 23, 12, 0);
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

const house = (...args: Parameters<typeof waitingHouse> extends [string, ...infer More] ? More : never) =>
  waitingHouse(folder, ...args);

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
