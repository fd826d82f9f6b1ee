import type { InspectionEvent, TransitionLike } from './internals';
import type { Move } from './types';

/** One object for each transition of a root machine, however often it is taken: a journal holds many. */
const ofRoot = new WeakMap<TransitionLike, Move>();

/** Adds the transitions that a microstep really took, with the rule that each cites. One that does nothing at all is none. */
export function noteMoves(moves: Move[], { _transitions = [] }: InspectionEvent, actor: string): void {
  for (const transition of _transitions) {
    const { target, actions, reenter } = transition;
    if (target !== undefined || actions.length > 0 || reenter) moves.push(moveOf(transition, actor));
  }
}

function moveOf(transition: TransitionLike, actor: string): Move {
  const known = actor === '' ? ofRoot.get(transition) : undefined;
  if (known) return known;
  const rule = transition.meta?.rule as string | undefined;
  const move = {
    from: transition.source.id,
    to: (transition.target ?? []).map(node => node.id),
    ...(actor !== '' && { actor }),
    ...(rule !== undefined && { rule }),
  };
  if (actor === '') ofRoot.set(transition, move);
  return move;
}
