import { type Cases, connect } from '../../client';
import { forward } from '../../testing';
import { activitiesOf, bundleOptions } from '../../worker';
import { orderMachine } from '../support/order-machine';
import { type RunningWorker, runWorker, testAddress } from '../support/workers';

jest.setTimeout(60_000);

let worker: RunningWorker;
let cases: Cases;
const taskQueue = 'your-machine';

beforeAll(async () => {
  worker = await runWorker({
    workflowsPath: require.resolve('../support/order-workflows'),
    bundlerOptions: bundleOptions(),
    activities: activitiesOf(orderMachine),
    taskQueue,
  });
  cases = await connect({ address: testAddress(), taskQueue });
});

afterAll(async () => {
  await worker?.stop();
  await cases?.close();
});

describe.each(['order', 'orderAnew'])("a stranger's machine as workflow %s", name => {
  const start = (id: string) => cases.start(name, { id: `${name}-${id}`, input: { price: 3 } });

  test('an order that is paid and shipped ends with its output', async () => {
    const order = await start('paid');
    const paid = await order.send({ type: 'PAY', amount: 3 });
    expect(paid).toMatchObject({ value: 'charging', status: 'active', tags: [] });
    await order.waitFor({ state: 'paid' });
    await order.send({ type: 'SHIP' });
    expect(await order.result()).toEqual({ total: 3, receipt: 'r3' });
    expect(await order.view()).toMatchObject({
      status: 'done',
      value: 'shipped',
      output: { total: 3, receipt: 'r3' },
      accepts: [],
    });
  });

  test('nobody pays for a minute → the order expires, not a second before', async () => {
    const order = await start('expired');
    expect((await order.view()).deadlines).toMatchObject([
      { name: 'xstate.after.patience.order.open', status: 'waiting' },
    ]);
    await forward(cases, order.id, 58_000);
    expect((await order.view()).value).toBe('open');
    await forward(cases, order.id, 3_000);
    expect(await order.result()).toEqual({ total: 0 });
    expect((await order.view()).value).toBe('expired');
  });

  test('an event that the state would ignore is refused with what it takes, and changes nothing', async () => {
    const order = await start('refused');
    const before = await order.view();
    await expect(order.send({ type: 'SHIP' })).rejects.toMatchObject({
      code: 'NOT_ACCEPTED',
      details: { accepts: ['PAY'] },
    });
    await expect(order.send({ type: 'PAY', amount: 1 })).rejects.toMatchObject({ code: 'GUARD_REFUSED' });
    await expect(order.send({ type: 'NOPE' })).rejects.toMatchObject({ code: 'UNKNOWN_EVENT' });
    await expect(order.send({ type: 'xstate.done.actor.charge' })).rejects.toMatchObject({ code: 'RESERVED_EVENT' });
    expect(await order.view()).toMatchObject({ revision: before.revision, journal: before.journal, value: 'open' });
  });

  test('a closed case says that it is closed, an unknown one that it is unknown, and a second start leaves the first alone', async () => {
    const order = await start('once');
    await expect(start('once')).rejects.toMatchObject({ code: 'CASE_EXISTS' });
    await order.send({ type: 'PAY', amount: 5 });
    await order.waitFor({ state: 'paid' });
    await order.send({ type: 'SHIP' });
    await order.waitFor('done');
    await expect(order.send({ type: 'SHIP' })).rejects.toMatchObject({ code: 'CASE_CLOSED' });
    await expect(cases.get('nobody').send({ type: 'SHIP' })).rejects.toMatchObject({ code: 'UNKNOWN_CASE' });
    await expect(cases.get('nobody').view()).rejects.toMatchObject({ code: 'UNKNOWN_CASE' });
  });
});

test('a machine that leaves something to chance is refused the event, and its case is none the worse', async () => {
  const dice = await cases.start('dice', { id: 'dice-rolled' });
  await expect(dice.send({ type: 'ROLL' })).rejects.toMatchObject({
    code: 'EVENT_FAILED',
    message: expect.stringContaining('Math.random'),
  });
  await dice.send({ type: 'PICK' });
  await dice.waitFor('done');
});

test('an update that is sent again under its id, its answer lost over a new run, is answered and not carried out twice', async () => {
  const order = await cases.start('orderAnew', { id: 'order-answer-lost', input: { price: 3 } });
  const first = await order.describe();
  await order.send({ type: 'PAY', amount: 3 }, { updateId: 'pay-once' });
  await order.waitFor({ state: 'paid' });
  expect((await order.describe()).runId).not.toBe(first.runId);
  const { revision } = await order.view();
  await expect(order.send({ type: 'PAY', amount: 3 }, { updateId: 'pay-once' })).resolves.toMatchObject({
    value: 'paid',
  });
  expect((await order.view()).revision).toBe(revision);
});
