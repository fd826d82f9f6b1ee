import type { AnyStateMachine } from 'xstate';
import { rootOf, statesOf } from './internals';
import type { Timer } from './types';

type Length = (scope: { readonly context: object; readonly event: object }, params: undefined) => unknown;

/**
 * How long (ms) the wait that armed this timer is by another context, if it begins at the instant `at` (ms): a function of both, for an
 * `after` of the case's own machine whose length is a named computation; undefined for any other timer. What the event carried that led
 * into the state is not known any more, besides its instant; a length that cannot be told without it is undefined.
 */
export function waitLength(
  machine: AnyStateMachine,
  timer: Timer,
): ((context: object, at: number) => number | undefined) | undefined {
  if (timer.actor !== '') return undefined;
  const found = [...statesOf(rootOf(machine))]
    .flatMap(({ after }) => after)
    .find(({ eventType }) => eventType === timer.event.type);
  if (typeof found?.delay !== 'string') return undefined;
  const length = machine.implementations.delays[found.delay] as Length | number | undefined;
  if (typeof length !== 'function') return undefined;
  return (context, at) => {
    try {
      const ms = length({ context, event: { type: timer.event.type, at } }, undefined);
      return typeof ms === 'number' && Number.isFinite(ms) ? ms : undefined;
    } catch {
      return undefined;
    }
  };
}
