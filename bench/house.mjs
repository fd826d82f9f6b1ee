// What the comparisons on a real server share: the bundles as files, the policy's slices, a server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundles } from './bundles.mjs';

const require = createRequire(import.meta.url);
const { startTestServer } = require('../dist/testing');
const { housePolicy } = require('../dist/machines/catalogue');
const { sliceOf } = require('../dist/machines/policy/load');

export const shippedPolicy = () =>
  housePolicy(fileURLToPath(new URL('../policy/service-centre.yaml', import.meta.url)));

/** Calls `run` with a folder of its own, a server, each bundle's file and each procedure's slice of the policy; then clears up. */
export async function withHouse(run) {
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-bench-'));
  const files = {};
  for (const [name, code] of Object.entries(await bundles())) {
    files[name] = join(folder, `${name}.js`);
    writeFileSync(files[name], code);
  }
  const policy = shippedPolicy();
  const policies = Object.fromEntries(
    Object.keys(policy.procedures).map(name => [name, sliceOf(policy, name, Date.now())]),
  );
  const server = await startTestServer();
  try {
    await run({ folder, files, policies, address: server.address });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}
