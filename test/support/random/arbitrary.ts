import fc from 'fast-check';
import { EVENTS, type MachineSpec, type MoveSpec, type StateSpec } from './machine';

/** What happens to a random machine: somebody sends something, or so many ticks pass. */
export type RandomStep = { readonly send: string } | { readonly ticks: number };

const LEAVES = ['atomic', 'atomic', 'atomic', 'final'] as const;
const INNER = ['atomic', 'final', 'compound', 'compound', 'parallel', 'parallel'] as const;

const move = fc.record<MoveSpec>({
  event: fc.nat(4),
  target: fc.nat(30),
  reenter: fc.boolean(),
  limit: fc.nat(20),
  does: fc.constantFrom('nothing', 'raise', 'emit', 'tell', 'tell later', 'deed'),
});

const few = <T>(one: fc.Arbitrary<T>, most: number) => fc.array(one, { maxLength: most });

const stateOf = (depth: number): fc.Arbitrary<StateSpec> =>
  fc.record<StateSpec>({
    kind: fc.constantFrom(...(depth === 0 ? LEAVES : INNER)),
    inside: depth === 0 ? fc.constant([]) : few(stateOf(depth - 1), 3),
    on: few(move, 3),
    after: few(
      move.chain(each => fc.integer({ min: 1, max: 9 }).map(ticks => ({ ...each, ticks }))),
      2,
    ),
    always: few(move, 1),
    raises: few(fc.record({ event: fc.nat(4), ticks: fc.integer({ min: 1, max: 6 }) }), 1),
    history: fc.constantFrom('none', 'shallow', 'deep'),
    child: fc.nat(7),
    job: fc.nat(7),
    jobDone: move,
    tagged: fc.boolean(),
  });

export const machineSpec: fc.Arbitrary<MachineSpec> = fc.record({ root: stateOf(2), children: few(stateOf(1), 2) });

/** At most so many steps. */
export const scriptOf = (steps: number): fc.Arbitrary<RandomStep[]> =>
  fc.array(
    fc.oneof(
      fc.nat(4).map(event => ({ send: EVENTS[event]! })),
      fc.integer({ min: 1, max: 8 }).map(ticks => ({ ticks })),
    ),
    { minLength: 1, maxLength: steps },
  );
