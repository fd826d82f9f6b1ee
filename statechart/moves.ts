import type { InspectionEvent } from './internals';
import type { Move } from './types';

/** The transitions that a microstep really took, with the rule that each cites. One that does nothing at all is none. */
export function movesOf(event: InspectionEvent, actor: string): Move[] {
  return (event._transitions ?? []).flatMap(({ source, target, actions, reenter, meta }) => {
    if (target === undefined && actions.length === 0 && !reenter) return [];
    const rule = meta?.rule as string | undefined;
    return {
      from: source.id,
      to: (target ?? []).map(node => node.id),
      ...(actor !== '' && { actor }),
      ...(rule !== undefined && { rule }),
    };
  });
}
