import type { WorkflowInfo } from '@temporalio/workflow';

/**
 * How much more a run may take. `due`: another run begins as soon as nothing is in the way. `full`: events are refused until it has begun.
 * `none`: it begins whatever is in the way, for Temporal ends a case whose run goes on.
 */
export type Room = 'enough' | 'due' | 'full' | 'none';

/** Temporal refuses the 2,001st update of a run. Some are carried out while the last ones are counted. */
const UPDATES = 1_900;
/** Events at which Temporal suggests a new run; it ends a case at 51,200 events. */
const SUGGESTED = 4_096;
/** Bytes of history; Temporal ends a case at 50 MB. */
const MB = 1024 * 1024;

/** `after`: events at which another run is due; when Temporal suggests it by default. */
export function roomOf(
  {
    historyLength,
    historySize,
    continueAsNewSuggested,
    targetWorkerDeploymentVersionChanged: isElsewhere,
  }: Pick<WorkflowInfo, 'historyLength' | 'historySize' | 'continueAsNewSuggested'> &
    Partial<Pick<WorkflowInfo, 'targetWorkerDeploymentVersionChanged'>>,
  updates: number,
  after: number | undefined,
): Room {
  const events = after ?? SUGGESTED;
  if (historyLength >= 11 * events || historySize >= 45 * MB) return 'none';
  if (historyLength >= 10 * events || historySize >= 40 * MB || updates >= UPDATES) return 'full';
  // Another build is current: the next run begins there.
  if (isElsewhere) return 'due';
  return (after === undefined ? continueAsNewSuggested : historyLength >= after) ? 'due' : 'enough';
}
