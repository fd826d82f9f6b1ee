import { lineReporter } from '../../worker/reporter';
import { findServer } from '../../worker/server/find-server';
import { freePort } from '../../worker/server/ports';
import { type Server, type ServerOptions, startServer } from '../../worker/server/start-server';

/** Ports that nobody uses, and everything else with which a server can be started, killed and started again. */
export async function serverOptions(dataDir?: string): Promise<ServerOptions> {
  const executable = await findServer(lineReporter('en'));
  return { executable, host: '127.0.0.1', port: await freePort(), namespace: 'default', dataDir };
}

/** A real server in memory on a port of its own. End it by `stop()`, or `kill()` as a crash would. */
export async function testServer(): Promise<Server> {
  return startServer(await serverOptions());
}

/** A server that a test may kill and start again: the same address, and the same database in `dataDir`. */
export interface RestartableServer {
  readonly address: string;
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it, too. */
export async function restartableServer(dataDir: string): Promise<RestartableServer> {
  const options = await serverOptions(dataDir);
  let server = await startServer(options);
  return {
    address: server.address,
    async start() {
      server = await startServer(options);
    },
    async kill() {
      await server.kill();
    },
    async stop() {
      await server.stop();
    },
  };
}
