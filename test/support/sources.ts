import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { packageRoot } from '../../config/package-root';

/** What is made by tools or belongs to one machine. */
const MADE = new Set(['.git', 'node_modules', 'dist', '.duecourse', 'coverage']);

/** Where the product's own code is; everything else serves it. */
export const sourceFolders: readonly string[] = [
  'time',
  'config',
  'statechart',
  'machines',
  'workflows',
  'activities',
  'register',
  'worker',
  'client',
  'testing',
];

/** Paths of all files of the project, relative to its folder, `/` between folders. */
export function filesOf(folder = packageRoot): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    if (MADE.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [relative(packageRoot, path).replaceAll('\\', '/')];
  });
}

export const textOf = (path: string): string => readFileSync(join(packageRoot, path), 'utf8');

export interface Import {
  readonly from: string;
  /** A file of the project, or the name of a package. */
  readonly to: string;
  /** Gone once it is compiled. */
  readonly typeOnly: boolean;
  /** Loaded when it is needed, not with the file. */
  readonly lazy: boolean;
}

const STATIC = /^(?:import|export)\s+(type\s+)?(?:([^;'"]*?)\s+from\s+)?'([^']+)'/gm;
const LAZY = /(typeof\s+)?\b(?:require|import|require\.resolve)\(\s*'([^']+)'\s*\)/g;

/** Everything that a TypeScript file imports. */
export function importsOf(from: string): Import[] {
  const text = textOf(from);
  const fixed = [...text.matchAll(STATIC)].map(([, type, names = '', to]) => {
    const listed = /^\{([^}]*)\}$/s
      .exec(names.trim())?.[1]
      ?.split(',')
      .filter(name => name.trim() !== '');
    const onlyTypes = listed !== undefined && listed.length > 0 && listed.every(name => /^\s*type\s/.test(name));
    return { from, to: resolved(from, to!), typeOnly: type !== undefined || onlyTypes, lazy: false };
  });
  const later = [...text.matchAll(LAZY)].map(([, type, to]) => ({
    from,
    to: resolved(from, to!),
    typeOnly: type !== undefined,
    lazy: true,
  }));
  return [...fixed, ...later];
}

/** `../time` as `time/index.ts`; a package stays as it is. */
function resolved(from: string, to: string): string {
  if (!to.startsWith('.')) return to;
  const base = join(dirname(from), to).replaceAll('\\', '/');
  const found = [base, `${base}.ts`, `${base}/index.ts`].find(
    path => /\.\w+$/.test(path) && existsSync(join(packageRoot, path)),
  );
  if (found === undefined) throw new Error(`${from}: there is no ${to}`);
  return found;
}
