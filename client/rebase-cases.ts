import type { PolicySlice } from '../statechart/policy';
import type { WithPolicy } from '../statechart/procedure';
import { PROVISIONAL_TAG } from '../statechart/protocol';
import type { MovedDeadline, Rebase, RebaseOrder } from '../statechart/rebase';
import type { JournalEntry } from '../statechart/types';
import type { View } from '../statechart/view';
import { DuecourseError } from '../time/error';
import type { Cases } from './connect';
import { eachOf } from './many';

/** What became, or would become, of one case under another policy. */
export interface Rebased {
  readonly id: string;
  readonly procedure?: string;
  /** `unmoved`: it goes, or would go, by the policy, and no deadline of it moves; `settled`: none of it is provisional. */
  readonly outcome: 'would-move' | 'moved' | 'unmoved' | 'already' | 'settled' | 'closed' | 'refused';
  /** Versions of the policy. */
  readonly policy?: readonly [from: number, to: number];
  readonly moved: readonly MovedDeadline[];
  /** Waits that keep what they began with. */
  readonly kept?: readonly string[];
  readonly problem?: { readonly code: string; readonly message: string };
}

export interface RebaseWish extends Omit<Rebase, 'policy'> {
  /** What a case is to go by. */
  readonly policyFor: (of: View) => PolicySlice;
  /** Who and why; without them nothing is changed, and each case says what would happen. */
  readonly order?: Pick<RebaseOrder, 'by' | 'reason'>;
}

/**
 * Has running cases go by another policy, some at a time; `tell` hears of each. One that does so already is left alone, so whoever was
 * interrupted begins again.
 */
export function rebaseCases(
  cases: Cases,
  ids: readonly string[],
  wish: RebaseWish,
  tell: (rebased: Rebased) => void = () => undefined,
): Promise<Rebased[]> {
  return eachOf(ids, id => rebaseCase(cases, id, wish).catch(error => refusal(id, error)), tell);
}

async function rebaseCase(cases: Cases, id: string, { policyFor, order, ...rest }: RebaseWish): Promise<Rebased> {
  const of = cases.get(id);
  const view = await of.view();
  const { name: procedure, status } = view;
  if (status !== 'active') return { id, procedure, outcome: 'closed', moved: [] };
  if (!(view.context as Partial<WithPolicy> | null)?.policy)
    throw new DuecourseError('BAD_REBASE', `'${id}' keeps no policy.`);
  if (rest.only && !view.tags.includes(PROVISIONAL_TAG)) return { id, procedure, outcome: 'settled', moved: [] };
  const wanted: Rebase = { ...rest, policy: policyFor(view) };
  const { already, moved, kept, policy, problem } = await of.previewRebase(wanted);
  if (problem) return { id, procedure, outcome: 'refused', moved: [], problem };
  const said = { id, procedure, policy, ...(kept.length > 0 && { kept }) };
  if (already) return { ...said, outcome: 'already', moved };
  if (!order) return { ...said, outcome: moved.length > 0 ? 'would-move' : 'unmoved', moved };
  await of.rebase({ ...wanted, ...order });
  const recorded = movesIn((await of.view()).journal);
  return { ...said, outcome: recorded.length > 0 ? 'moved' : 'unmoved', moved: recorded };
}

/** What the last re-base on record moved. */
function movesIn(journal: readonly JournalEntry[]): MovedDeadline[] {
  const lines = journal.flatMap(line => (line.type === 'rebased' ? [line] : []));
  const last = lines.at(-1)?.at;
  return lines.flatMap(({ at, deadline, from, to, left, missed, settled }) =>
    at !== last || deadline === undefined
      ? []
      : [
          {
            deadline,
            ...(from !== undefined && { from }),
            ...(to !== undefined && { to }),
            ...(left && { left }),
            ...(missed && { missed }),
            ...(settled && { settled }),
          },
        ],
  );
}

/** Ended since it was asked: no failure of the re-base. */
function refusal(id: string, error: unknown): Rebased {
  if (!(error instanceof DuecourseError)) throw error;
  const { code, message } = error;
  if (code === 'CASE_CLOSED') return { id, outcome: 'closed', moved: [] };
  return { id, outcome: 'refused', moved: [], problem: { code, message } };
}
