// Compiles the sources into dist/. Also npm's `prepare`: then a missing compiler means that only the packages to run with were asked for.
import { existsSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, node, root } from './steps.mjs';

const preparing = process.env.npm_lifecycle_event === 'prepare';
// npx prepares the clone too, before it first runs the clone's own command; where that fails, npm never finds the command again.
const compiler = preparing && process.env.npm_command === 'exec' ? undefined : findCompiler();
if (compiler) process.exitCode = await compile(compiler);

function findCompiler() {
  try {
    return commandOf('typescript', 'tsc');
  } catch {
    if (preparing) return undefined;
    console.error('TypeScript is not installed: run `npm ci` first.');
    process.exitCode = 1;
    return undefined;
  }
}

/** Into another folder first, so that a failed build leaves the old one, and no file of a deleted source stays. */
async function compile(tsc) {
  const fresh = join(root, 'node_modules', `.duecourse-build-${process.pid}`);
  const dist = join(root, 'dist');
  rmSync(fresh, { recursive: true, force: true });
  const code = await node([tsc, '-p', 'tsconfig.json', '--outDir', fresh]);
  if (code !== 0) return code;
  if (existsSync(dist)) rmSync(dist, { recursive: true });
  renameSync(fresh, dist);
  linkCommand();
  writeFileSync(join(dist, '.built'), '');
  return 0;
}

/** So that `npx duecourse` finds the clone's own command at once, without a detour by npm's cache. */
function linkCommand() {
  const link = join(root, 'node_modules', '.bin', 'duecourse');
  rmSync(link, { force: true });
  if (process.platform !== 'win32') symlinkSync('../../bin/duecourse.js', link);
}
