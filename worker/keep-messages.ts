import { Client, Connection } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { type Keeper, type KeeperPost, keepMessages } from '../activities/messages/keeper';
import type { AskCase } from '../activities/messages/pointless';
import type { Settings } from '../config/settings';
import { readCase } from '../register/temporal';

/** Sends what waits for its time, over a connection of its own: the worker's work does not wait for it. Cases are asked by a query, which leaves no trace in them. */
export function keepPost(
  post: Omit<KeeperPost, 'ask'>,
  { address, namespace }: Pick<Settings, 'address' | 'namespace'>,
): Keeper {
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  const ask: AskCase = async id => {
    const found = await readCase(client, id, Number.MAX_SAFE_INTEGER);
    if (!found) return undefined;
    const clocks = Object.fromEntries(found.view.deadlines.map(({ name, status }) => [name, status]));
    return { closed: !['open', 'incident'].includes(found.status), clocks };
  };
  const keeper = keepMessages(
    { ...post, ask },
    { tell: why => Runtime.instance().logger.warn(`Messages that wait cannot be looked at now: ${why}`) },
  );
  return {
    ...keeper,
    async stop() {
      await keeper.stop();
      await connection.close();
    },
  };
}
