import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, commandOf, node } from './steps.mjs';

/** Each check resolves to how many passed and failed; build, types and lint count as one each. */
const one = code => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });

export const built = async () => one(await build());

export const types = async () => one(await node([commandOf('typescript', 'tsc'), '-p', 'tsconfig.check.json']));

export const lint = async () => one(await node([commandOf('@biomejs/biome', 'biome'), 'check', '--error-on-warnings']));

/** Runs the Jest projects named. A file that cannot be run at all counts as one failure. */
export async function jest(projects, args = []) {
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-jest-'));
  const output = join(folder, 'results.json');
  try {
    const code = await node(
      [commandOf('jest'), '--selectProjects', ...projects, '--json', '--outputFile', output, ...args],
      {
        stdio: ['inherit', 'ignore', 'inherit'],
      },
    );
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(output, 'utf8'));
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const unexplained = failed === 0 && (code !== 0 || numPassedTests === 0) ? 1 : 0;
    return { passed: numPassedTests, failed: failed + unexplained };
  } catch (error) {
    console.error(`Jest gave no results: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints the sum as the last line, and sets the exit code. */
export function report(results) {
  const sum = key => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}
