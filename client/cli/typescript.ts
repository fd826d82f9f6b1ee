import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { DuecourseError } from '../../time/error';

interface Compiler {
  transformSync(source: string, options: object): { readonly code: string };
}

/** The parts of Node's loader that its types leave out. */
interface Loader {
  _extensions: { [extension: string]: (module: { _compile(code: string, file: string): void }, file: string) => void };
  _resolveFilename(request: string, ...more: unknown[]): string;
}

/**
 * Lets `require` take TypeScript from now on: types are stripped, nothing is checked; `./a.js` finds `./a.ts`, as TypeScript itself has it.
 * @throws DuecourseError `UNREADABLE_FILE` where there is no compiler
 */
export function acceptTypeScript(extensions: readonly string[]): void {
  const compiler = compilerOfTheWorker();
  const loader = Module as unknown as Loader;
  for (const extension of extensions) {
    loader._extensions[extension] = (module, file) =>
      module._compile(
        compiler.transformSync(readFileSync(file, 'utf8'), {
          filename: file,
          swcrc: false,
          sourceMaps: 'inline',
          jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
          module: { type: 'commonjs' },
        }).code,
        file,
      );
  }
  const resolve = loader._resolveFilename;
  loader._resolveFilename = (request, ...more) => {
    try {
      return resolve(request, ...more);
    } catch (error) {
      if (!/^\..*js$/.test(request)) throw error;
      return resolve(request.replace(/js$/, 'ts'), ...more);
    }
  };
}

/** Temporal's worker bundles workflows with it, so it is there wherever a worker can run. */
function compilerOfTheWorker(): Compiler {
  try {
    return createRequire(createRequire(__filename).resolve('@temporalio/worker'))('@swc/core') as Compiler;
  } catch {
    throw new DuecourseError('UNREADABLE_FILE', 'No TypeScript compiler is here: compile the file, and name the .js.');
  }
}
