import { join } from 'node:path';
import { packageRoot } from '../config/package-root';
import { type Settings, settingsEnv } from '../config/settings';
import { DuecourseError } from '../time/error';
import { type Child, describeExit, startChild } from './child';

/** What the worker process prints on its stdout, one JSON object a line. */
type Message =
  | { readonly ready: true }
  | { readonly error: { readonly code: string; readonly message: string; readonly details?: object } };

export interface StartWorkerOptions {
  /** The program, `dist/worker/main.js` unless a test has its own. */
  readonly main?: string;
  /** How long (ms) it may take until it polls; default 120,000. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/**
 * Starts a worker process and waits until it polls.
 *
 * @throws DuecourseError the worker's own (a bad policy file, say) or WORKER_FAILED with its last words; `signal.reason` when aborted
 */
export async function startWorker(settings: Settings, options: StartWorkerOptions = {}): Promise<Child> {
  const { main = join(packageRoot, 'dist', 'worker', 'main.js'), timeout = 120_000, signal } = options;
  let tell: (message: Message) => void = () => {};
  const said = new Promise<Message>(resolve => {
    tell = resolve;
  });
  const child = startChild(process.execPath, ['--enable-source-maps', main], {
    log: join(settings.dataDir, 'worker.log'),
    env: { ...process.env, ...settingsEnv(settings) },
    ownGroup: true,
    onLine: line => {
      const message = parse(line);
      if (message) tell(message);
    },
  });
  const ended = child.exited.then(exit =>
    failed(`The worker ended while it was starting (${describeExit(exit)}).\n${exit.lastLines}`.trim()),
  );
  const stopped = new Promise<Message>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Message>(resolve => {
    timer = setTimeout(() => resolve(failed(`The worker was not ready within ${timeout / 1000} s.`)), timeout);
  });
  try {
    const first = await Promise.race([said, ended, stopped, late]);
    if ('error' in first) throw new DuecourseError(first.error.code, first.error.message, { ...first.error.details });
    return child;
  } catch (error) {
    await child.kill();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const failed = (message: string): Message => ({ error: { code: 'WORKER_FAILED', message } });

function parse(line: string): Message | undefined {
  try {
    const message = JSON.parse(line) as Partial<Record<'ready' | 'error', unknown>> | null;
    return message?.ready === true || typeof message?.error === 'object' ? (message as Message) : undefined;
  } catch {
    return undefined;
  }
}
