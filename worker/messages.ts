import { join } from 'node:path';
import type { Channel } from '../activities/channels/channel';
import { outboxIn } from '../activities/channels/outbox';
import { fileLedger } from '../activities/messages/file-ledger';
import type { Post } from '../activities/messages/notify';
import type { Settings } from '../config/settings';

export { dropMessage, retryMessage, stateNow } from '../activities/messages/by-hand';
export { states } from '../activities/messages/states';

/** The ledger of messages and the channels that the house has, for a worker or for one command. */
export interface Messages extends Omit<Post, 'templates'> {
  close(): Promise<void>;
}

export function openMessages({ dataDir }: Pick<Settings, 'dataDir' | 'policy'>): Messages {
  const outbox = outboxIn(join(dataDir, 'outbox'));
  const channels = new Map<string, Channel>([[outbox.name, outbox]]);
  return {
    ledger: fileLedger(join(dataDir, 'messages')),
    channels,
    routes: { customer: ['outbox'], staff: ['outbox'] },
    async close() {
      await Promise.all([...channels.values()].map(channel => channel.close()));
    },
  };
}
