// The workflow bundles that are compared: ours, and the same procedures written by hand, under the same options. Needs `npm run build`.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const require = createRequire(import.meta.url);
const { bundleProcedures } = require('../dist/worker/procedures-bundle');
const { bundleOptions } = require('../dist/worker/bundle');

/** Name → JavaScript, the source map inside. */
export async function bundles() {
  const workflowsPath = require.resolve('../test/twins/index.ts');
  const logger = new DefaultLogger('WARN');
  const byHand = await bundleWorkflowCode({ workflowsPath, logger, ...bundleOptions({ preload: [workflowsPath] }) });
  return { machine: (await bundleProcedures()).code, 'by hand': byHand.code };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, code] of Object.entries(await bundles())) {
    const bytes = Buffer.byteLength(code.replace(/^\/\/# sourceMappingURL=.*$/m, ''));
    console.log(`workflow bundle without its source map, ${name}: ${Math.round(bytes / 1024)} KiB`);
  }
}
