import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { procedures } from '../../machines';
import { structureOf } from '../../statechart/fingerprint';
import { allRules } from '../rules';
import { complaintScenarios } from '../scenarios/complaint';
import { repairScenarios } from '../scenarios/repair';
import { play, type Scenario } from '../scenarios/scenario';
import { serviceCentre } from '../support/service-centre';

/**
 * Records what the procedures do now: `npm run record-histories`. To be run for a new version of a procedure only; the histories of
 * earlier versions stay, for cases are running that replay them.
 */
jest.setTimeout(600_000);

const versionOf = Object.fromEntries(procedures.map(({ name, version }) => [name, version]));
const scenarios: [string, Scenario][] = [
  ...Object.entries(complaintScenarios),
  ...Object.entries(repairScenarios),
  ...Object.entries(allRules).flatMap(([list, rules]) =>
    rules.map((rule, i): [string, Scenario] => [`${list === rule.procedure ? 'rule' : `${list}-`}${i + 1}`, rule]),
  ),
];

test('histories of every scenario', async () => {
  const centre = await serviceCentre({ taskQueue: 'record' });
  try {
    for (const [name, scenario] of scenarios) {
      const id = await play(centre.desk, scenario, `record-${scenario.procedure}-${name}`);
      const history = await centre.desk.cases.temporal.workflow.getHandle(id).fetchHistory();
      const file = `${scenario.procedure}@${versionOf[scenario.procedure]}-${name}.json.gz`;
      writeFileSync(join(__dirname, 'histories', file), gzipSync(historyToJSON(history), { level: 9 }));
    }
  } finally {
    await centre.stop();
  }
  const prints = Object.fromEntries(
    procedures.map(procedure => [
      `${procedure.name}@${procedure.version}`,
      createHash('sha256').update(structureOf(procedure)).digest('hex'),
    ]),
  );
  writeFileSync(join(__dirname, 'structures.json'), `${JSON.stringify(prints, null, 2)}\n`);
});
