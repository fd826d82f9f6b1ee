import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a second terminal in the same folder needs to find what `duecourse up` started. */
export interface RuntimeFile {
  readonly address: string;
  readonly uiUrl?: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly policy: string;
  /** Where the built-in register listens. */
  readonly database?: string;
  readonly pid: number;
}

const runtimeFile = (dataDir: string) => join(dataDir, 'server.json');

/** @returns what `up` left in the data folder, or undefined where there is nothing to read: whether it still runs, connecting tells */
export function readRuntimeFile(dataDir: string): RuntimeFile | undefined {
  try {
    const read = JSON.parse(readFileSync(runtimeFile(dataDir), 'utf8')) as Partial<RuntimeFile> | null;
    return typeof read?.address === 'string' ? (read as RuntimeFile) : undefined;
  } catch {
    return undefined;
  }
}

/** Written to another name first, so that nobody reads half of it. */
export function writeRuntimeFile(dataDir: string, content: RuntimeFile): void {
  const file = runtimeFile(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

export function removeRuntimeFile(dataDir: string): void {
  rmSync(runtimeFile(dataDir), { force: true });
}
