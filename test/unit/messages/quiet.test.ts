import { dropMessage, retryMessage } from '../../../activities/messages/by-hand';
import { fileLedger } from '../../../activities/messages/file-ledger';
import { lookAtKept } from '../../../activities/messages/keeper';
import type { Outgoing } from '../../../activities/messages/message';
import type { CaseNow } from '../../../activities/messages/pointless';
import { ALWAYS, type When } from '../../../activities/messages/when';
import { DAY, HOUR, MINUTE } from '../../../time/duration';
import { UTC } from '../../../time/zone';
import { inFolder } from '../../support/in-folder';
import { EVENING, sms, waitingHouse } from '../../support/waiting-house';

const MORNING = Date.UTC(2026, 10, 24, 9, 0);
const NOON = Date.UTC(2026, 10, 23, 12, 0);
const accepted = { state: 'accepted' } as const;
const QUIET: When = { ...ALWAYS, zone: UTC, quiet: [{ for: ['customer'], from: 21 * 60, to: 9 * 60 }] };

let folder: string;
let remove: () => void;
beforeEach(() => {
  [folder, remove] = inFolder();
});
afterEach(() => remove());

const house = (...args: Parameters<typeof waitingHouse> extends [string, ...infer More] ? More : never) =>
  waitingHouse(folder, ...args);

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
