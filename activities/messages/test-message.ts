import { randomUUID } from 'node:crypto';
import type { Channel } from '../channels/channel';
import type { ProviderTemplate } from './fill';
import { keyOf, type Outgoing } from './message';
import { routeBy } from './route';

/**
 * A message with which a person tries a channel; it belongs to no case.
 * @throws DuecourseError `BAD_ADDRESS`
 */
export function testMessage(channel: Channel, to: string, template?: ProviderTemplate): Outgoing {
  const route = routeBy(channel, { phone: to, email: to });
  const parts = {
    case: 'channel-test',
    step: randomUUID().slice(0, 8),
    rung: '1',
    receiver: 'tester',
    channel: channel.name,
  };
  const more = template && { channels: { [channel.name]: template } };
  return {
    key: keyOf(parts),
    case: parts.case,
    procedure: 'channel-test',
    template: 'channel-test',
    to: parts.receiver,
    channel: channel.name,
    ...('address' in route && { address: route.address }),
    at: Date.now(),
    texts: {
      zh: { subject: '渠道测试', text: '这是一条测试消息，收到即表示渠道可用。', ...more },
      en: { subject: 'Channel test', text: 'This is a test message: if you read it, the channel works.', ...more },
    },
  };
}
