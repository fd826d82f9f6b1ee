import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyStateMachine } from 'xstate';
import { DuecourseError } from '../../time/error';
import { acceptTypeScript } from './typescript';

const TYPESCRIPT = ['.ts', '.mts', '.cts'];

/**
 * Every machine that a stranger's file exports. Loading it runs it, as any program that imports it would.
 * @throws DuecourseError `UNREADABLE_FILE`, `NO_MACHINE`, and one of duecourse's own that the file throws while it loads
 */
export async function machinesIn(name: string): Promise<AnyStateMachine[]> {
  const file = resolve(name);
  if (!existsSync(file)) throw new DuecourseError('UNREADABLE_FILE', `There is no file '${name}'.`, { file: name });
  const exported = await load(file, name);
  const values = [exported, exported.default].flatMap(each => (isObject(each) ? Object.values(each) : []));
  const machines = [...new Set([...values, exported.default])].filter(isMachine);
  if (machines.length > 0) return machines;
  throw new DuecourseError('NO_MACHINE', `'${name}' exports no XState machine: name the file that it is made in.`, {
    file: name,
  });
}

async function load(file: string, name: string): Promise<{ readonly [name: string]: unknown }> {
  try {
    if (!TYPESCRIPT.includes(extname(file))) return await import(pathToFileURL(file).href);
    acceptTypeScript(TYPESCRIPT);
    return require(file);
  } catch (error) {
    if (typeof (error as DuecourseError).code === 'string' && isObject((error as DuecourseError).details)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DuecourseError('UNREADABLE_FILE', `'${name}' cannot be loaded: ${reason}`, { file: name });
  }
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null;

/** By what it can do: the file has an XState of its own. */
function isMachine(value: unknown): value is AnyStateMachine {
  const { root, implementations, getInitialSnapshot } = (isObject(value) ? value : {}) as Partial<AnyStateMachine>;
  return isObject(root) && isObject(implementations) && typeof getInitialSnapshot === 'function';
}
