import { createServer, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { isOpenAfter, Listener, query, WELCOME } from './wire';

export interface Served {
  readonly port: number;
  stop(): Promise<void>;
}

/** A client that leaves its transaction open keeps all the others waiting: for so long (ms), and no longer. */
const PATIENCE = 15_000;

/**
 * Lets programs on this machine use the database as if it were a server. PGlite has one session for all: an exchange is carried
 * out whole, and while a client has a transaction open the others wait.
 */
export async function serve(db: PGlite, port: number, host = '127.0.0.1'): Promise<Served> {
  const clients = new Set<Socket>();
  const waiting: Exchange[] = [];
  let owner: Socket | undefined;
  let impatience: NodeJS.Timeout | undefined;
  let working = false;

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (;;) {
      const at = waiting.findIndex(({ socket }) => owner === undefined || socket === owner);
      if (at < 0) break;
      const [{ socket, bytes }] = waiting.splice(at, 1) as [Exchange];
      clearTimeout(impatience);
      try {
        const answer = await db.execProtocolRaw(bytes);
        owner = isOpenAfter(answer) ? socket : undefined;
        if (!socket.destroyed) socket.write(answer);
      } catch {
        owner = undefined;
        socket.destroy();
      }
      if (owner?.destroyed) waiting.unshift({ socket: owner, bytes: query('rollback') });
      else if (owner) impatience = setTimeout(() => socket.destroy(), PATIENCE);
    }
    working = false;
  }

  function gone(socket: Socket): void {
    clients.delete(socket);
    for (let at = waiting.length - 1; at >= 0; at--) if (waiting[at]!.socket === socket) waiting.splice(at, 1);
    // While an exchange of its is under way, `work` sees to it.
    if (owner === socket && !working) {
      waiting.unshift({ socket, bytes: query('rollback') });
      void work();
    }
  }

  const server = createServer(socket => {
    clients.add(socket);
    socket.setNoDelay(true);
    const listener = new Listener();
    socket.on('error', () => socket.destroy());
    socket.on('close', () => gone(socket));
    socket.on('data', bytes => {
      try {
        for (const heard of listener.hear(bytes)) {
          if (heard.type === 'encryption?') socket.write('N');
          else if (heard.type === 'greeting') socket.write(WELCOME);
          else if (heard.type === 'end') socket.end();
          else waiting.push({ socket, bytes: heard.bytes });
        }
        void work();
      } catch {
        socket.destroy();
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async stop() {
      clearTimeout(impatience);
      for (const client of clients) client.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

interface Exchange {
  readonly socket: Socket;
  readonly bytes: Buffer;
}
