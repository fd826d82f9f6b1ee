// `node bench/heap/run.mjs [cases]`: heap for each open cached case, by machine and by hand, in a fresh process each, in turn.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundles } from '../bundles.mjs';
import { kindsOf } from './kinds.mjs';
import { bytesPerCase } from './weigh.mjs';

const require = createRequire(import.meta.url);
const { startTestServer } = require('../../dist/testing');
const { housePolicy } = require('../../dist/machines/catalogue');
const { sliceOf } = require('../../dist/machines/policy/load');

const cases = Number(process.argv[2] ?? 1000);
const ROUNDS = 3;

const policy = housePolicy(fileURLToPath(new URL('../../policy/service-centre.yaml', import.meta.url)));
const policies = Object.fromEntries(
  Object.keys(policy.procedures).map(name => [name, sliceOf(policy, name, Date.now())]),
);
const loads = [
  { load: 'complaint and repair', kinds: kindsOf(policies), count: cases },
  { load: 'complaint, 10 more events', kinds: kindsOf(policies, { delays: 10 }), count: Math.ceil(cases / 5) },
];
const folder = mkdtempSync(join(tmpdir(), 'duecourse-heap-'));
for (const [name, code] of Object.entries(await bundles())) writeFileSync(fileOf(name), code);
const server = await startTestServer();
try {
  for (const each of loads) report(each, await weighed(each));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

/** Name of the bundle → bytes for each case, one figure a round. The order changes with each round. */
async function weighed({ load, kinds, count }) {
  const { address } = server;
  const figures = { machine: [], 'by hand': [] };
  for (let round = 0; round < ROUNDS; round++) {
    const names = Object.keys(figures);
    for (const name of round % 2 ? names.reverse() : names) {
      const taskQueue = `heap ${name}, ${load} ${round}`;
      figures[name].push(await bytesPerCase({ address, taskQueue, bundle: fileOf(name), count, kinds }));
    }
  }
  return figures;
}

function report({ load, count }, figures) {
  const median = name => figures[name].toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)];
  const kib = bytes => (bytes / 1024).toFixed(1);
  console.log(`heap for each of ${count} open cached cases: ${load}`);
  for (const name of Object.keys(figures))
    console.log(`  ${name}: ${kib(median(name))} KiB (rounds: ${figures[name].map(kib).join(', ')})`);
  console.log(`  ratio: ${(median('machine') / median('by hand')).toFixed(2)}`);
}

function fileOf(name) {
  return join(folder, `${name}.js`);
}
