import type { CaseHandle, Cases } from '../../client';
import { openIncidents } from '../../client/incidents';
import { until } from '../../client/patience';
import { forward } from '../../testing';
import { activitiesOf } from '../../worker';
import { fragileMachine, shop } from '../support/fragile-machine';
import { serveTests } from '../support/workers';

jest.setTimeout(60_000);

const by = { role: 'manager', name: 'Ma' };
let cases: Cases;
serveTests(
  'fragile-workflows',
  running => {
    cases = running;
  },
  { activities: activitiesOf(fragileMachine) },
);

beforeEach(() => {
  shop.works = false;
});

/** A case whose card was not charged, and whose machine does not say what then. */
async function stuck(id: string): Promise<CaseHandle> {
  const order = await cases.start('fragile', { id: `fragile-${id}`, input: { order: id } });
  await order.waitFor({ tag: 'incident' });
  return order;
}

test('work that fails for good with no onError is parked: the case stays in its state, and its deadline runs on', async () => {
  const order = await stuck('parked');
  const view = await order.view();
  expect(view).toMatchObject({
    status: 'active',
    value: 'charging',
    incidents: [{ actor: 'charge', error: { message: 'the card terminal is down' } }],
  });
  expect(view.journal.at(-1)).toMatchObject({ type: 'incident', actor: 'charge' });
  await forward(cases, order.id, '61 minutes');
  await order.waitFor('done');
  expect((await order.view()).value).toBe('expired');
});

test('what is stuck is found by whoever looks for it, until it goes on', async () => {
  const order = await stuck('found');
  const found = () => openIncidents(cases).then(all => all.filter(incident => incident.case === order.id));
  const [incident] = (await until(async () => ((await found()).length > 0 ? found() : undefined), 20_000)) ?? [];
  expect(incident).toMatchObject({
    procedure: 'fragile',
    actor: 'charge',
    error: { message: 'the card terminal is down' },
  });
  expect(incident!.since).toBe((await order.view()).incidents[0]!.at);
  await order.repair({ what: 'skip', actor: 'charge', reason: 'no card', by });
  expect(await found()).toEqual([]);
});

test('retried by a person → the work is done again and the case goes on; who and why is recorded', async () => {
  const order = await stuck('retried');
  shop.works = true;
  await order.repair({ what: 'retry', actor: 'charge', reason: 'terminal replaced', by });
  await order.waitFor('done');
  expect(shop.charged.filter(charged => charged === 'retried')).toHaveLength(2);
  const { value, journal } = await order.view();
  expect(value).toBe('paid');
  expect(journal).toContainEqual(
    expect.objectContaining({ type: 'repair', what: 'retry', reason: 'terminal replaced', by }),
  );
});

test('resolved by a person → the case goes on as if the work had answered so', async () => {
  const order = await stuck('resolved');
  await order.repair({ what: 'resolve', actor: 'charge', output: 'paid in cash', reason: 'cash', by });
  await order.waitFor('done');
  expect((await order.view()).value).toBe('paid');
});

test('skipped → the state waits on, and still takes its events', async () => {
  const order = await stuck('skipped');
  const { tags } = await order.repair({ what: 'skip', actor: 'charge', reason: 'no card', by });
  expect(tags).not.toContain('incident');
  await order.send({ type: 'CANCEL' });
  await order.waitFor('done');
});

test('moved to another state → the old one is left, the new one entered with its own timer', async () => {
  const order = await stuck('moved');
  await order.repair({ what: 'move', state: 'fragile.refunding', reason: 'paid twice', by });
  const view = await order.view();
  expect(view).toMatchObject({ value: 'refunding', incidents: [] });
  expect(view.deadlines.map(({ name }) => name)).toEqual(['xstate.after.60000.fragile.refunding']);
  await forward(cases, order.id, '2 minutes');
  await order.waitFor('done');
});

test('the context put right by a person', async () => {
  const order = await stuck('patched');
  await order.repair({ what: 'context', patch: { receipt: 'by hand' }, force: true, reason: 'booked by hand', by });
  await order.repair({ what: 'resolve', actor: 'charge', reason: 'booked by hand', by });
  expect(await order.result()).toEqual({ receipt: 'by hand' });
});

test('a field that the context does not have, or has in another type, is refused by name', async () => {
  const order = await stuck('mistyped');
  const patched = (patch: { [field: string]: string | number | object }) =>
    order.repair({ what: 'context', patch: patch as never, reason: 'x', by });
  await expect(patched({ ordre: 'other' })).rejects.toMatchObject({
    code: 'BAD_REPAIR',
    details: { field: 'ordre', known: ['order'] },
  });
  await expect(patched({ order: 5 })).rejects.toMatchObject({
    code: 'BAD_REPAIR',
    message: expect.stringContaining('a text, not a number'),
  });
  await expect(patched({ order: { xstate$$type: 1 } })).rejects.toMatchObject({ code: 'BAD_REPAIR' });
  await patched({ order: 'other' });
  expect((await order.view()).context).toEqual({ order: 'other' });
  await order.send({ type: 'CANCEL' });
});

test('a repair that cannot be is refused with its own code and changes nothing', async () => {
  const order = await stuck('refused');
  const { revision } = await order.view();
  await expect(order.repair({ what: 'retry', actor: 'other', reason: 'x', by })).rejects.toMatchObject({
    code: 'NO_INCIDENT',
  });
  await expect(order.repair({ what: 'move', state: 'fragile.nowhere', reason: 'x', by })).rejects.toMatchObject({
    code: 'UNKNOWN_STATE',
  });
  await expect(order.repair({ what: 'retry', actor: 'charge', reason: ' ', by })).rejects.toMatchObject({
    code: 'BAD_REPAIR',
  });
  expect((await order.view()).revision).toBe(revision);
  await order.send({ type: 'CANCEL' });
});
