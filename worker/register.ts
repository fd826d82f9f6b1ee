import { Client, Connection } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import type { Settings } from '../config/settings';
import { type Follower, followCases } from '../register/follow';
import { followMessages, type MessageFollower } from '../register/follow-messages';
import type { MessageSource } from '../register/messages';

/** What keeps the register of a worker: its cases, and its messages. */
export interface RegisterKeeper extends Follower {
  /** A message was put in or has moved on. */
  messageChanged: MessageFollower['changed'];
}

/** Keeps the register at `url` up with the cases on a server and the messages of a ledger, over connections of its own: the worker's work does not wait for it. */
export function followInto(
  url: string,
  { address, namespace, taskQueue }: Pick<Settings, 'address' | 'namespace' | 'taskQueue'>,
  source: MessageSource,
): RegisterKeeper {
  const connection = Connection.lazy({ address });
  const follower = followCases({
    cases: { client: new Client({ connection, namespace }), taskQueue },
    url,
    tell: (level, message) => Runtime.instance().logger[level](message),
  });
  const messages = followMessages({ url, source });
  return {
    ...follower,
    messageChanged: messages.changed,
    async settled() {
      await follower.settled();
      await messages.settled();
    },
    async stop() {
      await Promise.all([follower.stop(), messages.stop()]);
      await connection.close();
    },
  };
}
