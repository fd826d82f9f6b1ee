import fc from 'fast-check';
import { machineSpec, scriptOf } from '../../support/random/arbitrary';
import { machineOf } from '../../support/random/machine';
import { bothWays, send, TICK, wait } from './harness';

jest.setTimeout(60_000);

test.each(['late', 'each'] as const)(
  'any machine, any script, ticks %s: a case does what plain XState does',
  async ticks => {
    await fc.assert(
      fc.asyncProperty(machineSpec, scriptOf(10), async (spec, steps) => {
        const happenings = steps.map(step => ('send' in step ? send(step.send) : wait(step.ticks * TICK)));
        const pictures = await bothWays(machineOf(spec, { tick: TICK }), happenings, { ticks });
        fc.pre(!pictures.plain.some(({ orphans }) => orphans));
        expect(pictures.durable).toEqual(pictures.plain);
      }),
      { numRuns: Number(process.env.DUECOURSE_RUNS ?? 150) },
    );
  },
);
