import { INCIDENT_TAG, SEARCH } from '../statechart/protocol';
import type { Json } from '../statechart/types';
import type { Cases } from './connect';
import { readable } from './errors';

/** Something of an open case that waits for a person. Instants in ms since the epoch. */
export interface OpenIncident {
  readonly case: string;
  readonly procedure: string;
  /** Work that failed for good; the case waits in its state and its deadlines run on. Absent where the case itself stands still. */
  readonly actor?: string;
  readonly since: number;
  readonly error: Json;
}

/** Cases that say that work of theirs is parked, and those whose workflow task the server reports as failing again and again. */
const WAITING = `ExecutionStatus = 'Running' AND (${SEARCH.tags} = '${INCIDENT_TAG}' OR TemporalReportedProblems IS NOT NULL)`;
const AT_ONCE = 20;

/**
 * Everything that is stuck, the longest first. Cases are found by the server's index, which is up to a few seconds behind.
 * @throws DuecourseError `SERVER_UNREACHABLE`, `SERVER_ERROR`
 */
export async function openIncidents(cases: Cases): Promise<OpenIncident[]> {
  const stuck: Stuck[] = [];
  try {
    for await (const found of cases.temporal.workflow.list({ query: WAITING })) {
      const { workflowId: id, type: procedure, startTime, searchAttributes } = found;
      const fails = searchAttributes.TemporalReportedProblems !== undefined;
      stuck.push({ id, procedure, started: startTime.getTime(), fails });
    }
  } catch (error) {
    throw readable(error, '', cases.address);
  }
  const found: OpenIncident[] = [];
  for (let at = 0; at < stuck.length; at += AT_ONCE) {
    const some = stuck.slice(at, at + AT_ONCE);
    found.push(...(await Promise.all(some.map(one => incidentsOf(cases, one)))).flat());
  }
  return found.sort((a, b) => a.since - b.since);
}

interface Stuck {
  readonly id: string;
  readonly procedure: string;
  readonly started: number;
  /** Does its workflow task fail again and again? */
  readonly fails: boolean;
}

async function incidentsOf(cases: Cases, { id, procedure, started, fails }: Stuck): Promise<OpenIncident[]> {
  try {
    if (fails) return [{ case: id, procedure, since: started, ...(await lastFailure(cases, id)) }];
    const { incidents } = await cases.get(id).view();
    return incidents.map(({ actor, at, error }) => ({
      case: id,
      procedure,
      // A case that cannot be taken up has no actors.
      ...(actor !== '' && { actor }),
      since: at,
      error,
    }));
  } catch (error) {
    const { code, message } = readable(error, id, cases.address);
    return [{ case: id, procedure, since: started, error: { code, message } }];
  }
}

/** What the case's workflow task fails with, and since when. */
async function lastFailure({ temporal }: Cases, workflowId: string): Promise<{ since?: number; error: Json }> {
  const { history } = await temporal.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: temporal.options.namespace,
    execution: { workflowId },
    maximumPageSize: 10,
  });
  const event = history?.events?.find(({ workflowTaskFailedEventAttributes: failed }) => failed);
  const message = event?.workflowTaskFailedEventAttributes?.failure?.message ?? 'its workflow task fails';
  return { ...(event?.eventTime && { since: Number(event.eventTime.seconds) * 1_000 }), error: { message } };
}
