import { DuecourseError } from '../time/error';

interface Activator {
  random: () => number;
}

/**
 * Runs machine code in which nothing may be left to chance. Temporal's `Math.random` is the same on every replay only as long as it is drawn in
 * the same order; a validator tries events on a copy, is not replayed, and would move that order on.
 * @throws DuecourseError `CHANCE_IN_MACHINE` out of the machine's call of `Math.random`
 */
export function withoutChance<T>(run: () => T): T {
  const activator = (globalThis as { __TEMPORAL_ACTIVATOR__?: Activator }).__TEMPORAL_ACTIVATOR__;
  if (!activator) return run();
  const { random } = activator;
  activator.random = refuse;
  try {
    return run();
  } finally {
    activator.random = random;
  }
}

const refuse = (): never => {
  throw new DuecourseError(
    'CHANCE_IN_MACHINE',
    'A machine must not use Math.random: take what is random from the event or the input, or from an actor (an activity).',
  );
};
