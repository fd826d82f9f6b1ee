import { CaseHandle, type Cases, connect, type View } from '../../client';
import { bundleOptions } from '../../worker';
import { bundleProcedures } from '../../worker/procedures-bundle';
import { complaintScenarios } from '../scenarios/complaint';
import { repairScenarios } from '../scenarios/repair';
import { play, type Scenario } from '../scenarios/scenario';
import { eventsOf, type Ledger, quiet, timersLeft } from '../support/history';
import { lines } from '../support/journal';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { type RunningWorker, runWorker, testAddress } from '../support/workers';

jest.setTimeout(120_000);

describe('a procedure whose every settled step begins a new run is the same procedure', () => {
  let once: ServiceCentre;
  let anew: ServiceCentre;
  const scenarios: readonly Scenario[] = [...Object.values(complaintScenarios), ...Object.values(repairScenarios)];
  /** All at the same time: what takes long is that a new run begins up to a second after the old one. */
  const playing = new Map<string, Promise<[Played, Played]>>();
  beforeAll(async () => {
    once = await serviceCentre({ taskQueue: 'one run' });
    const workflowBundle = await bundleProcedures(require.resolve('../support/procedures-anew'));
    anew = await serviceCentre({ taskQueue: 'run after run', workflowBundle });
    for (const scenario of scenarios) {
      const both = Promise.all([played(once, scenario), played(anew, scenario)]);
      both.catch(() => undefined);
      playing.set(scenario.title, both);
    }
  });
  afterAll(async () => {
    await anew?.stop();
    await once?.stop();
  });

  async function played(centre: ServiceCentre, scenario: Scenario) {
    const { desk, taskQueue } = centre;
    const rest = (id: string) => quiet(desk.cases.temporal, id);
    const id = await play(desk, scenario, `${taskQueue} ${scenario.title}`.replaceAll(/\W+/g, '-'), rest);
    const { view } = await desk.show(id);
    const { value, status, output, revision, accepts, tags, journal } = view;
    return {
      shown: { value, status, output, revision, accepts, tags },
      journal: lines(journal),
      kept: howLong(journal),
      said: (await centre.said(id)).sort(),
      events: await eventsOf(desk.cases.temporal, id),
    };
  }
  type Played = Awaited<ReturnType<typeof played>>;

  test.each(scenarios)('$title', async ({ title }) => {
    const [{ events: ofOne, ...one }, { events: ofMany, ...many }] = (await playing.get(title))!;
    expect(many).toEqual(one);
    expect(runsOf(ofOne)).toHaveLength(1);
    const sent = one.journal.filter(line => line.includes(' by ')).length;
    expect(runsOf(ofMany).length).toBeGreaterThanOrEqual(Math.max(2, sent));
    // The timers of a run end with it: only those of the last one can be left.
    expect(timersLeft(count(runsOf(ofMany).at(-1)!))).toBe(timersLeft(count(ofOne)));
  });
});

/** How long after its beginning each reminder and deadline was due (ms); a promised instant differs from case to case. */
function howLong(journal: View['journal']): string[] {
  const began = new Map<string, number>();
  return journal.flatMap(entry => {
    if (entry.type !== 'clock' || entry.clock === 'promisedArrival') return [];
    if (entry.what === 'started') began.set(entry.clock, entry.at);
    return ['warned', 'missed', 'escalated'].includes(entry.what)
      ? [`${entry.clock} ${entry.what} ${entry.at - began.get(entry.clock)!}`]
      : [];
  });
}

const BEGINNING = 'WORKFLOW_EXECUTION_STARTED';

/** The event types of a case, run by run. */
function runsOf(events: readonly string[]): string[][] {
  const beginnings = events.flatMap((type, i) => (type === BEGINNING ? [i] : []));
  return beginnings.map((from, run) => events.slice(from, beginnings[run + 1]));
}

const count = (events: readonly string[]): Ledger =>
  Object.fromEntries([...new Set(events)].map(type => [type, events.filter(other => other === type).length]));

describe('events that arrive while one run goes over into the next are neither lost nor doubled', () => {
  const taskQueue = 'tally';
  let worker: RunningWorker;
  let cases: Cases;
  beforeAll(async () => {
    worker = await runWorker({
      workflowsPath: require.resolve('../support/tally-workflows'),
      bundlerOptions: bundleOptions(),
      taskQueue,
    });
    cases = await connect({ address: testAddress(), taskQueue });
  });
  afterAll(async () => {
    await worker?.stop();
    await cases?.close();
  });

  const numbers = (from: number, length: number) => Array.from({ length }, (_, i) => from + i);
  const seen = (number: number) => ({ type: 'SEEN', number });

  test('sent one after the other by one sender: all of them, in order', async () => {
    const tally = await cases.start('tallyAnew', { id: 'tally-in-turn' });
    await Promise.all(numbers(0, 30).map(number => tally.send(seen(number))));
    await tally.send({ type: 'END' });
    expect(await tally.result()).toEqual(numbers(0, 30));
    expect(runsOf(await eventsOf(cases.temporal, tally.id)).length).toBeGreaterThan(5);
  });

  test('sent at once by many, with and without waiting for an answer: each of them once', async () => {
    const tally = await cases.start('tallyAnew', { id: 'tally-at-once' });
    const byUpdate = numbers(0, 10).map(number =>
      new CaseHandle(tally.id, cases.temporal, testAddress()).send(seen(number)),
    );
    const bySignal = numbers(10, 10).map(number =>
      cases.temporal.workflow.getHandle(tally.id).signal('send', seen(number)),
    );
    await Promise.all([...byUpdate, ...bySignal]);
    await tally.send({ type: 'END' });
    expect((await tally.result<number[]>()).sort((a, b) => a - b)).toEqual(numbers(0, 20));
  });
});
