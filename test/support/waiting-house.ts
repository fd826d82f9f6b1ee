import type { Channel, Outcome } from '../../activities/channels/channel';
import { fileLedger } from '../../activities/messages/file-ledger';
import { lookAtKept } from '../../activities/messages/keeper';
import type { Entry } from '../../activities/messages/ledger';
import type { Outgoing } from '../../activities/messages/message';
import type { AskCase, CaseNow } from '../../activities/messages/pointless';
import { deliverInTime } from '../../activities/messages/timing';
import type { When } from '../../activities/messages/when';
import { aMessage } from './a-message';

/** In the evening of the house, whose clocks show UTC. */
export const EVENING = Date.UTC(2026, 10, 23, 22, 0);
const PHONE = '+8613912345678';
const accepted: Outcome = { state: 'accepted' };

/** A house with one channel for SMS and one for e-mail, whose clock is set by hand. */
export function waitingHouse(
  folder: string,
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

export const sms = (more: Parameters<typeof aMessage>[0] = {}) => aMessage({ address: PHONE, ...more });
export const mail = (more: Parameters<typeof aMessage>[0] = {}) =>
  aMessage({ channel: 'mail', to: 'manager', address: 'm@example.com', ...more });
