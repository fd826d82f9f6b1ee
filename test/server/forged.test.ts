import { type Payload, RawValue } from '@temporalio/common';
import { type CaseHandle, type Cases, connect } from '../../client';
import { openIncidents } from '../../client/incidents';
import { until } from '../../client/patience';
import { define } from '../../statechart/definition';
import { begin, step } from '../../statechart/step';
import type { Envelope } from '../../statechart/types';
import { HOUR } from '../../time/duration';
import { bundleOptions } from '../../worker';
import { counterMachine } from '../support/counter-machine';
import { moveTo } from '../support/downtime';
import { eventsOf } from '../support/history';
import { lines } from '../support/journal';
import { type RunningWorker, runWorker, testAddress } from '../support/workers';

jest.setTimeout(60_000);

const taskQueue = 'forged';
let worker: RunningWorker;
let cases: Cases;

const deploy = (file: string): Promise<RunningWorker> =>
  runWorker({
    workflowsPath: require.resolve(`../support/${file}`),
    bundlerOptions: bundleOptions(),
    taskQueue,
    // Every task replays its case from the first event.
    maxCachedWorkflows: 0,
  });

beforeAll(async () => {
  worker = await deploy('forged-workflows');
  cases = await connect({ address: testAddress(), taskQueue });
});

afterAll(async () => {
  await worker?.stop();
  await cases?.close();
});

const definition = define(counterMachine);
const begun = begin(definition, undefined, Date.now()).envelope;
const counted = (envelope: Envelope, sender: string) =>
  step(definition, envelope, { type: 'event', at: Date.now(), event: { type: 'COUNT', sender, n: 1 } }).envelope;
/** What a run leaves to the next: a counter that has counted once. */
const whole = { version: 1, envelope: counted(begun, 'earlier'), effects: [], answered: [] };

let n = 0;
/** Starts a case past our client; `leave` is what its first run leaves to the second. */
function start(
  args: unknown[],
  { leave, startDelay }: { readonly leave?: unknown; readonly startDelay?: `${number} hours` } = {},
) {
  return cases.temporal.workflow.start('counter', {
    workflowId: `forged-${++n}`,
    taskQueue,
    args,
    ...(startDelay !== undefined && { startDelay }),
    ...(leave !== undefined && { memo: { leave } }),
  });
}

const raw = (id: string) => cases.temporal.workflow.getHandle(id);
const stateOf = async (id: string): Promise<string> => (await raw(id).describe()).status.name;
const incidentOf = (id: string) =>
  until(async () => (await openIncidents(cases)).find(incident => incident.case === id), 20_000);

/** Waits until a case that could not be taken up says so. */
async function parked(id: string, code: string): Promise<CaseHandle> {
  const of = cases.get(id);
  // Between two runs there is nobody to ask.
  const view = await until(
    () =>
      of.view().then(
        seen => (seen.tags.includes('incident') ? seen : undefined),
        () => undefined,
      ),
    10_000,
  );
  expect(view?.incidents).toEqual([expect.objectContaining({ error: { code, message: expect.any(String) } })]);
  return of;
}

/** With what a case ended that was started from around the desk. */
async function refusalOf(args: unknown[]): Promise<unknown> {
  const started = await start(args);
  return started.result().then(
    () => 'it went on',
    (error: { cause: { type: string } }) => error.cause,
  );
}

/** Sent as it is, past every converter: what no JSON can be. */
const UNREADABLE: readonly [string, Payload][] = [
  ['no JSON', { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"a":') }],
  ['an encoding that nobody knows', { metadata: { encoding: Buffer.from('binary/zip') }, data: Buffer.from('zip') }],
  ['no encoding', { metadata: {}, data: Buffer.from('1') }],
];
const asIs = (payload: Payload): RawValue => RawValue.fromPayload(payload);

/** Ten ways in which what a run left can be damaged. */
const DAMAGES: readonly [string, (envelope: Envelope) => unknown][] = [
  ['nothing is left', () => undefined],
  ['a text', () => 'envelope'],
  ['no layout', ({ layout: _, ...rest }) => rest],
  ["another machine's", envelope => ({ ...envelope, name: 'other' })],
  ['no timers', ({ timers: _, ...rest }) => rest],
  [
    'a timer without an instant',
    envelope => ({ ...envelope, timers: [{ actor: '', id: 'x', generation: 1, event: { type: 'X' } }] }),
  ],
  [
    'a state that the machine does not have',
    envelope => ({ ...envelope, snapshot: { ...(envelope.snapshot as object), value: 'gone' } }),
  ],
  ['no snapshot', envelope => ({ ...envelope, snapshot: null })],
  ['a clock that is none', envelope => ({ ...envelope, clocks: { reply: 5 } })],
  [
    'work that nothing waits for',
    envelope => ({ ...envelope, actors: [{ actor: 'gone', generation: 1, machine: 'counter', src: 'gone' }] }),
  ],
];

describe('a case that was started from around the desk with what nobody could ever mend ends at once', () => {
  const forged: readonly [string, unknown][] = [
    ['a number', 42],
    ['a text', 'carry'],
    ['a list', [whole]],
    ['a version that is no number', { version: 'two' }],
    ['version 0', { version: 0 }],
    ['a sender without a role', { by: { name: 'Wu' } }],
    ['a whole envelope', whole],
    ['an envelope of a later layout', { ...whole, envelope: { ...whole.envelope, layout: 2 } }],
    ['messages to be sent', { effects: [{ type: 'executeAction', action: 'notify', key: '1.1' }] }],
    ...DAMAGES.map(([words, damage]): [string, unknown] => [
      `an envelope with ${words}`,
      { envelope: damage(begun) ?? null },
    ]),
  ];
  test.each(forged)('%s in its carry', async (_, carry) => {
    expect(await refusalOf([null, carry])).toMatchObject({ type: 'BAD_CARRY', nonRetryable: true });
  });
});

test.each(UNREADABLE)('a case that was started with what cannot be read (%s) ends at once', async (_, payload) => {
  const refused = { type: 'UNREADABLE_PAYLOAD', nonRetryable: true };
  expect(await refusalOf([asIs(payload)])).toMatchObject(refused);
  expect(await refusalOf([null, asIs(payload)])).toMatchObject(refused);
  expect(await refusalOf([null, {}, null, null, asIs(payload)])).toMatchObject(refused);
});

test('what would be taken for a reference to an actor is neither opened with nor taken', async () => {
  const forged = { xstate$$type: 1, id: 'counter' };
  expect(await refusalOf([{ owner: forged }])).toMatchObject({ type: 'BAD_INPUT' });
  const { workflowId } = await start([]);
  await expect(cases.get(workflowId).send({ type: 'COUNT', sender: forged, n: 1 })).rejects.toMatchObject({
    code: 'BAD_EVENT',
  });
});

describe('a version that no worker has yet', () => {
  test('may be on its way: the case waits for the worker that has it, and is among the incidents', async () => {
    const { workflowId: id } = await start([null, { version: 7 }]);
    expect(await incidentOf(id)).toMatchObject({ error: { message: expect.stringContaining('not 7') } });
    expect(await stateOf(id)).toBe('RUNNING');
    await raw(id).terminate();
  });

  test('a day later there is still none: a case that never began is refused', async () => {
    const started = await start([null, { version: 7 }], { startDelay: '25 hours' });
    await moveTo(cases, started.workflowId, Date.now() + 25 * HOUR);
    await expect(started.result()).rejects.toMatchObject({ cause: { type: 'UNKNOWN_VERSION', nonRetryable: true } });
  });

  test('or the envelope of a later layout, in a case that runs: it waits, however long', async () => {
    const { workflowId: id } = await start([], { leave: { ...whole, envelope: { ...whole.envelope, layout: 2 } } });
    expect(await incidentOf(id)).toMatchObject({ error: { message: expect.stringContaining('layout 2') } });
    expect(await stateOf(id)).toBe('RUNNING');
    await raw(id).terminate();
  });
});

describe('what a run left was damaged before the next one began', () => {
  test.each(DAMAGES)('%s: the case is parked, and refuses what it cannot take', async (words, damage) => {
    const code = words === "another machine's" ? 'ENVELOPE_MACHINE' : 'ENVELOPE_DAMAGED';
    const { workflowId: id } = await start([], { leave: { ...whole, envelope: damage(whole.envelope) } });
    await parked(id, code);
    await expect(cases.get(id).send({ type: 'COUNT', sender: 'late', n: 1 })).rejects.toMatchObject({
      code: 'CASE_PARKED',
    });
    expect(await stateOf(id)).toBe('RUNNING');
  });

  test.each([
    ['no object', 42],
    ['no version', { ...whole, version: undefined }],
    ['effects that are no list', { ...whole, effects: 'none' }],
  ])('%s in its place: parked as well', async (_, leave) => {
    const { workflowId: id } = await start([], { leave });
    await parked(id, 'BAD_CARRY');
  });
});
test('a parked case is tried again when a person says so, and parked again if nothing has changed', async () => {
  const { workflowId: id } = await start([], { leave: { ...whole, envelope: undefined } });
  const of = await parked(id, 'ENVELOPE_DAMAGED');
  expect(await incidentOf(id)).toMatchObject({ case: id, error: { code: 'ENVELOPE_DAMAGED' } });
  const { runId } = await of.describe();
  await of.repair({ what: 'retry', actor: '', reason: 'somebody looked at it' });
  await until(async () => ((await of.describe()).runId === runId ? undefined : true), 10_000);
  await parked(id, 'ENVELOPE_DAMAGED');
});

describe('signals and updates straight to the case', () => {
  const event = { type: 'COUNT', sender: 'other', n: 1 };

  test.each(UNREADABLE)('what cannot be read (%s) is refused, and the case goes on', async (_, payload) => {
    const { workflowId: id } = await start([]);
    await raw(id).signal('send', asIs(payload));
    await raw(id).signal('send', event, null, asIs(payload));
    const refused = { cause: { type: 'UNREADABLE_PAYLOAD' } };
    await expect(raw(id).executeUpdate('send', { args: [asIs(payload)] as never })).rejects.toMatchObject(refused);
    expect(lines((await cases.get(id).view()).journal).slice(1)).toEqual([
      'refused ?: UNREADABLE_PAYLOAD',
      'refused ?: UNREADABLE_PAYLOAD',
    ]);
    expect(await cases.get(id).send(event)).toMatchObject({ value: 'counting' });
  });

  test('a signal that nobody knows changes nothing', async () => {
    const { workflowId: id } = await start([]);
    await raw(id).signal('other', { type: 'COUNT' });
    expect(await cases.get(id).send(event)).toMatchObject({ value: 'counting' });
  });

  test('an event of 300 KB is refused as it is by the client', async () => {
    const { workflowId: id } = await start([]);
    const large = { ...event, sender: 'x'.repeat(300_000) };
    const refused = { cause: { type: 'EVENT_TOO_LARGE' } };
    await expect(raw(id).executeUpdate('send', { args: [large] as never })).rejects.toMatchObject(refused);
    await raw(id).signal('send', large);
    expect(lines((await cases.get(id).view()).journal).at(-1)).toBe('refused ?: EVENT_TOO_LARGE');
  });

  test('3 MB do not get past the server, and meanwhile the case answers everybody else', async () => {
    const { workflowId: id } = await start([]);
    const large = { ...event, sender: 'x'.repeat(3_000_000) };
    const refused = { cause: { code: 8, details: expect.stringContaining('payload size') } };
    // Temporal's own client would try again for a minute.
    const { temporal } = await connect({ address: testAddress(), connection: { interceptors: [] } });
    const sent = temporal.workflow.getHandle(id).executeUpdate('send', { args: [large] as never });
    const told = expect(sent).rejects.toMatchObject(refused);
    expect(await cases.get(id).send(event)).toMatchObject({ value: 'counting' });
    await expect(raw(id).signal('send', large)).rejects.toMatchObject({ cause: { code: 3 } });
    expect(await cases.get(id).send({ ...event, n: 2 })).toMatchObject({ value: 'counting' });
    expect(await eventsOf(cases.temporal, id)).not.toContain('WORKFLOW_TASK_FAILED');
    await told;
    await temporal.connection.close();
  });
});

test('a mended worker takes a parked case up, with every signal that came meanwhile', async () => {
  const envelope = { ...whole.envelope, snapshot: { ...(whole.envelope.snapshot as object), value: 'gone' } };
  const { workflowId: id } = await start([], { leave: { ...whole, envelope } });
  const of = await parked(id, 'ENVELOPE_DAMAGED');
  await raw(id).signal('send', { type: 'COUNT', sender: 'signal', n: 1 });
  await worker.stop();
  worker = await deploy('forged-workflows-mended');
  await parked(id, 'CASE_PARKED');
  await of.repair({ what: 'retry', actor: '', reason: 'a mended worker is there' });
  const seen = await until(
    () =>
      of.view().then(
        view => (view.tags.includes('incident') ? undefined : view),
        () => undefined,
      ),
    10_000,
  );
  expect(seen).toMatchObject({ value: 'gone', context: { total: 2, last: { earlier: 1, signal: 1 } } });
  expect(await of.send({ type: 'COUNT', sender: 'signal', n: 2 })).toMatchObject({ status: 'active', tags: [] });
});
