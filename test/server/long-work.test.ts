import type { CaseHandle, Cases } from '../../client';
import { until } from '../../client/patience';
import { activitiesOf } from '../../worker';
import { errandOne, town } from '../support/errand-machines';
import { serveTests } from '../support/workers';

jest.setTimeout(60_000);

let cases: Cases;
serveTests(
  'errand-workflows',
  running => {
    cases = running;
  },
  { activities: activitiesOf(errandOne) },
);

beforeEach(() => {
  town.walks.length = 0;
});
afterEach(() => town.arrive());

const note = { type: 'NOTE', note: 'n' };
let n = 0;
const raw = (id: string) => cases.temporal.workflow.getHandle(id);

/** A case whose work is under way. */
async function underWay(workflow: string, version?: number): Promise<CaseHandle> {
  const of = await cases.start(workflow, { id: `${workflow}-${++n}`, ...(version && { version }) });
  await until(async () => (town.waiting.length > 0 ? true : undefined), 10_000);
  return of;
}

/** Sends notes past our client, which would wait, until one is refused. */
async function untilRefused({ id }: CaseHandle): Promise<{ taken: number; refusal: unknown }> {
  for (let taken = 0; taken < 50; taken++) {
    const refusal = await raw(id)
      .executeUpdate('send', { args: [note] as never })
      .then(
        () => undefined,
        error => error.cause,
      );
    if (refusal) return { taken, refusal };
  }
  return { taken: 50, refusal: 'none' };
}

test('a run with work under way takes events until it has no room left; then they are refused in words that name the work', async () => {
  const of = await underWay('errandWaited');
  const { taken, refusal } = await untilRefused(of);
  expect(taken).toBeGreaterThan(5);
  expect(refusal).toMatchObject({ type: 'CASE_BUSY', message: expect.stringContaining("'walk'") });
  const { runId } = await of.describe();
  // Our client waits with what it was given.
  const waiting = of.send({ type: 'NOTE', note: 'last' });
  town.arrive();
  expect(await waiting).toMatchObject({ value: 'back' });
  expect((await of.describe()).runId).not.toBe(runId);
  expect(((await of.view()).context as { notes: string[] }).notes).toEqual([...Array(taken).fill('n'), 'last']);
  expect(town.walks).toEqual(['market']);
});

test('signals cannot be refused: before Temporal would end the case its work is parked, with an outcome that nobody knows', async () => {
  const of = await underWay('errandWaited');
  const { taken } = await untilRefused(of);
  for (let i = 0; i < 10; i++) await raw(of.id).signal('send', note);
  await of.waitFor({ tag: 'incident' });
  const { incidents, context, value } = await of.view();
  expect(value).toBe('out');
  expect(incidents).toMatchObject([{ actor: 'walk', error: { name: 'OutcomeUnknown' } }]);
  expect((context as { notes: string[] }).notes).toHaveLength(taken + 10);
  expect(town.walks).toEqual(['market']);
  await of.repair({ what: 'resolve', actor: 'walk', output: 'there', reason: 'seen at the market' });
  expect(await of.send({ type: 'END' })).toMatchObject({ status: 'done' });
});

test('work that may be done twice is begun anew by the next run, and nobody has to wait', async () => {
  const of = await underWay('errandAgain');
  const { runId } = await of.describe();
  await of.send(note);
  await of.send(note);
  await until(async () => ((await of.describe()).runId === runId ? undefined : true), 10_000);
  await until(async () => (town.walks.length > 1 ? true : undefined), 10_000);
  town.arrive();
  await of.waitFor({ state: 'back' });
  expect(town.walks.length).toBeGreaterThan(1);
  expect(new Set(town.walks)).toEqual(new Set(['market']));
});

test('a case that is more than one run can leave to the next goes on, is refused more in words, and is put right by a person', async () => {
  const of = await underWay('errandWaited');
  town.arrive();
  await of.waitFor({ state: 'back' });
  const large = { type: 'NOTE', note: 'x'.repeat(240_000) };
  const sent = async (): Promise<unknown> => {
    for (let i = 0; i < 40; i++) await of.send(large);
    return 'all taken';
  };
  await expect(sent()).rejects.toMatchObject({ code: 'CASE_TOO_LARGE' });
  const { runId } = await of.describe();
  await of.repair({ what: 'context', patch: { notes: [] }, reason: 'documents moved elsewhere' });
  await until(async () => ((await of.describe()).runId === runId ? undefined : true), 10_000);
  expect(await of.send(note)).toMatchObject({ value: 'back' });
});

test('a migration that can no longer be done when its turn comes is written into the journal, and the case goes on as it was', async () => {
  const of = await underWay('errand', 1);
  await of.migrate({ to: 2, reason: 'everybody goes home' });
  await of.send({ type: 'NOTE', note: 'spoilt' });
  town.arrive();
  const { version, journal } = await of.waitFor({ state: 'back' });
  expect(version).toBe(1);
  const refused = { type: 'refused', event: 'migrate', code: 'BAD_MIGRATION' };
  await of.waitFor({ where: view => view.journal.some(({ type }) => type === 'refused') });
  expect((await of.view()).journal).toContainEqual(expect.objectContaining(refused));
  expect(journal.some(({ type }) => type === 'migrated')).toBe(false);
  expect(await of.send({ type: 'END' })).toMatchObject({ status: 'done' });
});
