import fc from 'fast-check';
import { type Cases, connect } from '../../client';
import { eventsOf } from '../support/history';
import { type KillableWorker, killableWorker } from '../support/killable-worker';
import { machineSpec, scriptOf } from '../support/random/arbitrary';
import { judge } from '../support/random/oracle';
import { advance, begin, type Seen, seen, type Trial } from '../support/random/trial';
import { hush, testAddress } from '../support/workers';

const seed = Number(process.env.SEED ?? 20_261_123);
const count = Number(process.env.DUECOURSE_RUNS ?? 30);
/** Of the machines' delays, ms: what the test itself takes is nothing beside it. */
const tick = 3_600_000;
const taskQueue = 'random-machines';

jest.setTimeout(180_000 + count * 2_000);

/** What befalls the worker before a step, or in the middle of it, and how many cases the next one keeps in memory. */
interface Fault {
  readonly when: 'before' | 'amid';
  readonly cachedNext: number;
}

/** A cache in which all cases find room; without one, every task is replayed from the first event. */
const ALL = 1_000_000;
const FAULTS: readonly (Fault | undefined)[] = [
  { when: 'before', cachedNext: ALL },
  { when: 'before', cachedNext: 0 },
  { when: 'amid', cachedNext: ALL },
  { when: 'amid', cachedNext: 0 },
  undefined,
  undefined,
  undefined,
];
const ROUNDS = FAULTS.length;

/** One that continues as new does so once its history has so many events: with 1, after every step. */
const continueAsNewAfter = fc.constantFrom(undefined, undefined, 1, 15, 40);
const sampled = { seed, numRuns: count };
const trials: readonly Trial[] = fc
  .sample(fc.record({ spec: machineSpec, script: scriptOf(ROUNDS), continueAsNewAfter }), sampled)
  .map((trial, n) => ({ ...trial, tick, id: `random-${seed}-${n}` }));
const [faults] = fc.sample(fc.shuffledSubarray([...FAULTS], { minLength: ROUNDS }), { seed, numRuns: 1 });

let worker: KillableWorker;
let cases: Cases;
const histories = new Map<Trial, Seen[]>();
/** Activities that a case has asked for in all its runs. */
const scheduled = new Map<Trial, number>();

beforeAll(async () => {
  hush();
  worker = await killableWorker(testAddress(), taskQueue, require.resolve('../support/random/workflows'));
  cases = await connect({ address: testAddress(), taskQueue });
  await worker.start(ALL);
  await Promise.all(trials.map(async trial => histories.set(trial, [await begin(cases, taskQueue, trial)])));
  for (let round = 0; round < ROUNDS; round++) await play(round);
  await anew(ALL);
  await Promise.all(trials.map(last));
});
afterAll(async () => {
  await worker?.stop();
  await cases?.close();
});

/** All cases take one step; what befalls the worker befalls all of them. */
async function play(round: number): Promise<void> {
  const fault = faults![round];
  if (fault?.when === 'before') await anew(fault.cachedNext);
  const stepping = trials.map(async trial => {
    const history = histories.get(trial)!;
    const step = trial.script[round];
    if (step && history.at(-1)!.view.status === 'active') history.push(await advance(cases, trial, step));
  });
  if (fault?.when === 'amid') await anew(fault.cachedNext);
  await Promise.all(stepping);
}

async function anew(cached: number): Promise<void> {
  await worker.kill();
  await worker.start(cached);
}

/** Cases that have ended are looked at once more, too. */
async function last(trial: Trial): Promise<void> {
  histories.get(trial)!.push(await seen(cases, trial.id));
  const types = await eventsOf(cases.temporal, trial.id);
  scheduled.set(trial, types.filter(type => type === 'ACTIVITY_TASK_SCHEDULED').length);
}

describe(`random machines with continue-as-new, kill -9 and replay between any two steps (seed ${seed})`, () => {
  let judged = 0;

  test.each(trials.map(trial => [trial.id, trial] as const))('%s does what plain XState does', async (id, trial) => {
    const verdict = await judge(trial, histories.get(trial)!);
    if (!verdict) return;
    judged++;
    expect(verdict.durable).toEqual(verdict.plain);

    const deeds = new Map<string, string>();
    for (const { id: of, key, input } of worker.done()) if (of === id && key) deeds.set(key, input.deed!);
    const inOrder = [...deeds].sort(([a], [b]) => numbered(a) - numbered(b)).map(([, deed]) => deed);
    expect(inOrder).toEqual(verdict.deeds);
    const jobs = scheduled.get(trial)! - verdict.deeds.length;
    expect(jobs).toBeGreaterThanOrEqual(verdict.jobs.answered);
    expect(jobs).toBeLessThanOrEqual(verdict.jobs.begun);
  });

  test('nearly all of them are ones by which plain XState can judge', () =>
    expect(judged / count).toBeGreaterThan(0.9));
});

/** `<revision>.<number>` in their order. */
function numbered(key: string): number {
  const [revision = 0, action = 0] = key.split('.').map(Number);
  return revision * 10_000 + action;
}
