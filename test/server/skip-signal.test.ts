import { tmpdir } from 'node:os';
import type { CaseHandle, Cases } from '../../client';
import { until } from '../../client/patience';
import { skipSignal, standstill } from '../../client/skip-signal';
import { SEND, SKIP } from '../../statechart/protocol';
import { forward } from '../../testing';
import { command } from '../support/command';
import { serveTests, testAddress } from '../support/workers';

jest.setTimeout(120_000);

const taskQueue = 'buggy-workflows';
const why = { reason: 'a visitor who gives no name', by: { role: 'manager', name: 'Ma' } };
const came = (name: string | null) => ({ type: 'CAME', name });
let cases: Cases;
serveTests(
  taskQueue,
  running => {
    cases = running;
  },
  { maxCachedWorkflows: 0 },
);

const signal = (id: string, name: string | null) => cases.temporal.workflow.getHandle(id).signal(SEND, came(name));
/** The server tries a task again once its time is over: soon, here. */
const opened = async (id: string): Promise<CaseHandle> => {
  await cases.temporal.workflow.start('guests', { workflowId: id, taskQueue, workflowTaskTimeout: '1s' });
  return cases.get(id);
};
const duecourse = command(['--address', testAddress(), '--task-queue', taskQueue], tmpdir());
const standing = (id: string) => until(() => standstill(cases, id).catch(() => undefined), 60_000);

/** A case with a guest who was taken down, one whom it cannot take down, and one after that. */
async function heldUp(id: string): Promise<CaseHandle> {
  const book = await opened(id);
  await book.send(came('li'));
  await signal(id, null);
  await standing(id);
  await signal(id, 'wu');
  return book;
}

test('a case that stands still says at which signal, and what waits behind it', async () => {
  await heldUp('skip-seen');
  const both = async () => {
    const still = await standstill(cases, 'skip-seen');
    return still.held.length === 2 ? still : undefined;
  };
  expect(await until(both, 60_000)).toMatchObject({
    error: expect.stringMatching(/^signal 1: /),
    signal: 1,
    held: [
      { number: 1, event: 'CAME' },
      { number: 2, event: 'CAME' },
    ],
  });
});

test('a person has the signal skipped → the case goes on without it: what came before and after is there, deadlines are as they were, who and why is on record', async () => {
  const book = await opened('skip-one');
  await book.send(came('li'));
  const { deadlines } = await book.view();
  await signal(book.id, null);
  await standing(book.id);
  await signal(book.id, 'wu');
  expect(await skipSignal(cases, book.id, why)).toMatchObject({ signal: 1 });
  await book.waitFor({ where: ({ context }) => (context as { names: unknown[] }).names.length === 2 });
  const view = await book.view();
  expect(view.context).toEqual({ names: ['LI', 'WU'] });
  expect(view.deadlines.map(({ due }) => due)).toEqual(deadlines.map(({ due }) => due));
  expect(view.journal).toContainEqual({
    type: 'repair',
    what: 'skip-signal',
    target: '1 CAME',
    at: expect.any(Number),
    ...why,
  });
  await book.send(came('zhao'));
  await forward(cases, book.id, '72 hours');
  await book.waitFor('done');
});

test('skipped twice → the second is refused, and a raw one changes nothing but the record', async () => {
  const book = await heldUp('skip-twice');
  await skipSignal(cases, book.id, why);
  await book.waitFor({ where: ({ context }) => (context as { names: unknown[] }).names.length === 2 });
  await expect(skipSignal(cases, book.id, { ...why, signal: 1 })).rejects.toMatchObject({ code: 'NO_INCIDENT' });
  await cases.temporal.workflow.getHandle(book.id).signal(SKIP, { signal: 1, ...why });
  await book.waitFor({ where: ({ journal }) => journal.at(-1)?.type === 'refused' });
  const { context, journal } = await book.view();
  expect(context).toEqual({ names: ['LI', 'WU'] });
  expect(journal.at(-1)).toMatchObject({ event: SKIP, code: 'NO_INCIDENT' });
});

test('a case whose first task fails goes on as well', async () => {
  const id = 'skip-first';
  await cases.temporal.workflow.signalWithStart('guests', {
    workflowId: id,
    taskQueue,
    workflowTaskTimeout: '1s',
    signal: SEND,
    signalArgs: [came(null)],
  });
  await standing(id);
  await skipSignal(cases, id, why);
  const book = cases.get(id);
  await book.waitFor({ where: ({ journal }) => journal.at(-1)?.type === 'repair' });
  expect((await book.view()).context).toEqual({ names: [] });
});

test('by command: first what would be skipped and what stays, then skipped with a reason', async () => {
  const book = await heldUp('skip-by-command');
  const repair = ['repair', book.id, 'skip-signal', '--json'];
  const dry = await duecourse(...repair, '--dry-run');
  expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, signal: 1 });
  expect((await duecourse(...repair)).code).toBe(2);
  const { code, out } = await duecourse(...repair, '--reason', why.reason, '--as', 'manager:Ma');
  expect([code, JSON.parse(out)]).toMatchObject([0, { dryRun: false, signal: 1 }]);
  await book.waitFor({ where: ({ context }) => (context as { names: unknown[] }).names.length === 2 });
  expect((await book.view()).journal).toContainEqual(expect.objectContaining({ what: 'skip-signal', ...why }));
});

test('a signal that does not hold the case up, and one without a reason, are not skipped', async () => {
  const book = await opened('skip-none');
  await signal(book.id, 'li');
  await book.waitFor({ where: ({ context }) => (context as { names: unknown[] }).names.length === 1 });
  await expect(skipSignal(cases, book.id, why)).rejects.toMatchObject({ code: 'NO_INCIDENT' });
  await cases.temporal.workflow.getHandle(book.id).signal(SKIP, { signal: 1 });
  await book.waitFor({ where: ({ journal }) => journal.at(-1)?.type === 'refused' });
  expect((await book.view()).journal.at(-1)).toMatchObject({ event: SKIP, code: 'BAD_REPAIR' });
});
