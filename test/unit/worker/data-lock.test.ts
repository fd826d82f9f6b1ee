import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataFolder } from '../../../worker/data-folder';
import { takeDataLock } from '../../../worker/data-lock';
import { endProcess, identify, stillRuns } from '../../../worker/process-identity';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duecourse-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sleeper = async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log("up")'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return child;
};

test('one at a time, until it is released', () => {
  const lock = takeDataLock(folder);
  expect(() => takeDataLock(folder)).toThrow(
    expect.objectContaining({ code: 'ALREADY_RUNNING', details: { dataDir: folder, pid: process.pid } }),
  );
  lock.release();
  takeDataLock(folder).release();
});

test('what a crashed owner left is taken over, with the processes that outlived it', async () => {
  const orphan = await sleeper();
  const gone = { pid: 2 ** 22 + 1, started: '0' };
  const started = {
    server: identify(orphan.pid ?? 0),
    worker: { pid: orphan.pid, started: 'earlier, under the same number' },
  };
  writeFileSync(join(folder, 'up.lock'), JSON.stringify({ owner: gone, started }));
  const lock = takeDataLock(folder);
  expect(lock.orphans).toEqual([started.server]);
  await endProcess(started.server);
  expect(stillRuns(started.server)).toBe(false);
});

test('a process of the same number that began at another time is another process', () => {
  expect(stillRuns(identify(process.pid))).toBe(true);
  expect(stillRuns({ pid: process.pid, started: 'once' })).toBe(false);
});

test('a data folder is made; one that cannot be is refused', () => {
  prepareDataFolder(join(folder, 'a', 'b'));
  writeFileSync(join(folder, 'file'), '');
  const unwritable = expect.objectContaining({
    code: 'DATA_FOLDER_UNWRITABLE',
    message: expect.stringContaining('--data-dir'),
  });
  for (const place of [join(folder, 'file', 'data'), join(folder, 'file'), '/proc/duecourse/data']) {
    expect(() => prepareDataFolder(place)).toThrow(unwritable);
  }
});
