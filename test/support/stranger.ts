import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../config/package-root';

const run = promisify(execFile);

/** What `npm pack` made of the built package. Sizes in bytes. */
export interface Packed {
  readonly file: string;
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Somebody's project that has duecourse from its package, as npm would give it to them. */
export interface Stranger {
  readonly packed: Packed;
  /** Runs Node in the project and answers with what it prints. @throws with its stderr if it fails */
  node(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string>;
  /** Runs a program until `stop`. */
  start(args: readonly string[], env: NodeJS.ProcessEnv): { stop(): Promise<void> };
  write(name: string, text: string): void;
  remove(): void;
}

/** A copy of the example in a folder of its own, with the packed package installed. */
export async function stranger(example: string): Promise<Stranger> {
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-stranger-'));
  const project = join(folder, 'project');
  const npm = async (cwd: string, ...args: string[]): Promise<string> =>
    (await run('npm', args, { cwd, maxBuffer: 1 << 24, env: { ...process.env, npm_config_loglevel: 'error' } })).stdout;
  const packed = packedIn(await npm(packageRoot, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder));
  cpSync(join(packageRoot, 'examples', example), project, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  manifest.dependencies.duecourse = `file:../${packed.file}`;
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  await npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund');
  return {
    packed,
    async node(args, env = {}) {
      const { stdout } = await run(process.execPath, args, {
        cwd: project,
        env: { ...process.env, ...env },
        maxBuffer: 1 << 26,
      });
      return stdout;
    },
    start(args, env) {
      const child = spawn(process.execPath, args, { cwd: project, env: { ...process.env, ...env }, stdio: 'ignore' });
      const over = new Promise<void>(resolve => child.once('exit', () => resolve()));
      return {
        async stop() {
          child.kill('SIGTERM');
          await over;
        },
      };
    },
    write: (name, text) => writeFileSync(join(project, name), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** npm answers with a list, or since version 12 with an object by name. */
function packedIn(output: string): Packed {
  const answer = JSON.parse(output) as { readonly [key: string]: Omit<Packed, 'file'> & { readonly filename: string } };
  const [{ filename, size, files }] = Object.values(answer) as [(typeof answer)[string]];
  return { file: filename, size, files };
}
