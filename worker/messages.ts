import { join } from 'node:path';
import { fileLedger } from '../activities/messages/file-ledger';
import type { Entry, MessageLedger } from '../activities/messages/ledger';
import type { Post } from '../activities/messages/notify';
import { takeInReceipt } from '../activities/messages/settle';
import { toldLedger } from '../activities/messages/told-ledger';
import type { Settings } from '../config/settings';
import { type ChannelFile, loadChannels } from '../machines/policy/channels/load';
import type { MessageRecord, MessageSource } from '../register/messages';
import { channelsOf } from './channels';

export { dropMessage, retryMessage, stateNow } from '../activities/messages/by-hand';
export { states } from '../activities/messages/states';
export { testMessage } from '../activities/messages/test-message';

/** The ledger of messages and the channels that the house has, for a worker or for one command. */
export interface Messages extends Omit<Post, 'templates' | 'when' | 'now'> {
  readonly file: ChannelFile;
  close(): Promise<void>;
}

/** The ledger alone: needs neither channels nor their secrets. */
export const openLedger = ({ dataDir }: Pick<Settings, 'dataDir'>): MessageLedger =>
  fileLedger(join(dataDir, 'messages'));

/** The ledger as the register reads it: nothing of a message's text or address is in what it is told. */
export function messageSource({ dataDir }: Pick<Settings, 'dataDir'>): MessageSource {
  const ledger = openLedger({ dataDir });
  return {
    async get(key) {
      const entry = await ledger.get(key);
      return entry && recordOf(entry);
    },
    list: async filter => (await ledger.list(filter)).map(recordOf),
  };
}

const recordOf = ({ message, state, at, revision }: Entry): MessageRecord => ({
  key: message.key,
  case: message.case,
  template: message.template,
  receiver: message.to,
  channel: message.channel,
  state,
  at: message.at,
  changed: at,
  revision,
});

/** `changed` is told of every message that is put in or moves on. @throws DuecourseError `BAD_CHANNELS` */
export function openMessages(
  { dataDir, policy }: Pick<Settings, 'dataDir' | 'policy'>,
  changed: (key: string) => void = () => {},
): Messages {
  const file = loadChannels(policy);
  const ledger = toldLedger(openLedger({ dataDir }), changed);
  const channels = channelsOf(file, join(dataDir, 'outbox'), receipt => takeInReceipt(ledger, receipt));
  return {
    file,
    ledger,
    channels,
    routes: file.routes,
    async close() {
      await Promise.all([...channels.values()].map(channel => channel.close()));
    },
  };
}
