import { type Policy, sliceOf, zoneFor } from '../../machines/policy/load';
import type { PolicySlice } from '../../statechart/policy';
import type { WithPolicy } from '../../statechart/procedure';
import type { View } from '../../statechart/view';

/** A case keeps so many lines of its journal; one that has them all may have begun earlier than the first of them. */
const JOURNAL_LINES = 500;
const YEAR_MS = 366 * 86_400_000;

/** What a running case goes by under a policy: all of it, or only its calendar where only provisional deadlines are to move. */
export const policyFor =
  (house: Policy, only: 'provisional' | undefined, now = Date.now()) =>
  (view: View): PolicySlice => {
    const { journal, name, context } = view;
    const known = (context as unknown as WithPolicy).policy;
    const first = journal[0]?.at ?? now;
    const at = journal.length < JOURNAL_LINES ? first : first - YEAR_MS;
    // The clock of a case that was moved forward is ahead.
    const span = { at, now: Math.max(now, view.at) };
    if (!only) return sliceOf(house, name, at, span.now, context as object);
    const { dayEnd, hours } = known.zone;
    const zone = zoneFor(house, name, { ...span, working: hours !== undefined });
    return { ...known, zone: { ...zone, ...(dayEnd !== undefined && { dayEnd }) } };
  };
