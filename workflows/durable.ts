import * as wf from '@temporalio/workflow';
import type { AnyStateMachine } from 'xstate';
import { requireLasting } from '../statechart/lint/lint';
import type { Procedure } from '../statechart/procedure';
import { DuecourseError } from '../time/error';
import { refusalFailure } from './failures';
import { Host } from './host';
import { Lineage, lineageOf } from './lineage';
import type { Carry, DurableOptions } from './options';
import type { ProcedureRules } from './rules';

/** A Temporal workflow: started with the machine's input, it ends with the machine's output. */
export type DurableWorkflow = (input?: unknown, carry?: Carry) => Promise<unknown>;

/**
 * Makes a Temporal workflow of an XState machine. Export what it returns from the file that the worker bundles;
 * the export's name is the workflow type.
 *
 * Promise actors run as activities called `<machine id>.<actor>` (see `activitiesOf` in `duecourse/worker`), named actions
 * without an implementation as activities of their name; timers, children and queued events survive any crash.
 *
 * @throws DuecourseError `MACHINE_CANNOT_LAST` with all that keeps the machine from being run as a case, `UNKNOWN_LINT_RULE`
 */
export function durable(machine: AnyStateMachine, options: DurableOptions = {}): DurableWorkflow {
  requireLasting(machine, { ...options, actors: options.actors ?? {} });
  const lineage = lineageOf(machine, options);
  return (input, carry = {}) => new Host(lineage, options, undefined, carry, input).run();
}

/**
 * The same for a procedure of the house: what goes in is checked against its rules, and the case keeps the policy that it began with.
 * A case that was started around the desk, and does not fit, ends at once with `BAD_INPUT`: nobody could ever mend it.
 */
export function durableProcedure(
  procedure: Procedure,
  options: DurableOptions,
  rules: ProcedureRules,
): DurableWorkflow {
  const lineage = new Lineage([{ definition: procedure }]);
  return async (input, carry = {}) => {
    if (!carry.envelope) requireFitting(rules, input, carry);
    const opening = {
      ...(input as object | null),
      policy: carry.policy,
      at: wf.workflowInfo().startTime.getTime(),
      ...(carry.by && { by: carry.by }),
    };
    return new Host(lineage, options, rules.events, carry, opening).run();
  };
}

function requireFitting({ checkInput }: ProcedureRules, input: unknown, { policy }: Carry): void {
  const problem = policy
    ? checkInput(input ?? {})
    : { path: '', message: "no policy came with it; start it by 'duecourse start'." };
  if (!problem) return;
  const { path, message } = problem;
  throw refusalFailure(
    new DuecourseError('BAD_INPUT', `The case was opened with what does not fit: ${path || '(whole)'}: ${message}`, {
      problems: [problem],
    }),
  );
}
