import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone. */
export const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const changed = file => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Runs a program in the clone with our own input and output, passing signals on. Resolves to its exit code (128 + n after signal n). */
export function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  const pass = signal => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  // A signal to npm ends npm and its shell, but does not reach what the shell runs: that sees only that its parent has changed.
  const parent = process.ppid;
  const orphaned = setInterval(() => process.ppid !== parent && pass('SIGTERM'), 1000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(orphaned);
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0));
    });
  });
}

export const node = (args, options) => run(process.execPath, args, options);

/** The script behind a package's command, wherever npm has put the package. */
export function commandOf(name, bin = name) {
  const require = createRequire(at('package.json'));
  const manifest = require.resolve(`${name}/package.json`);
  const declared = require(manifest).bin;
  return join(manifest, '..', typeof declared === 'string' ? declared : declared[bin]);
}

/** Says no where Node is too old for what follows. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 3)) return;
  console.error(`duecourse needs Node 20.3 or later (22 and 24 are recommended); this is ${process.versions.node}.`);
  process.exit(1);
}

/** npm's own record of what it has installed. */
const installed = at('node_modules', '.package-lock.json');

/** Installs the locked packages unless they are there already. Exits where that fails. Their install scripts are not needed. */
export async function install() {
  // npm writes both files at once: a second's difference is no difference.
  if (changed(installed) + 1000 > changed(at('package-lock.json'))) return;
  const npm = process.env.npm_execpath;
  const ci = ['ci', '--ignore-scripts'];
  const code = npm?.endsWith('.js')
    ? await node([npm, ...ci])
    : await run('npm', ci, { shell: process.platform === 'win32' });
  if (code !== 0) process.exit(code);
}

/** Compiles the sources unless `dist/` is as new as they are. Resolves to the compiler's exit code. */
export async function build() {
  if (changed(at('dist', '.built')) >= newestSource()) return 0;
  return node([at('scripts', 'build.mjs')]);
}

function newestSource() {
  const require = createRequire(import.meta.url);
  const folders = require('../tsconfig.json').include.filter(name => existsSync(at(name)));
  const inside = folder =>
    readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
      entry.isDirectory() ? inside(join(folder, entry.name)) : changed(join(folder, entry.name)),
    );
  // A folder's own time changes when a file is taken away.
  const times = folders.flatMap(name => [changed(at(name)), ...inside(at(name))]);
  return Math.max(changed(at('tsconfig.json')), changed(installed), ...times);
}
