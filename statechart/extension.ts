import { add, openOf } from '../time/add';
import { type ClockState, dueOf, extend, isOpen, resume } from '../time/clock';
import { between } from '../time/hours';
import { UTC } from '../time/zone';
import type { Case } from './case';
import { record } from './clocks';
import type { Extension } from './definition';
import type { AnyEvent } from './types';

/** Asked before an event is taken in; what it answers is asked afterwards, and carries out an extension that the event granted. */
export function extending(of: Case): () => void {
  const { extension } = of.definition;
  if (!extension || extension.isGranted(of.snapshot.context)) return () => undefined;
  return () => {
    const moved = extension.isGranted(of.snapshot.context) ? extendClock(of, extension) : undefined;
    if (moved) of.tell(moved);
  };
}

/**
 * Moves on the deadline that an extension is for, once it is granted: to the same time of day so much later, a day of a clock that
 * counts working time being a working day. Answers what the machine is told, as after a re-base.
 */
function extendClock(of: Case, extension: Extension): AnyEvent | undefined {
  const { definition, clocks, snapshot, when: at } = of;
  const { context } = snapshot;
  const name = extendable(clocks, extension.clocks);
  if (name === undefined) return undefined;
  const before = clocks[name]!;
  const calendar = definition.clocks[name]!.calendar?.(context);
  const due = dueOf(before, calendar) ?? dueOf(resume(before, at), calendar)!;
  const length = extension.length(context);
  const later = add(
    due,
    before.working && length.kind === 'calendarDays' ? { ...length, kind: 'workingDays' } : length,
    calendar ?? UTC,
  );
  const state = extend(before, before.working ? between(due, later, openOf(calendar)) : later - due);
  clocks[name] = state;
  record(of, name, 'extended', state);
  const now = dueOf(state, calendar);
  return { type: `clock.${name}.moved`, clock: name, cycle: state.cycle, at, ...(now !== undefined && { due: now }) };
}

/** The first of these clocks that is open and not missed. */
export const extendable = (
  clocks: { readonly [name: string]: ClockState },
  names: readonly string[],
): string | undefined => names.find(name => clocks[name] && isOpen(clocks[name]) && !clocks[name].missed);
