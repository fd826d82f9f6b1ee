import { type Cases, connect } from '../../client';
import { quiet } from '../support/history';
import { type KillableWorker, killableWorker } from '../support/killable-worker';
import { hush, testAddress } from '../support/workers';

jest.setTimeout(240_000);

const COUNT = 300;
const taskQueue = 'parked';
const ids = Array.from({ length: COUNT }, (_, i) => `parked-${i}`);

let worker: KillableWorker;
let cases: Cases;

beforeAll(async () => {
  hush();
  worker = await killableWorker(testAddress(), taskQueue, require.resolve('../support/parked-workflows'));
  cases = await connect({ address: testAddress(), taskQueue });
  await worker.start(COUNT);
  await Promise.all(
    ids.map(async id => {
      await cases.start('parked', { id });
      await quiet(cases.temporal, id);
    }),
  );
});
afterAll(async () => {
  await worker?.stop();
  await cases?.close();
});

test(`${COUNT} cases wait, their worker is killed, and one event is sent to each at once: all go on, each once`, async () => {
  await worker.kill();
  const answers = ids.map(id => cases.get(id).send({ type: 'ANSWER' }));
  await worker.start(COUNT);
  const answered = await Promise.all(answers);
  expect(new Set(answered.map(({ value }) => value))).toEqual(new Set(['answered']));
  const views = await Promise.all(ids.map(id => cases.get(id).view()));
  expect(views.filter(({ context }) => (context as { answered: number }).answered !== 1)).toEqual([]);
});
