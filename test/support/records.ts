import type { CaseRecord } from '../../register/record';
import type { JournalEntry } from '../../statechart/types';
import type { View } from '../../statechart/view';

export const BEGIN = Date.UTC(2026, 10, 23, 1);
const MINUTE = 60_000;

/** A case of which `lines` lines are known, told from line `since` on; an open complaint that falls due an hour after it began, unless told. */
export function recordOf(
  id: string,
  lines: number,
  { since = 0, view = {}, ...more }: Partial<Omit<CaseRecord, 'view'>> & { readonly view?: Partial<View> } = {},
): CaseRecord {
  const journal = Array.from({ length: lines - since }, (_, i) => lineOf(since + i));
  return {
    id,
    procedure: 'customer-complaint',
    status: 'open',
    since,
    started: BEGIN,
    ahead: 0,
    runId: 'run-1',
    historyLength: 3 * lines,
    ...more,
    view: {
      name: 'customer-complaint',
      version: 1,
      value: 'intake',
      status: 'active',
      tags: ['open'],
      context: { complainant: { name: '张女士', phone: '+86 20 5550 0101' }, subject: '延误', policy: { zone: null } },
      output: undefined,
      error: undefined,
      deadlines: [
        {
          name: 'reply',
          title: { zh: '答复期限', en: 'Reply' },
          status: 'running',
          due: BEGIN + 60 * MINUTE,
          left: 60 * MINUTE,
        },
      ],
      accepts: ['REPLIED', 'WITHDRAWN'],
      incidents: [],
      journal,
      lines,
      revision: lines,
      at: BEGIN + lines * MINUTE,
      ...view,
    },
  };
}

const lineOf = (n: number): JournalEntry => ({
  type: 'event',
  at: BEGIN + n * MINUTE,
  event: n === 0 ? 'start' : `STEP_${n}`,
  ...(n > 0 && { by: { role: 'agent', name: `li-${n}` } }),
  moves: [{ from: 'complaint.a', to: ['complaint.b'], rule: 'CSD-5 §4.2' }],
});
