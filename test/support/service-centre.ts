import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkerOptions } from '@temporalio/worker';
import { connect } from '../../client';
import { Desk } from '../../client/desk';
import { createProceduresWorker } from '../../worker/procedures-worker';
import { POLICY } from './policy';
import { hush, testAddress } from './workers';

/** A whole service centre in the test's process: desk and worker on the test server, an outbox of its own. */
export interface ServiceCentre {
  readonly desk: Desk;
  readonly taskQueue: string;
  readonly dataDir: string;
  /** What has been said in a case, in order of time: `template → receiver`. */
  said(id: string): Promise<string[]>;
  startWorker(): Promise<void>;
  /** Ends the worker; what it was doing is left to the next one. */
  stopWorker(): Promise<void>;
  /** Resolves once everything that has happened in this worker's cases is in the register. */
  registered(): Promise<void>;
  /** Has the worker send what waits and is due. @returns how many wait still */
  lookAtKept(): Promise<number>;
  stop(): Promise<void>;
}

export interface CentreOptions extends Partial<WorkerOptions> {
  /** URL of a register's database; without one there is none. */
  readonly database?: string;
  readonly taskQueue: string;
  readonly address?: string;
  readonly dataDir?: string;
  readonly policy?: string;
  /** The house's clock, ms. */
  readonly clock?: () => number;
}

interface Running {
  stop(): Promise<void>;
  registered(): Promise<void> | undefined;
  lookAtKept(): Promise<number>;
}

export async function serviceCentre({
  taskQueue,
  address = testAddress(),
  dataDir: given,
  policy = POLICY,
  database,
  clock,
  ...more
}: CentreOptions): Promise<ServiceCentre> {
  hush();
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'duecourse-test-'));
  const cases = await connect({ address, taskQueue });
  let running: Running | undefined;
  const centre: ServiceCentre = {
    desk: new Desk(cases, policy),
    taskQueue,
    dataDir,
    said: id => said(join(dataDir, 'outbox', encodeURIComponent(id))),
    async startWorker() {
      const { worker, connection, follower, messages, keeper } = await createProceduresWorker(
        {
          address,
          namespace: 'default',
          taskQueue,
          dataDir,
          policy,
          ...(database !== undefined && { database }),
          ...(clock && { clock }),
        },
        more,
      );
      const over = worker.run();
      running = {
        lookAtKept: () => keeper.look(),
        registered: () => follower?.settled(),
        async stop() {
          worker.shutdown();
          await over;
          await keeper.stop();
          await messages.close();
          await follower?.stop();
          await connection.close();
        },
      };
    },
    async stopWorker() {
      await running?.stop();
      running = undefined;
    },
    lookAtKept: async () => (await running?.lookAtKept()) ?? 0,
    async registered() {
      await running?.registered();
    },
    async stop() {
      await centre.stopWorker();
      await cases.close();
      if (!given) await rm(dataDir, { recursive: true, force: true });
    },
  };
  await centre.startWorker();
  return centre;
}

async function said(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  const messages = await Promise.all(
    files
      .filter(file => file.endsWith('.json'))
      .map(
        async file =>
          JSON.parse(await readFile(join(folder, file), 'utf8')) as { key: string; template: string; to: string },
      ),
  );
  const step = ({ key }: { key: string }): number[] => key.split('/').slice(-4, -2).map(Number);
  return messages
    .sort((a, b) => step(a)[0]! - step(b)[0]! || step(a)[1]! - step(b)[1]!)
    .map(({ template, to }) => `${template} → ${to}`);
}
