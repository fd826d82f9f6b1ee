import { join } from 'node:path';
import { fileLedger } from '../activities/messages/file-ledger';
import type { MessageLedger } from '../activities/messages/ledger';
import type { Post } from '../activities/messages/notify';
import { takeInReceipt } from '../activities/messages/settle';
import type { Settings } from '../config/settings';
import { type ChannelFile, loadChannels } from '../machines/policy/channels/load';
import { channelsOf } from './channels';

export { dropMessage, retryMessage, stateNow } from '../activities/messages/by-hand';
export { states } from '../activities/messages/states';
export { testMessage } from '../activities/messages/test-message';

/** The ledger of messages and the channels that the house has, for a worker or for one command. */
export interface Messages extends Omit<Post, 'templates'> {
  readonly file: ChannelFile;
  close(): Promise<void>;
}

/** The ledger alone: needs neither channels nor their secrets. */
export const openLedger = ({ dataDir }: Pick<Settings, 'dataDir'>): MessageLedger =>
  fileLedger(join(dataDir, 'messages'));

/** @throws DuecourseError `BAD_CHANNELS` */
export function openMessages({ dataDir, policy }: Pick<Settings, 'dataDir' | 'policy'>): Messages {
  const file = loadChannels(policy);
  const ledger = openLedger({ dataDir });
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
