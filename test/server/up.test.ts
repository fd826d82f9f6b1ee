import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadSettings, type Settings } from '../../config/settings';
import type { Reporter } from '../../worker/reporter';
import { prepareNamespace } from '../../worker/server/namespace';
import { freePort } from '../../worker/server/ports';
import { up } from '../../worker/up';

jest.setTimeout(60_000);

const workerMain = resolve(__dirname, '../support/worker-stub.js');
let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'duecourse-up-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const settingsFor = async (flags: { [name: string]: string | number } = {}) =>
  loadSettings({ cwd, env: {}, running: false, flags: { port: await freePort(), uiPort: await freePort(), ...flags } });
const started = (settings: Settings) => JSON.parse(readFileSync(join(settings.dataDir, 'up.lock'), 'utf8')).started;
const answers = ({ address, namespace }: Settings) =>
  prepareNamespace(address, namespace, { timeout: 20_000, own: true });

test('a second terminal finds it, a second one of it is refused, and the next start finds everything free', async () => {
  const settings = await settingsFor();
  for (const round of ['first', 'second']) {
    let seen = '';
    await up(settings, {
      once: true,
      workerMain,
      onReady: async () => {
        seen = loadSettings({ cwd, env: {} }).address;
        await answers(settings);
        await expect(up(settings)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
      },
    });
    expect([round, seen]).toEqual([round, settings.address]);
    expect(existsSync(join(settings.dataDir, 'server.json'))).toBe(false);
    expect(existsSync(join(settings.dataDir, 'up.lock'))).toBe(false);
    await expect(prepareNamespace(settings.address, 'default', { timeout: 0, own: true })).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
    });
  }
});

test('server and worker are started again after kill -9; Ctrl-C ends both', async () => {
  const settings = await settingsFor();
  const said: string[] = [];
  let heard: () => void = () => {};
  const reporter: Reporter = {
    say: ({ en }) => {
      said.push(en);
      heard();
    },
    during: (_text, work) => work,
  };
  const says = (words: string) =>
    new Promise<void>(done => {
      heard = () => said.some(line => line.includes(words)) && done();
    });
  let pids: number[] = [];
  await up(settings, {
    workerMain,
    reporter,
    onReady: async () => {
      for (const [name, words] of [
        ['worker', 'The worker runs again'],
        ['server', 'The Temporal server runs again'],
      ] as const) {
        const again = says(words);
        process.kill(started(settings)[name].pid, 'SIGKILL');
        await again;
      }
      await answers(settings);
      pids = [started(settings).worker.pid, started(settings).server.pid];
      process.emit('SIGINT');
    },
  });
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(said.filter(line => line.includes('is down (signal SIGKILL)'))).toHaveLength(2);
});

test('a given server is used and left running; a worker that refuses its settings, or dies, is told in its own words', async () => {
  const address = process.env.DUECOURSE_TEST_ADDRESS ?? '';
  const tries = {
    refuses: { code: 'POLICY_INVALID', details: { line: 3 } },
    dies: { code: 'WORKER_FAILED', message: expect.stringContaining('cannot start') },
  };
  for (const [taskQueue, error] of Object.entries(tries)) {
    await expect(up(await settingsFor({ address, taskQueue }), { once: true, workerMain })).rejects.toMatchObject(
      error,
    );
  }
  const settings = await settingsFor({ address });
  await up(settings, { once: true, workerMain });
  await answers(settings);
});
