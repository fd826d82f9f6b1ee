import { mkdtempSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from '../../client';
import { Desk } from '../../client/desk';
import { loadSettings } from '../../config/settings';
import type { Child } from '../../worker/child';
import { startWorker } from '../../worker/start-worker';
import { type RestartableServer, restartableServer } from './server';

/** A service centre of real processes, each of which can be killed and started again: server with its database, worker, outbox. */
export interface KillableCentre {
  readonly desk: Desk;
  readonly server: RestartableServer;
  readonly dataDir: string;
  startWorker(): Promise<void>;
  /** SIGKILL. */
  killWorker(): Promise<void>;
  /** Has the worker killed at a point of sending the next message of a case; see dying-worker.js. */
  dieWhen(point: DeathPoint, id: string): void;
  /** Resolves once the worker is gone. */
  workerGone(): Promise<void>;
  /** The keys of the messages in the outbox: `<case>/<step>/<rung>/<receiver>/<channel>`, as often as they are there. */
  keysOf(id: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** Before the outbox does this; `sent`: after its last deed, before Temporal hears of it. */
export type DeathPoint = 'mkdir' | 'writeFile' | 'link' | 'rm' | 'sent';

export async function killableCentre({ policy }: { readonly policy?: string } = {}): Promise<KillableCentre> {
  const dataDir = mkdtempSync(join(tmpdir(), 'duecourse-crash-'));
  const server = await restartableServer(dataDir);
  const settings = loadSettings({ env: {}, cwd: dataDir, flags: { address: server.address, dataDir, policy } });
  const cases = await connect({ address: server.address, taskQueue: settings.taskQueue });
  let worker: Child | undefined;
  const centre: KillableCentre = {
    desk: new Desk(cases, settings.policy),
    server,
    dataDir,
    async startWorker() {
      worker = await startWorker(settings, { main: resolve(__dirname, 'dying-worker.js') });
    },
    async killWorker() {
      await worker?.kill();
    },
    dieWhen: (point, id) => writeFileSync(join(dataDir, 'die'), JSON.stringify({ point, id })),
    async workerGone() {
      await worker?.exited;
    },
    async keysOf(id) {
      const folder = join(dataDir, 'outbox', encodeURIComponent(id));
      const files = (await readdir(folder)).filter(file => file.endsWith('.json'));
      return Promise.all(
        files.map(async file => (JSON.parse(await readFile(join(folder, file), 'utf8')) as { key: string }).key),
      );
    },
    async stop() {
      await worker?.stop();
      await cases.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  await centre.startWorker();
  return centre;
}
