import fc from 'fast-check';
import { bothWays } from './harness';
import { machineOf, machineSpec, script } from './random-machine';

jest.setTimeout(60_000);

test.each(['late', 'each'] as const)(
  'any machine, any script, ticks %s: a case does what plain XState does',
  async ticks => {
    await fc.assert(
      fc.asyncProperty(machineSpec, script, async (spec, happenings) => {
        const pictures = await bothWays(machineOf(spec), happenings, { ticks });
        fc.pre(!pictures.plain.some(({ orphans }) => orphans));
        expect(pictures.durable).toEqual(pictures.plain);
      }),
      { numRuns: Number(process.env.DUECOURSE_RUNS ?? 150) },
    );
  },
);
