import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process told from a later one of the same number: its instant of start, in whatever form the system gives it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly started?: string;
}

export function identify(pid: number): ProcessIdentity {
  const started = startOf(pid);
  return started === undefined ? { pid } : { pid, started };
}

/** @returns whether that very process still runs */
export function stillRuns({ pid, started }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startOf(pid) === started;
}

/** SIGTERM, and SIGKILL where it still runs after 10 s. Returns when it is gone. */
export async function endProcess(identity: ProcessIdentity): Promise<void> {
  const patience = Date.now() + 10_000;
  let signal: NodeJS.Signals | undefined = 'SIGTERM';
  while (stillRuns(identity)) {
    if (signal) process.kill(identity.pid, signal);
    signal = Date.now() > patience ? 'SIGKILL' : undefined;
    await delay(50);
  }
}

function startOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim();
    // The name in brackets may hold blanks: fields are counted from its end. State is the 3rd, the start (ticks since boot) the 22nd.
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return state === 'Z' ? 'ended' : rest[18];
  } catch {
    return undefined;
  }
}
