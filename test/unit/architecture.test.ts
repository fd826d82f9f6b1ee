import { filesOf, type Import, importsOf, sourceFolders, textOf } from '../support/sources';

/**
 * What the files of a folder may import: folders of ours, and packages (a prefix ending in `*` stands for all that begin so).
 * The first rule whose pattern fits a file is the one for it.
 */
interface Rule {
  readonly files: RegExp;
  readonly folders: readonly string[];
  readonly packages: readonly string[];
  /** The same instant and the same input give the same result, on every machine and in every year. */
  readonly pure?: true;
}

const rules: readonly Rule[] = [
  { files: /^time\//, folders: ['time'], packages: [], pure: true },
  { files: /^statechart\//, folders: ['time', 'statechart'], packages: ['xstate'], pure: true },
  {
    files: /^machines\/([\w-]+\/[\w-]+\.(machine|messages)|every-case\/[\w-]+|articles|index|label|message|roles)\.ts$/,
    folders: ['time', 'statechart', 'machines'],
    packages: ['xstate'],
    pure: true,
  },
  { files: /^machines\//, folders: ['time', 'statechart', 'machines'], packages: ['zod', 'yaml', 'node:*'] },
  {
    files: /^workflows\//,
    folders: ['time', 'statechart', 'machines', 'workflows'],
    packages: ['xstate', '@temporalio/workflow', '@temporalio/common', '@cfworker/json-schema'],
  },
  {
    files: /^activities\//,
    folders: ['time', 'activities'],
    packages: ['node:*', '@temporalio/activity', '@temporalio/common', 'liquidjs', 'yaml', 'nodemailer', 'smpp'],
  },
  {
    files: /^register\//,
    folders: ['time', 'config', 'statechart', 'machines', 'register'],
    packages: ['node:*', 'kysely', 'pg', '@electric-sql/pglite', '@temporalio/client', 'xstate'],
  },
  { files: /^config\//, folders: ['time', 'config'], packages: ['node:*', 'zod', 'yaml'] },
  {
    files: /^worker\//,
    folders: ['time', 'config', 'statechart', 'machines', 'workflows', 'activities', 'register', 'worker'],
    packages: ['*'],
  },
  {
    files: /^client\//,
    folders: ['time', 'config', 'statechart', 'machines', 'register', 'client'],
    packages: ['*'],
  },
  { files: /^testing\//, folders: ['time', 'statechart', 'client', 'worker', 'testing'], packages: ['node:*'] },
];

/** Parts of Temporal that belong to one side only, whatever a rule above lets in. */
const foreign: readonly { readonly files: RegExp; readonly packages: RegExp }[] = [
  { files: /^client\//, packages: /^@temporalio\/(worker|workflow|activity|testing)/ },
  { files: /^worker\//, packages: /^@temporalio\/workflow/ },
];

/** Commands that run a worker, look for its server or send by its channels load it when they are given, never with the client. */
const lazily = {
  files: /^client\/cli\/(commands\/(up|outbox|channels|directory|register|templates)|doctor\/[\w-]+)\.ts$/,
  folder: 'worker',
};

const files = filesOf();
const sources = files.filter(file => file.endsWith('.ts') && sourceFolders.includes(file.split('/')[0]!));
const imports = new Map(sources.map(file => [file, importsOf(file)] as const));

const isOurs = ({ to }: Import): boolean => sources.includes(to);
const said = ({ from, to }: Import): string => `${from} → ${to}`;
const admits = (packages: readonly string[], name: string): boolean =>
  packages.some(allowed => (allowed.endsWith('*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed));

describe.each(rules.map(rule => [String(rule.files), rule] as const))('%s', (_, rule) => {
  const mine = sources.filter(file => rules.find(({ files }) => files.test(file)) === rule);
  const all = mine.flatMap(file => imports.get(file)!);

  test('there are such files', () => expect(mine).not.toEqual([]));

  test(`imports from our folders only ${rule.folders.join(', ')}`, () => {
    const wrong = all
      .filter(isOurs)
      .filter(({ to }) => !rule.folders.includes(to.split('/')[0]!))
      .filter(({ from, to, lazy }) => !(lazy && lazily.files.test(from) && to.startsWith(`${lazily.folder}/`)));
    expect(wrong.map(said)).toEqual([]);
  });

  test(`imports of packages only ${rule.packages.join(', ') || 'none'}`, () => {
    const wrong = all.filter(each => !isOurs(each) && !each.to.endsWith('.json') && !admits(rule.packages, each.to));
    expect(wrong.map(said)).toEqual([]);
  });

  if (rule.pure) {
    test('asks no clock and no dice', () => {
      const impure = /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\)|\bperformance\b|\bcrypto\b/;
      expect(mine.filter(file => impure.test(withoutComments(textOf(file))))).toEqual([]);
    });
  }
});

test('every source file falls under a rule', () => {
  expect(sources.filter(file => !rules.some(rule => rule.files.test(file)))).toEqual([]);
});

test('each side of Temporal keeps to its own packages', () => {
  const wrong = [...imports.values()]
    .flat()
    .filter(({ from, to }) => foreign.some(rule => rule.files.test(from) && rule.packages.test(to)));
  expect(wrong.map(said)).toEqual([]);
});

test('what the worker takes from workflows is types and a path', () => {
  const wrong = [...imports.values()]
    .flat()
    .filter(({ from, to, typeOnly, lazy }) => /^worker\//.test(from) && /^workflows\//.test(to) && !typeOnly && !lazy);
  expect(wrong.map(said)).toEqual([]);
});

test('no schema, no policy loader, no zod and nothing of Node in the workflow bundle', () => {
  const bundled = reachedFrom(sources.filter(file => file.startsWith('workflows/')));
  const forbidden = /\.schema\.ts$|^machines\/(schema|fields|catalogue|policy\/.*)\.ts$|^(zod|yaml|node:.*)$/;
  expect([...bundled].filter(to => forbidden.test(to))).toEqual([]);
});

test('the client library loads neither the workflows nor the worker', () => {
  expect([...reachedFrom(['client/index.ts'])].filter(to => /^(workflows|worker|activities)\//.test(to))).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const circles: string[] = [];
  const done = new Set<string>();
  const follow = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (done.has(file) || path.includes(file)) return;
    for (const { to, typeOnly, lazy } of imports.get(file) ?? []) if (!typeOnly && !lazy) follow(to, [...path, file]);
    done.add(file);
  };
  for (const file of sources) follow(file, []);
  expect(circles).toEqual([]);
});

test('no file has more than 300 lines, and half of them fewer than 120', () => {
  const written = files.filter(file => /\.(ts|mjs|js)$/.test(file));
  const lines = written.map(file => ({ file, lines: textOf(file).split('\n').length - 1 }));
  expect(lines.filter(({ lines }) => lines > 300)).toEqual([]);
  const sizes = lines.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(120);
});

test('no file names a machine of somebody’s, or leaves something to be done', () => {
  // Put together here, so that this file does not hold what it looks for.
  const forbidden = [
    new RegExp(`(?<![\\w.~)}])/(${['work', 'root', 'home', 'Users', 'tmp'].join('|')})/`),
    new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`),
  ];
  const text = files.filter(file => !/\.(png|sum|mod)$|^package-lock\.json$|^LICENSE$|\/histories\//.test(file));
  const found = text.flatMap(file =>
    textOf(file)
      .split('\n')
      .flatMap((line, i) =>
        forbidden.some(pattern => pattern.test(line)) ? [`${file}:${i + 1}: ${line.trim()}`] : [],
      ),
  );
  expect(found).toEqual([]);
});

/** Files and packages that are there once these are compiled and loaded. */
function reachedFrom(begin: readonly string[]): Set<string> {
  const reached = new Set<string>(begin);
  for (const file of reached) {
    for (const { to, typeOnly, lazy } of imports.get(file) ?? []) if (!typeOnly && !lazy) reached.add(to);
  }
  return reached;
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
