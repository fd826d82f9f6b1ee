import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { serve } from './serve';

/** What the thread is started with. */
export interface ThreadData {
  /** Folder of the database; in memory without one. */
  readonly folder?: string;
  /** 0 for one that is free. */
  readonly port: number;
  /** Set the database up and end: that takes several hundred MB, which only the end of the thread gives back. */
  readonly setUpOnly?: boolean;
}

export type ThreadMessage = { readonly ready: number } | { readonly failed: string };

async function main({ folder, port, setUpOnly }: ThreadData): Promise<void> {
  const say = (message: ThreadMessage): void => parentPort!.postMessage(message);
  try {
    const db = await PGlite.create({ ...(folder !== undefined && { dataDir: folder }) });
    if (setUpOnly) {
      await db.close();
      return say({ ready: 0 });
    }
    const served = await serve(db, port);
    parentPort!.once('message', async () => {
      await served.stop();
      await db.close();
      parentPort!.close();
    });
    say({ ready: served.port });
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) });
  }
}

void main(workerData as ThreadData);
