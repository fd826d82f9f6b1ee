import manifest from '../../package.json';
import { bundleProcedures } from '../../worker/procedures-bundle';

jest.setTimeout(60_000);

/** What may be in the workflow bundle. Zod, activities, policy files, client and Node's own modules may not. */
const ALLOWED = [
  /^\.\/node_modules\/(@temporalio\/(common|workflow)|nexus-rpc|ms|long|xstate|@cfworker\/json-schema)\//,
  /^\.\/(time|statechart|workflows)\//,
  /^\.\/machines\/[^/]+\.ts$/,
  /^\.\/machines\/(?!policy\/)[^/]+\/[^/]+\.(machine|messages|plan)\.ts$/,
  /^\.\/machines\/every-case\/[^/.]+\.ts$/,
];
/** Bytes without the source map: 1.6 MB with eleven procedures, of which Temporal's own part is 0.55 MB; a procedure brings about 35 kB. */
const LARGEST = 1_700_000;

let code: string;
let modules: string[];
let ignored: number;
beforeAll(async () => {
  const bundle = await bundleProcedures();
  code = bundle.code.replace(/^\/\/# sourceMappingURL=.*$/m, '');
  const ids = [...code.matchAll(/^\/\*{3}\/ "([^"]+)"/gm)].map(([, id]) => id!);
  modules = ids.filter(id => !id.startsWith('?'));
  ignored = ids.length - modules.length;
});

test('nothing is in the workflow bundle but workflows, machines, engine, XState and Temporal', () => {
  expect(modules.filter(id => !ALLOWED.some(allowed => allowed.test(id)))).toEqual([]);
  expect(modules.filter(id => /zod|\.schema\.ts$/.test(id))).toEqual([]);
  // The converters of payloads and failures that nobody has configured.
  expect(ignored).toBe(2);
  expect(code).not.toMatch(/\brequire\(["'](node:)?(fs|path|os|crypto|child_process|worker_threads)["']\)/);
});

test("XState's production build, and only that", () => {
  const xstate = modules.filter(id => id.includes('/xstate/'));
  expect(xstate).toContainEqual(expect.stringMatching(/\/xstate\.esm\.js$/));
  expect(xstate.filter(id => id.includes('development'))).toEqual([]);
});

test('the machines are preloaded; "sideEffects" in package.json would switch that off without a word', () => {
  const [, preloaded] = /exports\.preloadModules = function preloadModules\(\) \{([^}]*)\}/.exec(code) ?? [];
  expect(preloaded).toContain('"./workflows/procedures.ts"');
  expect(manifest).not.toHaveProperty('sideEffects');
});

test('the rules of the events come along as a constant, made of the schemas', () => {
  expect(code).toContain('"JUDGED"');
  expect(code).not.toContain('DUECOURSE_RULES[');
});

test('the size of the bundle stays within its bound', () => {
  expect(Buffer.byteLength(code)).toBeLessThan(LARGEST);
});
