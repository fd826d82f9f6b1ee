import { Client, Connection } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import type { Settings } from '../config/settings';
import { type Follower, followCases } from '../register/follow';

/** Keeps the register at `url` up with the cases on a server, over a connection of its own: the worker's work does not wait for it. */
export function followInto(
  url: string,
  { address, namespace, taskQueue }: Pick<Settings, 'address' | 'namespace' | 'taskQueue'>,
): Follower {
  const connection = Connection.lazy({ address });
  const follower = followCases({
    cases: { client: new Client({ connection, namespace }), taskQueue },
    url,
    tell: (level, message) => Runtime.instance().logger[level](message),
  });
  return {
    ...follower,
    async stop() {
      await follower.stop();
      await connection.close();
    },
  };
}
