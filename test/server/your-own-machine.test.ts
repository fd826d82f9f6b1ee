import { type Stranger, stranger } from '../support/stranger';
import { testAddress } from '../support/workers';

// The package has to be packed, and everything it needs installed.
jest.setTimeout(180_000);

let project: Stranger;
beforeAll(async () => {
  project = await stranger('your-own-machine');
  await project.node(['node_modules/typescript/bin/tsc']);
});
afterAll(() => project?.remove());

test('the package is small, and has what is run and nothing else', () => {
  const { size, files } = project.packed;
  expect(size).toBeLessThan(2_000_000);
  const folders = new Set(files.map(({ path }) => path.split('/')[0]));
  expect([...folders].sort()).toEqual(
    ['LICENSE', 'README.md', 'README.zh.md', 'bin', 'dist', 'examples', 'package.json', 'policy', 'server'].sort(),
  );
  expect(files.filter(({ path }) => /node_modules|\.test\.|\/test\/|tsbuildinfo/.test(path))).toEqual([]);
});

test("the example's order goes through its own worker and its own client", async () => {
  const env = { TEMPORAL_ADDRESS: testAddress() };
  const worker = project.start(['dist/worker.js'], env);
  try {
    const printed = await project.node(['dist/client.js', 'order-of-a-stranger'], env);
    expect(JSON.parse(printed)).toEqual({ paid: 3, receipt: 'receipt over 3' });
  } finally {
    await worker.stop();
  }
});

test("the package's command looks at the stranger's machine as it is written", async () => {
  const printed = await project.node([
    'node_modules/duecourse/bin/duecourse.js',
    'lint',
    'src/order-machine.ts',
    '--json',
  ]);
  expect(JSON.parse(printed)).toEqual({
    file: 'src/order-machine.ts',
    machines: ['order'],
    errors: 0,
    warnings: 0,
    findings: [],
  });
});

test.each([
  ['node16', 'node16'],
  ['nodenext', 'nodenext'],
  ['es2022', 'bundler'],
])('every entry has its types, with modules as %s and resolution as %s', async (module, moduleResolution) => {
  project.write(
    'entries.ts',
    `import { type DurableOptions, durable } from 'duecourse/workflow';
     import { activitiesOf, bundleOptions } from 'duecourse/worker';
     import { type CaseHandle, type View, connect } from 'duecourse/client';
     import { forward, given, startTestServer } from 'duecourse/testing';
     export const options: DurableOptions = { continueAsNewAfter: 1 };
     export const seen = async (id: string): Promise<View> => (await connect()).get(id).view();
     export const taken = (of: CaseHandle): Promise<number> => of.send({ type: 'PAY' }).then(({ revision }) => revision);
     // @ts-expect-error: what is typed is not \`any\`
     export const wrong: number = durable;
     export const entries = [durable, activitiesOf, bundleOptions, connect, forward, given, startTestServer];
    `,
  );
  await project.node([
    ...['node_modules/typescript/bin/tsc', '--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck'],
    ...['--target', 'es2022', '--types', 'node', '--module', module, '--moduleResolution', moduleResolution],
    'entries.ts',
  ]);
});

test("nothing of Node, of zod or of duecourse's own procedures reaches the stranger's workflow bundle", async () => {
  const code = await project.node([
    '-e',
    `const { bundleWorkflowCode, DefaultLogger } = require('@temporalio/worker');
     const { bundleOptions } = require('duecourse/worker');
     bundleWorkflowCode({ workflowsPath: require.resolve('./dist/workflows'), logger: new DefaultLogger('ERROR'), ...bundleOptions() })
       .then(({ code }) => process.stdout.write(code));`,
  ]);
  const modules = [...code.matchAll(/^\/\*{3}\/ "([^"?]+)"/gm)].map(([, id]) => id!);
  const allowed =
    /^\.\/(dist|node_modules\/(@temporalio\/(common|workflow)|nexus-rpc|ms|long|xstate|duecourse\/dist\/(time|statechart|workflows)))\//;
  expect(modules.filter(id => !allowed.test(id))).toEqual([]);
  expect(modules.filter(id => id.includes('/xstate/') && id.includes('development'))).toEqual([]);
  expect(modules.filter(id => /duecourse\/dist\/workflows\/(procedures|rules)/.test(id))).toEqual([]);
});
