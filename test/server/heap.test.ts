import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { housePolicy } from '../../machines/catalogue';
import { sliceOf } from '../../machines/policy/load';
import { bundleProcedures } from '../../worker/procedures-bundle';
import { POLICY } from '../support/policy';
import { bundleTwins } from '../support/twins';
import { testAddress } from '../support/workers';

jest.setTimeout(300_000);

/** Enough for the figure to hold within a few per cent; `npm run bench` opens a thousand. */
const CASES = 100;

test('an open case that lies in the cache weighs at most 1.15 times what its hand-written twin weighs', async () => {
  const { machine, twin } = await bytesPerCase({ machine: await bundleProcedures(), twin: await bundleTwins() });
  expect(machine).toBeGreaterThan(10_000);
  expect(machine! / twin!).toBeLessThanOrEqual(1.15);
});

/** Each weighed in a process of its own, on the real server, by `bench/heap`. */
async function bytesPerCase(bundles: { readonly [name: string]: { readonly code: string } }) {
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-heap-'));
  try {
    const paths = Object.entries(bundles).map(([name, { code }]) => {
      const path = join(folder, `${name}.js`);
      writeFileSync(path, code);
      return [name, path];
    });
    const policy = housePolicy(POLICY);
    const slices = Object.keys(policy.procedures).map(name => [name, sliceOf(policy, name, Date.now())]);
    const task = {
      address: testAddress(),
      count: CASES,
      bundles: Object.fromEntries(paths),
      policies: Object.fromEntries(slices),
    };
    return JSON.parse(await outputOf(join(__dirname, '../../bench/heap/weigh.mjs'), JSON.stringify(task))) as {
      [name: string]: number;
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function outputOf(script: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    let written = '';
    child.stdout.on('data', chunk => {
      written += chunk;
    });
    child.once('close', code => (code === 0 ? resolve(written) : reject(new Error(`${script}: exit ${code}`))));
    child.stdin.end(input);
  });
}
