import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { promisify } from 'node:util';
import type { Finding } from './find-server';
import { atLeast, pinnedCli } from './pinned-cli';

/** The pinned CLI that an earlier build or download has left in the cache. */
export async function cachedServer(): Promise<Finding> {
  const { path } = pinnedCli();
  try {
    accessSync(path, constants.X_OK);
    return { path };
  } catch {
    return { reason: `${path} is not there` };
  }
}

/** A `temporal` on the PATH, where it is new enough. */
export async function serverOnPath(): Promise<Finding> {
  const { version } = pinnedCli();
  const printed = await outputOf('temporal', ['--version']);
  const found = /version v?(\d+\.\d+\.\d+)/.exec(printed ?? '')?.[1];
  if (!found) return { reason: 'no `temporal`' };
  return atLeast(found, version)
    ? { path: 'temporal' }
    : { reason: `\`temporal\` is ${found}, ${version} or newer is needed` };
}

/** @returns what a short command prints, or undefined where it is not there, fails, or takes more than 10 s */
export async function outputOf(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await promisify(execFile)(command, args, { timeout: 10_000 })).stdout;
  } catch {
    return undefined;
  }
}
