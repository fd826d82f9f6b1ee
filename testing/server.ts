import { lineReporter } from '../worker/reporter';
import { findServer } from '../worker/server/find-server';
import { freePort } from '../worker/server/ports';
import { type Server, startServer } from '../worker/server/start-server';

/** A real Temporal server of one's own for tests: in memory, on a free port, able to skip time. */
export interface TestServer {
  /** `host:port` for `connect` and for Temporal's `NativeConnection`. */
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Starts one; ready when it resolves. The first time on a machine this may get or build the server, which it says on stderr.
 * @throws DuecourseError `SERVER_UNAVAILABLE`
 */
export async function startTestServer(): Promise<TestServer> {
  const executable = await findServer(lineReporter('en'));
  const server: Server = await startServer({
    executable,
    host: '127.0.0.1',
    port: await freePort(),
    namespace: 'default',
  });
  return {
    address: server.address,
    async stop() {
      await server.stop();
    },
  };
}
