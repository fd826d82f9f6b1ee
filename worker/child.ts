import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** How a process ended. `error` where it could not be started at all. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: Error;
  /** The end of what it wrote into its log. */
  readonly lastLines: string;
}

/** A process that we started. */
export interface Child {
  readonly pid: number | undefined;
  /** Settles once it is gone; never rejects. */
  readonly exited: Promise<Exit>;
  /** SIGTERM, and SIGKILL where it is still there after `grace` ms. */
  stop(grace?: number): Promise<Exit>;
  /** SIGKILL. */
  kill(): Promise<Exit>;
}

export interface ChildOptions {
  /** File that its stderr (and its stdout, unless `onLine` takes it) is added to. A file and not a pipe: a process that outlives us must not die of a broken pipe. */
  readonly log: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A process group of its own, so that Ctrl-C in the terminal does not reach it and its end can be ordered; signals of ours go to the whole group. */
  readonly ownGroup?: boolean;
  /** Gets each line of its stdout. */
  readonly onLine?: (line: string) => void;
}

/** Starts a process. That it cannot be started shows in `exited`. */
export function startChild(command: string, args: readonly string[], options: ChildOptions): Child {
  const log = openSync(options.log, 'a');
  const logStart = fstatSync(log).size;
  const child = spawn(command, args, {
    stdio: ['ignore', options.onLine ? 'pipe' : log, log],
    env: options.env ?? process.env,
    detached: options.ownGroup ?? false,
  });
  closeSync(log);
  if (child.stdout && options.onLine) createInterface({ input: child.stdout }).on('line', options.onLine);
  const exited = new Promise<Exit>(resolve => {
    const settle = (exit: Omit<Exit, 'lastLines'>) => resolve({ ...exit, lastLines: endOf(options.log, logStart) });
    child.once('error', error => settle({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => settle({ code, signal }));
  });
  const send = (signal: NodeJS.Signals) => {
    if (!options.ownGroup || child.pid === undefined || process.platform === 'win32') return child.kill(signal);
    try {
      return process.kill(-child.pid, signal);
    } catch {
      return false;
    }
  };
  const kill = () => {
    send('SIGKILL');
    return exited;
  };
  return {
    pid: child.pid,
    exited,
    kill,
    async stop(grace = 10_000) {
      send('SIGTERM');
      const patience = new AbortController();
      const tooLong = delay(grace, 'late' as const, { signal: patience.signal }).catch(() => 'late' as const);
      const first = await Promise.race([exited, tooLong]);
      patience.abort();
      return first === 'late' ? kill() : first;
    },
  };
}

/** @returns at most 12 lines and 4 KiB of what was added to the file after `start` */
function endOf(file: string, start: number): string {
  const open = openSync(file, 'r');
  try {
    const from = Math.max(start, fstatSync(open).size - 4096);
    const buffer = Buffer.alloc(4096);
    const length = readSync(open, buffer, 0, 4096, from);
    return buffer.toString('utf8', 0, length).trim().split('\n').slice(-12).join('\n');
  } finally {
    closeSync(open);
  }
}

/** "exit code 1" or "signal SIGKILL", for messages. */
export function describeExit({ code, signal, error }: Omit<Exit, 'lastLines'>): string {
  return error ? error.message : signal ? `signal ${signal}` : `exit code ${code}`;
}
