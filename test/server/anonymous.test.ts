import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { quiet } from '../support/history';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

const NAME = '钱某某';
const whistleblower = { role: 'employee', name: NAME };
const input = { subject: '排班不公', content: '连续三周排夜班。' };

let centre: ServiceCentre;
beforeAll(async () => {
  centre = await serviceCentre({ taskQueue: 'anonymous' });
});
afterAll(() => centre?.stop());

/** All that is kept of a case: its whole history, what lists and searches show, what the desk shows, and its messages. */
async function everythingKept(id: string): Promise<string> {
  const { temporal } = centre.desk.cases;
  await quiet(temporal, id);
  const handle = temporal.workflow.getHandle(id);
  const { memo, typedSearchAttributes, staticDetails } = await handle.describe().then(async described => ({
    ...described,
    staticDetails: await described.staticDetails(),
  }));
  const outbox = join(centre.dataDir, 'outbox', encodeURIComponent(id));
  const messages = await Promise.all((await readdir(outbox)).map(file => readFile(join(outbox, file), 'utf8')));
  const history = historyToJSON(await handle.fetchHistory());
  const payloads = [...history.matchAll(/"data": ?"([^"]+)"/g)].map(([, data]) =>
    Buffer.from(data!, 'base64').toString(),
  );
  const listed = JSON.stringify([memo, typedSearchAttributes, staticDetails]);
  return [history, ...payloads, listed, JSON.stringify(await centre.desk.show(id)), ...messages].join('\n');
}

test('an anonymous complaint keeps the name of its employee nowhere, also when he signs what he sends', async () => {
  const { desk } = centre;
  await desk.start('employee-complaint', { id: 'anonymous-1', input, by: whistleblower });
  await desk.send('anonymous-1', 'SETTLED', { reply: '已调整排班。' }, { role: 'agent', name: '小陈' });
  await desk.send('anonymous-1', 'REVIEW_ASKED', { reason: '并未调整。' }, whistleblower);
  const kept = await everythingKept('anonymous-1');
  expect(kept).toContain('并未调整。');
  expect(kept).toContain('小陈');
  expect(kept).not.toContain(NAME);
});

test('past the desk a name is refused with what to do instead, and leaves no trace', async () => {
  const { desk } = centre;
  await desk.start('employee-complaint', { id: 'anonymous-2', input, by: { role: 'employee' } });
  await desk.send('anonymous-2', 'SETTLED', { reply: '已调整排班。' }, { role: 'agent' });
  const sent = desk.cases.get('anonymous-2').send({ type: 'ACCEPTED' }, { by: whistleblower });
  await expect(sent).rejects.toMatchObject({
    code: 'NAME_REFUSED',
    message: expect.stringContaining('without a name'),
  });
  expect(await everythingKept('anonymous-2')).not.toContain(NAME);
});

test('a signal with a name is not taken, and the journal has the role alone', async () => {
  const { desk } = centre;
  await desk.start('employee-complaint', { id: 'anonymous-3', input, by: { role: 'employee' } });
  await desk.cases.temporal.workflow
    .getHandle('anonymous-3')
    .signal('send', { type: 'ACCEPTED', by: `employee:${NAME}` });
  const { view } = await desk.show('anonymous-3');
  expect(view.journal.at(-1)).toMatchObject({ type: 'refused', code: 'NAME_REFUSED', by: { role: 'employee' } });
  expect(JSON.stringify(view)).not.toContain(NAME);
});

test('a complaint with a name keeps it out of every message but those to the complainant', async () => {
  const { desk } = centre;
  const named = { ...input, complainant: { name: NAME, email: 'qian@example.com' } };
  await desk.start('employee-complaint', { id: 'named-1', input: named, by: { role: 'agent' } });
  await desk.send('named-1', 'REPORTED', { reason: '涉及负责人。', major: true }, { role: 'agent' });
  await desk.send('named-1', 'OPINION_ASKED', { from: 'finance', question: '排班依据？' }, { role: 'hr' });
  await quiet(desk.cases.temporal, 'named-1');
  const outbox = join(centre.dataDir, 'outbox', 'named-1');
  const messages = await Promise.all((await readdir(outbox)).map(file => readFile(join(outbox, file), 'utf8')));
  const naming = messages.filter(message => message.includes(NAME)).map(message => JSON.parse(message).to as string);
  expect(messages.length).toBeGreaterThan(2);
  expect(new Set(naming)).toEqual(new Set(['customer']));
});
