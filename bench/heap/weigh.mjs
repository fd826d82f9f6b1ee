// As a program: reads `{ address, count, policies, bundles: { name: path } }` from stdin, writes `{ name: bytes per case }` to stdout.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kindsOf } from './kinds.mjs';

const beside = file => fileURLToPath(new URL(file, import.meta.url));

/**
 * How many bytes each open case adds to the workflow thread's heap when all are in the worker's cache, in a fresh process.
 * `bundle` is the path of a workflow bundle, `kinds` are as `kindsOf` makes them.
 */
export function bytesPerCase({ address, taskQueue, bundle, count, kinds }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', '--require', beside('probe.cjs'), beside('open-cases.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let written = '';
    child.stdout.on('data', chunk => {
      written += chunk;
    });
    child.once('error', reject);
    child.once('close', code =>
      code === 0
        ? resolve(Number(written.trim().split('\n').at(-1)))
        : reject(new Error(`open-cases.mjs: exit ${code}`)),
    );
    child.stdin.end(JSON.stringify({ address, taskQueue, bundle, count, kinds }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address, count, policies, bundles } = JSON.parse(readFileSync(0, 'utf8'));
  const weighed = Object.entries(bundles).map(async ([name, bundle]) => [
    name,
    await bytesPerCase({ address, taskQueue: `heap-${name}`, bundle, count, kinds: kindsOf(policies) }),
  ]);
  console.log(JSON.stringify(Object.fromEntries(await Promise.all(weighed))));
}
