import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../config/package-root';

/** The Go module that pins the Temporal CLI, the one place that names its version. */
export const moduleFolder = join(packageRoot, 'server');

/** The release of the Temporal CLI that everything here is tested with. */
export interface PinnedCli {
  /** Of the CLI, e.g. `1.9.1`. */
  readonly version: string;
  /** The least Go that builds it, e.g. `1.26.8`. */
  readonly go: string;
  /** Where it is kept: once a machine, outside every clone, under the hash of the module's files. */
  readonly path: string;
}

export function pinnedCli(): PinnedCli {
  const [mod, sum] = ['go.mod', 'go.sum'].map(name => readFileSync(join(moduleFolder, name), 'utf8'));
  const key = createHash('sha256').update(`${mod}\n${sum}`).digest('hex').slice(0, 16);
  const name = `temporal-${process.platform}-${process.arch}-${key}${process.platform === 'win32' ? '.exe' : ''}`;
  const line = (pattern: RegExp) => pattern.exec(mod ?? '')?.[1] ?? '';
  return {
    version: line(/github\.com\/temporalio\/cli v([\d.]+)/),
    go: line(/^go ([\d.]+)/m),
    path: join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'duecourse', name),
  };
}

/** @returns whether dotted version `a` is at least `b` */
export function atLeast(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { numeric: true }) >= 0;
}
