import { bothWays } from './harness';
import { actions } from './machines/actions';
import { children } from './machines/children';
import { guards } from './machines/guards';
import { promises } from './machines/promises';
import { references } from './machines/references';
import { states } from './machines/states';
import { time } from './machines/time';
import { transitions } from './machines/transitions';

/** Plain is `createActor` with a simulated clock; durable is frozen to JSON and thawed between any two steps. */
describe.each(Object.entries({ states, guards, time, actions, promises, transitions, children, references }))(
  'a case behaves as plain XState does: %s',
  (_, examples) => {
    describe.each(examples)('$name', ({ machine, input, script, ends }) => {
      test.each(['late', 'each'] as const)('ticks come %s', async ticks => {
        const pictures = await bothWays(machine, script, { input, ticks });
        expect(pictures.durable).toEqual(pictures.plain);
        expect(pictures.plain.at(-1)!.snapshot).toMatchObject(ends);
      });
    });
  },
);
