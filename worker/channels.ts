import { aliyunSms } from '../activities/channels/aliyun-sms';
import type { Channel } from '../activities/channels/channel';
import { httpGateway } from '../activities/channels/http-gateway';
import { outboxIn } from '../activities/channels/outbox';
import { paceOf } from '../activities/channels/pace';
import { smppSms } from '../activities/channels/smpp-sms';
import { smtpChannel } from '../activities/channels/smtp';
import { tencentSms } from '../activities/channels/tencent-sms';
import { twilioSms } from '../activities/channels/twilio-sms';
import type { Receipt } from '../activities/messages/ledger';
import type { ChannelConfig } from '../machines/policy/channels/kinds';
import { type ChannelFile, OUTBOX } from '../machines/policy/channels/load';

type OnReceipt = (receipt: Receipt) => Promise<unknown>;

/** The channels of a channel file, and the outbox, whose files go into `outboxFolder`. `onReceipt` is told of reports that come over a channel's own connection. */
export function channelsOf(
  { channels }: ChannelFile,
  outboxFolder: string,
  onReceipt: OnReceipt,
): ReadonlyMap<string, Channel> {
  const made = Object.entries(channels).map(([name, config]) => [name, channelOf(name, config, onReceipt)] as const);
  return new Map<string, Channel>([[OUTBOX, outboxIn(outboxFolder, OUTBOX)], ...made]);
}

function channelOf(name: string, config: ChannelConfig, onReceipt: OnReceipt): Channel {
  const channel = {
    ...byType(name, config, onReceipt),
    ...(config.rate !== undefined && { pace: paceOf(config.rate) }),
  };
  return config.onUnknown === 'send-again' ? { ...channel, repeatable: true } : channel;
}

function byType(name: string, config: ChannelConfig, onReceipt: OnReceipt): Channel {
  switch (config.type) {
    case 'smtp':
      return smtpChannel(name, config);
    case 'aliyun':
      return aliyunSms(name, config);
    case 'tencent':
      return tencentSms(name, config);
    case 'twilio':
      return twilioSms(name, config);
    case 'http':
      return httpGateway(name, config);
    case 'smpp':
      return smppSms(name, config, onReceipt);
  }
}
