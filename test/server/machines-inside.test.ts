import type { Cases } from '../../client';
import { forward } from '../../testing';
import { eventsOf } from '../support/history';
import { serveTests } from '../support/workers';

jest.setTimeout(60_000);

let cases: Cases;
serveTests('review-workflows', running => {
  cases = running;
});

/** A run that continues as new takes its timers along: what counts is the last one. */
async function timersLeftInLastRun(id: string): Promise<number> {
  const types = await eventsOf(cases.temporal, id);
  const last = types.slice(types.lastIndexOf('WORKFLOW_EXECUTION_STARTED'));
  const count = (...wanted: string[]): number => last.filter(type => wanted.includes(type)).length;
  return count('TIMER_STARTED') - count('TIMER_FIRED', 'TIMER_CANCELED');
}

describe.each(['proposal', 'proposalAnew', 'proposalWithChild'])('a machine inside a machine, as workflow %s', type => {
  const start = (id: string) => cases.start(type, { id: `${type}-${id}`, input: { subject: 'roof' } });
  const begun = (id: string) =>
    cases.get(id).waitFor({ where: ({ context }) => (context as { begun: boolean }).begun });

  test('it hears its parent, tells its parent, and its output comes back', async () => {
    const proposal = await start('done');
    await begun(proposal.id);
    await proposal.send({ type: 'TELL', note: 'sound' });
    await proposal.send({ type: 'DECIDE' });
    expect(await proposal.result()).toEqual({ verdict: 'roof: sound' });
  });

  test('its own wait ends it after a day', async () => {
    const proposal = await start('expired');
    await begun(proposal.id);
    if (type === 'proposalWithChild') await forward(cases, `${proposal.id}/review`, '24 hours');
    else await forward(cases, proposal.id, '24 hours');
    expect(await proposal.result()).toEqual({ verdict: 'roof: nothing said' });
  });

  test('the state that waits for it is left → it is stopped, and no timer is left', async () => {
    const proposal = await start('dropped');
    await begun(proposal.id);
    await proposal.send({ type: 'DROP' });
    expect(await proposal.result()).toEqual({});
    if (type === 'proposalWithChild') {
      const review = cases.get(`${proposal.id}/review`);
      expect((await review.describe()).status).not.toBe('RUNNING');
    } else expect(await timersLeftInLastRun(proposal.id)).toBe(0);
  });
});
