import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { procedures as current } from '../../machines';
import { structureOf } from '../../statechart/fingerprint';
import { bundleProcedures } from '../../worker/procedures-bundle';
import { hush } from '../support/workers';

jest.setTimeout(120_000);

/** Every version that cases may be on. */
const procedures = current.flatMap(procedure => [
  procedure,
  ...procedure.earlier.map(({ procedure: before }) => before),
]);
const folder = join(__dirname, '../replay');
const histories = readdirSync(join(folder, 'histories')).filter(file => file.endsWith('.json.gz'));
const structures = JSON.parse(readFileSync(join(folder, 'structures.json'), 'utf8')) as { [version: string]: string };

test.each(procedures.map(procedure => [`${procedure.name}@${procedure.version}`, procedure] as const))(
  '%s has the structure that its recorded cases have: a changed one needs a new version number',
  (version, procedure) => {
    expect(structures[version]).toBe(createHash('sha256').update(structureOf(procedure)).digest('hex'));
  },
);

describe('what a case did under an earlier build replays under this one', () => {
  let workflowBundle: WorkflowBundleWithSourceMap;

  beforeAll(async () => {
    hush();
    workflowBundle = await bundleProcedures();
  });

  test('every procedure has recorded histories', () => {
    for (const { name, version } of procedures)
      expect(histories.some(file => file.startsWith(`${name}@${version}-`))).toBe(true);
  });

  test.each(histories)('%s', async file => {
    const history = JSON.parse(gunzipSync(readFileSync(join(folder, 'histories', file))).toString());
    await Worker.runReplayHistory({ workflowBundle }, history, `replay-${file}`);
  });
});
