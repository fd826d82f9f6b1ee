// `node bench/heap/run.mjs [cases]`: heap for each open cached case, by machine and by hand, in a fresh process each, in turn.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { kindsOf } from './kinds.mjs';
import { bytesPerCase } from './weigh.mjs';

const require = createRequire(import.meta.url);
const { startTestServer } = require('../../dist/testing');
const { bundleProcedures } = require('../../dist/worker/procedures-bundle');
const { bundleOptions } = require('../../dist/worker/bundle');
const { housePolicy } = require('../../dist/machines/catalogue');
const { sliceOf } = require('../../dist/machines/policy/load');

const count = Number(process.argv[2] ?? 1000);
const ROUNDS = 3;

const policy = housePolicy();
const policies = Object.fromEntries(
  Object.keys(policy.procedures).map(name => [name, sliceOf(policy, name, Date.now())]),
);
const loads = {
  'complaint and repair': kindsOf(policies),
  'complaint, 10 more events': kindsOf(policies, { eventful: true }),
};
const folder = mkdtempSync(join(tmpdir(), 'duecourse-heap-'));
const bundles = { machine: await bundleProcedures(), 'by hand': await bundleTwins() };
for (const [name, { code }] of Object.entries(bundles)) writeFileSync(fileOf(name), code);
const server = await startTestServer();
try {
  for (const [load, kinds] of Object.entries(loads)) report(load, await weighed(load, kinds));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

/** Name of the bundle → KiB for each case, one figure a round. The order changes with each round. */
async function weighed(load, kinds) {
  const figures = { machine: [], 'by hand': [] };
  for (let round = 0; round < ROUNDS; round++) {
    const names = Object.keys(figures);
    for (const name of round % 2 ? names.reverse() : names) {
      const taskQueue = `heap ${name}, ${load} ${round}`;
      figures[name].push(
        await bytesPerCase({ address: server.address, taskQueue, bundle: fileOf(name), count, kinds }),
      );
    }
  }
  return figures;
}

function report(load, figures) {
  const median = name => figures[name].sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
  const kib = bytes => (bytes / 1024).toFixed(1);
  for (const name of Object.keys(figures))
    console.log(`${load}, ${name}: ${kib(median(name))} KiB a case (${figures[name].map(kib).join(', ')})`);
  console.log(`${load}, ratio: ${(median('machine') / median('by hand')).toFixed(2)}`);
}

function fileOf(name) {
  return join(folder, `${name}.js`);
}

function bundleTwins() {
  const workflowsPath = require.resolve('../../test/twins/index.ts');
  const logger = new DefaultLogger('WARN');
  return bundleWorkflowCode({ workflowsPath, logger, ...bundleOptions({ preload: [workflowsPath] }) });
}
