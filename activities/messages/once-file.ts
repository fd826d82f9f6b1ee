import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file that appears whole or not at all, and once: of several writers, in whatever process, one wins.
 * `lasting`: it is on the disk when this resolves, not only with the system.
 * @returns false if it is there already
 */
export async function writeOnce(file: string, content: string, lasting = false): Promise<boolean> {
  const folder = dirname(file);
  const draft = join(folder, `.${randomUUID()}`);
  await writeDraft(draft, content, lasting);
  try {
    await link(draft, file);
    if (lasting) await flushFolder(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Writes a file that is there whole, the old one or the new one, at any instant. */
export async function writeOver(file: string, content: string): Promise<void> {
  const draft = join(dirname(file), `.${randomUUID()}`);
  await writeDraft(draft, content, false);
  await rename(draft, file);
}

async function writeDraft(draft: string, content: string, lasting: boolean): Promise<void> {
  const write = async () => {
    // Only this user: it may hold names and numbers.
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(content);
      if (lasting) await file.datasync();
    } finally {
      await file.close();
    }
  };
  try {
    await write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dirname(draft), { recursive: true, mode: 0o700 });
    await write();
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows has no folders that can be opened, and needs none.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The JSON in a file, or undefined where there is none. */
export async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
