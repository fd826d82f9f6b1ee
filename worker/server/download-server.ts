import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Exit, startChild } from '../child';
import type { Reporter } from '../reporter';
import type { Finding } from './find-server';
import { pinnedCli } from './pinned-cli';

/** How long (ms) nothing at all may arrive, and how long the whole may take. */
const patience = { first: 10_000, whole: 300_000 };

/**
 * Lets the SDK download the official CLI. It has no such function by itself, so it starts a server and ends it again; in a process of
 * its own, because a download that hangs cannot be stopped otherwise.
 */
const script = `
  const [testing, downloadDir, version] = process.argv.slice(1);
  require(testing).TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, version }, log: { format: 'pretty', level: 'error' } },
  }).then(server => server.teardown()).catch(error => { console.error(error.message); process.exit(1); });
`;

/** Downloads the pinned CLI into the cache. Gives up after 10 s in which nothing arrives. */
export async function downloadServer(reporter: Reporter, signal?: AbortSignal): Promise<Finding> {
  const { path, version } = pinnedCli();
  mkdirSync(dirname(path), { recursive: true });
  const folder = mkdtempSync(`${path}.`);
  const downloaded = join(folder, `temporal-v${version}${process.platform === 'win32' ? '.exe' : ''}`);
  const arriving = () => existsSync(`${downloaded}.downloading`) || existsSync(downloaded);
  const child = startChild(
    process.execPath,
    ['-e', script, require.resolve('@temporalio/testing'), folder, `v${version}`],
    {
      log: join(folder, 'log'),
      ownGroup: true,
    },
  );
  const stop = () => void child.kill();
  signal?.addEventListener('abort', stop);
  try {
    await reporter.during(
      { zh: `正在下载 Temporal 服务器 ${version}`, en: `Downloading the Temporal server ${version}` },
      endOf(child.exited, arriving),
    );
    if (!existsSync(downloaded))
      return { reason: (await child.kill()).lastLines.slice(0, 200) || 'nothing arrived within 10 s' };
    renameSync(downloaded, path);
    return { path };
  } finally {
    signal?.removeEventListener('abort', stop);
    await child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function endOf(exited: Promise<Exit>, arriving: () => boolean): Promise<void> {
  const over = new AbortController();
  const wait = (ms: number) => delay(ms, undefined, { signal: over.signal }).catch(() => undefined);
  const tooLong = wait(patience.first).then(() => (arriving() ? wait(patience.whole) : undefined));
  await Promise.race([exited, tooLong]);
  over.abort();
}
