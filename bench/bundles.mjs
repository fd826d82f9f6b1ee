// The workflow bundles that are compared: ours, the same procedures written by hand, and the complaint as a live actor, under the
// same options. Needs `npm run build`.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const require = createRequire(import.meta.url);
const { bundleProcedures } = require('../dist/worker/procedures-bundle');
const { bundleOptions } = require('../dist/worker/bundle');
const logger = new DefaultLogger('WARN');

/** Name → JavaScript, the source map inside. The live actor knows complaints only. */
export async function bundles() {
  return {
    machine: (await bundleProcedures()).code,
    'by hand': await bundled('../test/twins/index.ts'),
    'live actor': await bundled('./live-actor/index.ts'),
  };
}

/** A file of workflows, bundled and preloaded as ours are. */
export async function bundled(file) {
  const workflowsPath = require.resolve(file);
  return (await bundleWorkflowCode({ workflowsPath, logger, ...bundleOptions({ preload: [workflowsPath] }) })).code;
}

/** Of each package and folder, how many bytes it has in a bundle, the largest first. */
function partsOf(code) {
  const parts = new Map();
  for (const module of code.split(/^\/\*{3}\/ (?=")/m).slice(1)) {
    const path = module.slice(1, module.indexOf('"', 1));
    const part = /^\.\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/').slice(0, 2).join('/');
    parts.set(part, (parts.get(part) ?? 0) + Buffer.byteLength(module));
  }
  return [...parts].sort(([, a], [, b]) => b - a);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kib = bytes => Math.round(bytes / 1024);
  for (const [name, code] of Object.entries(await bundles())) {
    const bare = code.replace(/^\/\/# sourceMappingURL=.*$/m, '');
    const parts = partsOf(bare).map(([part, bytes]) => `${part} ${kib(bytes)}`);
    console.log(`workflow bundle without its source map, ${name}: ${kib(Buffer.byteLength(bare))} KiB`);
    console.log(`  ${parts.join(', ')}`);
  }
}
