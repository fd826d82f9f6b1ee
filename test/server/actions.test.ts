import type { Cases } from '../../client';
import { carry, courier } from '../support/courier-machine';
import { serveTests } from '../support/workers';

jest.setTimeout(60_000);

let cases: Cases;
serveTests(
  'courier-workflows',
  running => {
    cases = running;
  },
  { activities: { carry } },
);

beforeEach(() => {
  courier.works = true;
  courier.carried.length = 0;
});

const start = (workflow: string, id: string) => cases.start(workflow, { id: `${workflow}-${id}` });

test('an action with an implementation runs inside the case, one without is the activity of its name: once, with a key of its own', async () => {
  const order = await start('courierIgnoring', 'carried');
  await order.send({ type: 'GO' });
  await order.send({ type: 'GO' });
  await order.send({ type: 'END' });
  expect(await order.result()).toBe(2);
  expect(courier.carried.map(({ parcel }) => parcel).sort()).toEqual(['parcel 1', 'parcel 2', 'the last one']);
  expect(new Set(courier.carried.map(({ key }) => key)).size).toBe(3);
});

test('what a case says at its end is said before it closes', async () => {
  const order = await start('courierIgnoring', 'end');
  await order.send({ type: 'END' });
  await order.result();
  expect(courier.carried.map(({ parcel }) => parcel)).toEqual(['the last one']);
});

test('an action that fails for good: ignored by default, with a line in the journal', async () => {
  courier.works = false;
  const order = await start('courierIgnoring', 'failed');
  await order.send({ type: 'GO' });
  const { journal } = await order.waitFor({ where: view => view.journal.some(({ type }) => type === 'action') });
  expect(journal.at(-1)).toMatchObject({ type: 'action', action: 'carry', error: 'nobody there to carry it' });
  await order.send({ type: 'END' });
  expect(await order.result()).toBe(1);
});

test('an action that fails for good: told to the machine as an event, where the author says so', async () => {
  courier.works = false;
  const order = await start('courierTold', 'failed');
  await order.send({ type: 'GO' });
  const { context } = await order.waitFor({ where: view => 'failed' in (view.context as object) });
  expect(context).toMatchObject({ failed: 'nobody there to carry it' });
});

test('an action that fails for good: ends the case with its error, where the author says so', async () => {
  courier.works = false;
  const order = await start('courierFailing', 'failed');
  await order.send({ type: 'GO' });
  await expect(order.result()).rejects.toMatchObject({
    code: 'CASE_FAILED',
    message: expect.stringContaining('nobody there to carry it'),
  });
});
