import type { MigrateOrder } from '../statechart/migrate';
import { MIGRATE } from '../statechart/protocol';
import type { View } from '../statechart/view';
import { DuecourseError } from '../time/error';
import type { Cases } from './connect';
import { readable } from './errors';
import { eachOf } from './many';

/** What became, or would become, of one case. `waits`: it is moved as soon as work of it that is under way is over. */
export interface Moved {
  readonly id: string;
  readonly from?: number;
  readonly outcome: 'would-move' | 'would-wait' | 'moved' | 'waits' | 'already' | 'closed' | 'refused';
  /** The state that it is, or would be, in. */
  readonly state?: unknown;
  readonly problem?: { readonly code: string; readonly message: string };
}

/** How long (ms) it may take until a case has begun its new run. */
const SOON_MS = 10_000;

/** Ids of the running cases of a workflow type, the oldest first. @throws DuecourseError `SERVER_UNREACHABLE`, `SERVER_ERROR` */
export async function runningCases({ temporal, address }: Cases, type: string): Promise<string[]> {
  const query = `WorkflowType = '${type.replaceAll("'", "''")}' AND ExecutionStatus = 'Running'`;
  const ids: string[] = [];
  try {
    for await (const { workflowId } of temporal.workflow.list({ query })) ids.push(workflowId);
  } catch (error) {
    throw readable(error, '', address);
  }
  return ids.reverse();
}

/**
 * Moves cases to a later version, some at a time; `tell` hears of each. One that is there already is left alone,
 * so whoever was interrupted begins again. Without an order nothing is changed: each says what would happen.
 */
export function migrateCases(
  cases: Cases,
  ids: readonly string[],
  { to, order, type }: { readonly to: number; readonly type: string; readonly order?: MigrateOrder },
  tell: (moved: Moved) => void = () => undefined,
): Promise<Moved[]> {
  return eachOf(ids, id => migrateCase(cases, id, { to, order, type }).catch(error => refusal(id, error)), tell);
}

async function migrateCase(
  cases: Cases,
  id: string,
  { to, order, type }: { readonly to: number; readonly type: string; readonly order: MigrateOrder | undefined },
): Promise<Moved> {
  const of = cases.get(id);
  const before = await of.view();
  const { name, version: from, status, value: state } = before;
  if ((await of.describe()).type !== type)
    throw new DuecourseError('UNKNOWN_CASE', `'${id}' is a case of '${name}', not of '${type}'.`);
  if (status !== 'active') return { id, from, outcome: 'closed', state };
  if (from === to) return { id, from, outcome: 'already', state };
  const { problem, value, waits } = await of.previewMigration(to);
  if (problem) return { id, from, outcome: 'refused', state, problem };
  if (!order) return { id, from, outcome: waits ? 'would-wait' : 'would-move', state: value };
  await of.migrate(order);
  if (waits) return { id, from, outcome: 'waits', state: value };
  const refused = refusedMoves(before);
  const over = (view: View) => view.version === to || refusedMoves(view) > refused;
  const after = await of.waitFor({ where: over }, { timeout: SOON_MS });
  if (after.version === to) return { id, from, outcome: 'moved', state: after.value };
  const message = 'The case had changed since the migration was checked; ask again for the reason.';
  return { id, from, outcome: 'refused', state: after.value, problem: { code: 'BAD_MIGRATION', message } };
}

/** How often the journal says that the case could not be moved after all. */
const refusedMoves = ({ journal }: View): number =>
  journal.filter(entry => entry.type === 'refused' && entry.event === MIGRATE).length;

/** Ended, or busy, since it was asked: neither is a failure of the move. */
function refusal(id: string, error: unknown): Moved {
  if (!(error instanceof DuecourseError)) throw error;
  const { code, message } = error;
  if (code === 'CASE_CLOSED') return { id, outcome: 'closed' };
  if (code === 'TIMED_OUT') return { id, outcome: 'waits' };
  return { id, outcome: 'refused', problem: { code, message } };
}
