import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuecourseError } from '../time/error';
import { identify, type ProcessIdentity, stillRuns } from './process-identity';

/** That one process at a time runs on a data folder, and what it has started. */
export interface DataLock {
  /** Processes that an earlier owner had started and that have outlived it. */
  readonly orphans: readonly ProcessIdentity[];
  /** Notes which process of ours runs under the name now, so that who comes after a crash can end it. */
  note(name: string, pid: number | undefined): void;
  release(): void;
}

interface Content {
  readonly owner: ProcessIdentity;
  readonly started: { readonly [name: string]: ProcessIdentity };
}

/**
 * Takes the lock of a data folder; that of a process which is gone is taken over.
 *
 * @throws DuecourseError ALREADY_RUNNING
 */
export function takeDataLock(dataDir: string): DataLock {
  const file = join(dataDir, 'up.lock');
  const earlier = read(file);
  if (earlier && stillRuns(earlier.owner)) throw alreadyRunning(dataDir, earlier.owner.pid);
  rmSync(file, { force: true });

  let content: Content = { owner: identify(process.pid), started: {} };
  try {
    writeFileSync(file, JSON.stringify(content), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyRunning(dataDir, read(file)?.owner.pid);
    throw error;
  }
  return {
    orphans: Object.values(earlier?.started ?? {}).filter(stillRuns),
    note(name, pid) {
      if (pid === undefined) return;
      content = { ...content, started: { ...content.started, [name]: identify(pid) } };
      writeFileSync(file, JSON.stringify(content));
    },
    release: () => rmSync(file, { force: true }),
  };
}

function read(file: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content;
  } catch {
    return undefined;
  }
}

const alreadyRunning = (dataDir: string, pid: number | undefined) =>
  new DuecourseError(
    'ALREADY_RUNNING',
    `\`duecourse up\` runs already on the data folder ${dataDir} (process ${pid}). Use that one, stop it, or start another with --data-dir, --port and --ui-port of its own.`,
    { dataDir, pid },
  );
