import type { DuecourseError } from '../time/error';
import type { Case } from './case';
import { extending } from './extension';
import type { AnyEvent } from './types';

/** Why the case does not take an event now, though its state would. */
export const hindranceOf = (
  { definition, snapshot, clocks, when }: Case,
  event: AnyEvent,
): DuecourseError | undefined => definition.hinders?.({ context: snapshot.context, clocks, at: when }, event);

/** Nothing if the case does not take the event; else what is to be done once it has. */
export const admitted = (of: Case, event: AnyEvent): (() => void) | undefined =>
  hindranceOf(of, event) ? undefined : extending(of);
