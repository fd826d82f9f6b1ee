// `node bench/parked/run.mjs [cases] [senders]`: so many cases wait, their worker is killed (-9) and started again, and each gets one event.
// How long until the first and the last are answered, from the start of the new worker's process. Needs `npm run build`.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const require = createRequire(import.meta.url);
const { connect } = require('../../dist/client');
const { lineReporter } = require('../../dist/worker/reporter');
const { findServer } = require('../../dist/worker/server/find-server');
const { freePort } = require('../../dist/worker/server/ports');
const { startServer } = require('../../dist/worker/server/start-server');
const { bundleOptions } = require('../../dist/worker');

const count = Number(process.argv[2] ?? 10_000);
/** So many events are on their way at the same time. */
const senders = Number(process.argv[3] ?? 200);
const taskQueue = 'parked';
const idOf = i => `parked-${i}`;
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
const seconds = ms => (ms / 1_000).toFixed(1);
const MiB = bytes => Math.round(bytes / 1_048_576);

const folder = mkdtempSync(join(tmpdir(), 'duecourse-parked-'));
const bundle = join(folder, 'bundle.js');
const workflowsPath = require.resolve('../../test/support/parked-workflows.ts');
const logger = new DefaultLogger('WARN');
const options = bundleOptions({ preload: [workflowsPath] });
writeFileSync(bundle, (await bundleWorkflowCode({ workflowsPath, logger, ...options })).code);
// With its database in a file, as `duecourse up` has it.
const server = await startServer({
  executable: await findServer(lineReporter('en')),
  host: '127.0.0.1',
  port: await freePort(),
  namespace: 'default',
  dataDir: folder,
});
let worker;
try {
  await measure();
} finally {
  worker?.kill('SIGKILL');
  await server.stop();
  rmSync(folder, { recursive: true });
}

async function measure() {
  const cases = await connect({ address: server.address, taskQueue });
  await startWorker();
  const begun = performance.now();
  await inLanes(i => cases.start('parked', { id: idOf(i) }));
  await inLanes(async i => {
    while ((await cases.temporal.workflow.getHandle(idOf(i)).describe()).raw.pendingWorkflowTask) await pause(50);
  });
  console.log(`${count} cases wait: started within ${seconds(performance.now() - begun)} s · ${await sizeOf()}`);

  const gone = new Promise(resolve => worker.once('exit', resolve));
  worker.kill('SIGKILL');
  await gone;
  const killed = performance.now();
  const polling = startWorker();
  const answers = [];
  const latencies = [];
  await inLanes(async i => {
    const sent = performance.now();
    const { value } = await cases.get(idOf(i)).send({ type: 'ANSWER' });
    if (value !== 'answered') throw new Error(`case ${i} is ${JSON.stringify(value)}`);
    answers.push(performance.now() - killed);
    latencies.push(performance.now() - sent);
  });
  await polling;
  const p = share => seconds(latencies.sort((a, b) => a - b)[Math.floor(share * (count - 1))]);
  console.log(
    [
      `kill -9, one event to each of ${count} cases, ${senders} at a time:`,
      `  first answered after ${seconds(answers[0])} s, last after ${seconds(answers.at(-1))} s`,
      `  an event waits ${p(0.5)} s (median), ${p(0.99)} s (99 of 100), ${p(1)} s (the longest)`,
      `  ${await sizeOf()} · load of the machine ${loadavg()[0].toFixed(1)}`,
    ].join('\n'),
  );
  await cases.close();
}

async function inLanes(each) {
  let next = 0;
  const lane = async () => {
    while (next < count) await each(next++);
  };
  await Promise.all(Array.from({ length: Math.min(senders, count) }, lane));
}

function startWorker() {
  const program = fileURLToPath(new URL('worker.mjs', import.meta.url));
  worker = fork(program, [server.address, taskQueue, bundle]);
  const ready = new Promise(resolve => worker.once('message', resolve));
  return ready;
}

async function sizeOf() {
  const answer = new Promise(resolve => worker.once('message', resolve));
  worker.send('size');
  const { cached, resident } = await answer;
  return `worker: ${cached} cases in memory, ${MiB(resident)} MiB resident`;
}
