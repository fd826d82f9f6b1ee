import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file that others read while it is replaced: they see the old one or the new one, whole. */
export const replaceFile = {
  current(file: string): string | undefined {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  },
  /** Who may read it stays as it is; a new one is for this user only, as it may hold names and numbers. */
  write(file: string, text: string): void {
    const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0o600;
    const draft = join(dirname(file), `.${randomUUID()}`);
    try {
      writeFileSync(draft, text, { mode: mode & 0o777, flush: true });
      renameSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  },
};
