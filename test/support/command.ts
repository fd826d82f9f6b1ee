import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../config/package-root';

/** What one call of the command came to. */
export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built command, as another program would call it: no terminal, no locale but what is asked for. */
export function command(flags: readonly string[], cwd: string) {
  return (...args: readonly string[]): Promise<Said> =>
    new Promise((resolve, reject) => {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C' };
      const child = spawn(process.execPath, [join(packageRoot, 'bin/duecourse.js'), ...args, ...flags], { cwd, env });
      let out = '';
      let err = '';
      child.stdout.on('data', data => {
        out += data;
      });
      child.stderr.on('data', data => {
        err += data;
      });
      child.stdin.end();
      child.once('error', reject);
      child.once('close', code => resolve({ code, out, err }));
    });
}
