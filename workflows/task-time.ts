import { workflowInfo } from '@temporalio/workflow';
import { NOT_YET } from '../statechart/protocol';

/**
 * Sees to it that nothing is judged by the time of another workflow task.
 *
 * A query that reaches a worker for a case whose last worker has died is handed the whole history, and with it what no workflow task has
 * taken in yet: a timer that has fired, a signal. Temporal's core hands these on as if they were part of the task before, with that task's
 * time, which may be days ago; a deadline would seem to lie ahead, and what came too late would be in time. A task of its own has a time of
 * its own, so news with the time of the task before are refused: the query fails, the worker forgets the case, and the task that is waiting
 * takes everything in at the right time.
 */
export class TaskTime {
  private at = 0;
  private historyLength = 0;

  /** To be called with each activation. @throws Error if it brings news without a time of their own */
  check(): void {
    const { historyLength, unsafe } = workflowInfo();
    if (historyLength === this.historyLength) return;
    if (Date.now() === this.at && !unsafe.isReplaying) throw new Error(NOT_YET);
    this.at = Date.now();
    this.historyLength = historyLength;
  }
}
