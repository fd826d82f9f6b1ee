import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../config/package-root';
import { DuecourseError } from '../../time/error';
import type { ThreadData, ThreadMessage } from './thread';

/** The built-in database, running in a thread of this process and served on a local port. */
export interface Embedded {
  readonly url: string;
  /** Settles when the thread is gone, with why; never rejects. */
  readonly ended: Promise<string>;
  /** Writes everything to disk and ends. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Where its files are; in memory without one. */
  readonly folder?: string;
  /** 0, the default, for one that is free. */
  readonly port?: number;
  readonly signal?: AbortSignal;
}

/** ms that it may take to close its files. */
const GRACE = 10_000;

/** Whether the folder has no database yet: then starting takes several seconds more. */
export const isFirst = (folder: string): boolean => !existsSync(join(folder, 'PG_VERSION'));

/**
 * Starts the built-in PostgreSQL. Nobody but this process may use its folder.
 * @throws DuecourseError `REGISTER_FAILED` with its last words; `signal.reason` when aborted
 */
export async function startEmbedded({ folder, port = 0, signal }: EmbeddedOptions = {}): Promise<Embedded> {
  if (folder !== undefined && isFirst(folder)) await setUp(folder, signal);
  // A crash leaves the lock file of the process that is no more.
  if (folder !== undefined) rmSync(join(folder, 'postmaster.pid'), { force: true });
  const { thread, ready, ended } = await started({ port, ...(folder !== undefined && { folder }) }, signal);
  return {
    url: `postgres://postgres@127.0.0.1:${ready}/postgres`,
    ended,
    async stop() {
      thread.postMessage('stop');
      await Promise.race([ended, delay(GRACE, undefined, { ref: false })]);
      await thread.terminate();
    },
    async kill() {
      await thread.terminate();
    },
  };
}

/** Into another folder first: one that was interrupted is no database. */
async function setUp(folder: string, signal?: AbortSignal): Promise<void> {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const { thread } = await started({ folder: fresh, port: 0, setUpOnly: true }, signal);
  await thread.terminate();
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

async function started(data: ThreadData, signal?: AbortSignal) {
  signal?.throwIfAborted();
  const thread = new Worker(join(packageRoot, 'dist', 'register', 'embedded', 'thread.js'), { workerData: data });
  let why = 'ended';
  const ended = new Promise<string>(resolve => {
    thread.once('error', error => {
      why = error.message;
    });
    thread.once('exit', () => resolve(why));
  });
  const stop = (): void => void thread.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  const first = await Promise.race([
    new Promise<ThreadMessage>(resolve => thread.once('message', resolve)),
    ended.then((failed): ThreadMessage => ({ failed })),
  ]);
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  if ('ready' in first) return { thread, ready: first.ready, ended };
  await thread.terminate();
  throw new DuecourseError(
    'REGISTER_FAILED',
    `The built-in database of the register cannot be opened: ${first.failed}`,
    {
      ...(data.folder !== undefined && { folder: data.folder }),
    },
  );
}
