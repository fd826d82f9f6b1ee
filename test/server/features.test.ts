import type { Cases } from '../../client';
import { features } from '../support/feature-machines';
import { livedAgain } from '../support/random/oracle';
import { advance, type Seen, seen } from '../support/random/trial';
import { serveTests } from '../support/workers';

jest.setTimeout(120_000);

const taskQueue = 'feature-workflows';
const tick = 3_600_000;
let cases: Cases;
const everyTaskReplayed = { maxCachedWorkflows: 0 };

describe.each([
  ['in one run, cached', 'feature', {}],
  ['in one run, each task replayed from the first event', 'feature', everyTaskReplayed],
  ['with a new run after every step', 'featureAnew', {}],
] as const)('a feature of XState on the server is what it is in XState: %s', (way, type, options) => {
  serveTests(
    taskQueue,
    served => {
      cases = served;
    },
    options,
  );

  test.each(Object.entries(features))('%s', async (name, { machine, script, context }) => {
    const id = `${name}, ${way}`;
    await cases.temporal.workflow.start(type, { workflowId: id, taskQueue, memo: { machine: machine.id } });
    const history: Seen[] = [await seen(cases, id)];
    for (const step of script)
      history.push(await advance(cases, { id, tick }, typeof step === 'number' ? { ticks: step } : { send: step }));
    const lived = await livedAgain(machine, history);
    expect(lived!.durable).toEqual(lived!.plain);
    // The skipping of time goes on into a new run, and further than it was told to.
    const exact = type === 'feature' || script.every(step => typeof step === 'string');
    expect(history.at(-1)!.view.context).toMatchObject(exact ? context : {});
  });
});
