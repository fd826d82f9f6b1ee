import { PROVISIONAL_TAG } from '../../statechart/protocol';
import type { Desk } from '../desk';
import { type Listed, type ListFilter, listCases } from '../list';
import { nowOf } from '../time-skipping';

/** Sorting by deadline needs them all; beyond this many only the newest are looked at. */
export const MOST = 1_000;
const AT_ONCE = 20;

/** A listed case with what is left (ms) by its own clock. */
export interface ListedRow extends Listed {
  readonly leftMs?: number;
  /** The nearest deadline needs days that the calendar does not know yet. */
  readonly provisional?: true;
  readonly person?: string;
  readonly phone?: string;
}

/**
 * Cases as the server has them, without a register: the nearest deadline first, then what has none, the newest first. A case whose
 * clock was moved forward is judged by that clock, which the server's index knows nothing of.
 */
export async function casesOnServer(desk: Desk, filter: ListFilter, overdue: boolean): Promise<ListedRow[]> {
  const client = desk.cases.temporal;
  const found = await listCases(client, filter);
  const late = overdue
    ? await listCases(client, { ...filter, dueBefore: Math.min(Date.now(), filter.dueBefore ?? Date.now()) })
    : [];
  const cases = [...new Map([...late, ...found].map(one => [one.id, one])).values()];
  const rows: ListedRow[] = [];
  for (let at = 0; at < cases.length; at += AT_ONCE) {
    rows.push(...(await Promise.all(cases.slice(at, at + AT_ONCE).map(one => withLeft(desk, one)))));
  }
  return rows
    .filter(({ leftMs }) => !overdue || (leftMs !== undefined && leftMs < 0))
    .sort((a, b) => (a.leftMs ?? Number.MAX_VALUE) - (b.leftMs ?? Number.MAX_VALUE) || b.started - a.started);
}

async function withLeft(desk: Desk, listed: Listed): Promise<ListedRow> {
  if (listed.deadline === undefined || listed.closed !== undefined) return listed;
  const { id, deadline, tags } = listed;
  const leftMs = deadline - (await nowOf(desk.cases.temporal, id));
  if (!tags.includes(PROVISIONAL_TAG)) return { ...listed, leftMs };
  const { deadlines } = await desk.cases.get(id).view();
  const provisional = deadlines.some(({ due, provisional }) => provisional && due === deadline);
  return { ...listed, leftMs, ...(provisional && { provisional }) };
}
