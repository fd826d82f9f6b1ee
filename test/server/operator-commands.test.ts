import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../client/patience';
import { startEmbedded } from '../../register/embedded/start';
import { PERSON } from '../support/a-message';
import { command, type Said } from '../support/command';
import type { TestDatabase } from '../support/databases';
import { quiet } from '../support/history';
import { inFolder } from '../support/in-folder';
import { policyWith } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { testAddress } from '../support/workers';

jest.setTimeout(120_000);

const TASKS = 'operator-commands';
const [folder, remove] = inFolder();
let database: Pick<TestDatabase, 'url' | 'stop'>;
let centre: ServiceCentre;
let duecourse: (...args: readonly string[]) => Promise<Said>;

beforeAll(async () => {
  const policy = policyWith(folder, 'routes: { customer: [outbox] }\n');
  const rules = readFileSync(policy, 'utf8').replace(/^lateEntries:.*$/m, 'lateEntries: { roles: [] }');
  writeFileSync(policy, rules);
  database = await startEmbedded();
  centre = await serviceCentre({ taskQueue: TASKS, policy, database: database.url });
  const flags = ['--policy', policy, '--data-dir', centre.dataDir, '--address', testAddress(), '--task-queue', TASKS];
  writeFileSync(join(folder, 'duecourse.yaml'), `database: ${database.url}\n`);
  duecourse = command(flags, folder);
});
afterAll(async () => {
  await centre?.stop();
  await database?.stop();
  remove();
});

/** A complaint that waits for its judgement. */
async function complaint(id: string): Promise<string> {
  const complainant = { name: PERSON.name, phone: PERSON.phone };
  const input = { complainant, channel: 'phone', subject: '延迟交货', content: '订单晚到三天。' };
  await centre.desk.start('customer-complaint', { id, input, by: { role: 'agent' } });
  await quiet(centre.desk.cases.temporal, id);
  return id;
}

const context = async (id: string) => (await centre.desk.show(id)).view.context;
const refusal = async (...args: readonly string[]) => {
  const { code, err } = await duecourse(...args, '--json');
  return { exit: code, ...(JSON.parse(err) as { error: { code: string; message: string } }).error };
};

describe('a slip of the pen in a repair', () => {
  const mend = (id: string, set: string) => ['repair', id, 'context', '--set', set, '--reason', 'r', '--as', 'manager'];

  test.each([
    ['a field that the case does not have', 'subjekt=x', 'BAD_REPAIR', 3],
    ['a field in another type', 'callbacks=[1]', 'BAD_REPAIR', 3],
    ['what is no setting', 'subject', 'USAGE', 2],
  ])('%s is refused, and the case stays as it was', async (what, set, code, exit) => {
    const id = await complaint(`operator-${what.replaceAll(' ', '-')}`);
    const before = await context(id);
    expect(await refusal(...mend(id, set))).toMatchObject({ code, exit });
    expect(await context(id)).toEqual(before);
  });

  test('one that is meant is forced, and on record', async () => {
    const id = await complaint('operator-forced');
    expect(await refusal(...mend(id, 'ticket="T-1"'))).toMatchObject({ code: 'BAD_REPAIR', exit: 3 });
    expect((await duecourse(...mend(id, 'ticket="T-1"'), '--force')).code).toBe(0);
    const { view } = await centre.desk.show(id);
    expect(view.context).toMatchObject({ ticket: 'T-1' });
    expect(view.journal.at(-1)).toMatchObject({ type: 'repair', what: 'context', by: { role: 'manager' } });
  });
});

test('where the policy lets nobody enter late, that is refused with its code, and nothing changes', async () => {
  const id = await complaint('operator-late');
  const before = (await centre.desk.show(id)).view.revision;
  const judged = ['send', id, 'JUDGED', '--set', 'grounded=false', '--set', 'finding=x', '--as', 'agent'];
  expect(await refusal(...judged, '--at', '00:01', '--reason', 'r')).toMatchObject({
    code: 'LATE_NOT_ALLOWED',
    exit: 4,
  });
  expect((await centre.desk.show(id)).view.revision).toBe(before);
});

test('a case that the server has forgotten is shown from the register, which is said', async () => {
  const id = await complaint('operator-forgotten');
  await centre.registered();
  const { temporal } = centre.desk.cases;
  await temporal.workflow.getHandle(id).terminate();
  await temporal.workflowService.deleteWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: id },
  });
  const handle = temporal.workflow.getHandle(id);
  await until(async () => {
    const there = await handle.describe().then(
      () => true,
      () => false,
    );
    return there ? undefined : true;
  }, 30_000);
  const { code, out } = await duecourse('show', id, '--json');
  expect([code, JSON.parse(out)]).toMatchObject([0, { id, source: 'register', procedure: 'customer-complaint' }]);
  expect((await duecourse('show', id, '--lang', 'en')).err).toContain('register');
  expect(await refusal('show', 'operator-never')).toMatchObject({ code: 'UNKNOWN_CASE', exit: 5 });
});

test('an error of the command names nobody', async () => {
  const id = await complaint('operator-error');
  const wrong = ['start', 'customer-complaint', '--id', 'operator-wrong', '--as', 'agent', '--set', 'channel=fax'];
  const person = ['--set', `complainant.name=${PERSON.name}`, '--set', 'complainant.phone=13912345678;x'];
  const said = [
    await duecourse(...wrong, ...person, '--json'),
    await duecourse('send', id, 'JUDGED', '--set', `finding=${PERSON.name}`, '--as', 'agent', '--json'),
    await duecourse('send', id, 'ACCEPTED', '--as', `agent:${PERSON.name}`, '--json'),
  ];
  expect(said.map(({ code }) => code)).not.toContain(0);
  for (const { out, err } of said)
    for (const personal of Object.values(PERSON)) expect(`${out}${err}`).not.toContain(personal);
});
