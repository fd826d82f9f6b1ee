import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { value } from '../parts';

/** A secret that does not show when it is printed, logged or written as JSON. */
export type Secret = () => string;

const WAYS = '{ env: NAME } or { file: path/to/secret }';

/**
 * A secret by where it is: `{ env: NAME }`, `"${env:NAME}"` or `{ file: path }` (relative to `folder`). One that stands in the file is refused:
 * such files are copied, mailed and put under version control.
 */
export const secret = (folder: string, env: NodeJS.ProcessEnv) =>
  value(WAYS, (written): Secret => {
    const name = nameOf(written);
    if (name !== undefined) {
      const found = env[name];
      if (!found) throw new Error(`the environment variable ${name} is not set.`);
      return () => found;
    }
    const { file, ...more } = (typeof written === 'object' ? written : {}) as { file?: unknown };
    if (typeof file !== 'string' || Object.keys(more).length > 0)
      throw new Error(`a secret must not stand in this file; write ${WAYS}.`);
    const content = read(resolve(folder, file)).replace(/\r?\n$/, '');
    if (content === '') throw new Error(`the file ${file} is empty.`);
    return () => content;
  });

function nameOf(written: unknown): string | undefined {
  if (typeof written === 'string') return /^\$\{env:([A-Za-z_]\w*)\}$/.exec(written)?.[1];
  const { env, ...more } = (written ?? {}) as { env?: unknown };
  return typeof env === 'string' && Object.keys(more).length === 0 ? env : undefined;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`the file ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unreadable'}).`);
  }
}
