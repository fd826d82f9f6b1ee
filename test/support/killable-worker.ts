import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { bundleOptions } from '../../worker';
import { type Child, startChild } from '../../worker/child';

/** A worker process for any workflows, which can be killed, and what its activities did. */
export interface KillableWorker {
  /** Starts one that keeps so many cases in its memory; with none, every task is replayed from the first event. */
  start(cachedWorkflows: number): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** What was done, in the order in which it was done. */
  done(): Deed[];
  stop(): Promise<void>;
}

/** An activity that was carried out; `id` is the case's. */
export interface Deed {
  readonly id: string;
  readonly type: string;
  readonly input: { readonly [field: string]: string };
  /** Of an action: the same however often it is tried. */
  readonly key?: string;
}

/** The bundle is made once, as for any worker that is to be back soon. */
export async function killableWorker(
  address: string,
  taskQueue: string,
  workflowsPath: string,
): Promise<KillableWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-worker-'));
  const inFolder = (name: string): string => join(folder, name);
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR'), ...bundleOptions() });
  writeFileSync(inFolder('bundle.js'), code);
  writeFileSync(inFolder('ledger'), '');
  const program = [resolve(__dirname, 'killable-worker.js'), address, taskQueue, folder];
  let worker: Child | undefined;
  return {
    async start(cachedWorkflows) {
      const options = { log: inFolder('worker.log') };
      const ready = new Promise<void>(say => {
        worker = startChild(process.execPath, [...program, `${cachedWorkflows}`], { ...options, onLine: () => say() });
      });
      const ended = worker!.exited.then(({ lastLines }) => {
        throw new Error(`the worker has ended: ${lastLines}`);
      });
      await Promise.race([ready, ended]);
    },
    async kill() {
      await worker?.kill();
    },
    done: () =>
      readFileSync(inFolder('ledger'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as Deed),
    async stop() {
      await worker?.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
