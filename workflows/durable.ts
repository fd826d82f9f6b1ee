import * as wf from '@temporalio/workflow';
import type { AnyStateMachine } from 'xstate';
import { type Definition, define } from '../statechart/definition';
import type { Procedure } from '../statechart/procedure';
import { DuecourseError } from '../time/error';
import { Host } from './host';
import type { EventRules } from './ingress';
import type { Carry, DurableOptions } from './options';

/** A Temporal workflow: started with the machine's input, it ends with the machine's output. */
export type DurableWorkflow = (input?: unknown, carry?: Carry) => Promise<unknown>;

/**
 * Makes a Temporal workflow of an XState machine. Export what it returns from the file that the worker bundles;
 * the export's name is the workflow type.
 *
 * Promise actors run as activities called `<machine id>.<actor>` (see `activitiesOf` in `duecourse/worker`), named actions
 * without an implementation as activities of their name; timers, children and queued events survive any crash.
 *
 * @throws DuecourseError `ACTOR_CANNOT_LAST` when the machine has actors that cannot outlive a process
 */
export function durable(machine: AnyStateMachine, options: DurableOptions = {}): DurableWorkflow {
  const definition = define(machine);
  return (input, carry = {}) => new Host(definition, options, undefined, carry, input).run() as Promise<unknown>;
}

/** The same for a procedure of the house: events are checked against its rules, and the case keeps the policy that it began with. */
export function durableProcedure(procedure: Procedure, options: DurableOptions, rules: EventRules): DurableWorkflow {
  return (input, carry = {}) => {
    requireVersion(procedure, carry);
    const opening = {
      ...(input as object | null),
      policy: carry.policy,
      at: wf.workflowInfo().startTime.getTime(),
      ...(carry.by && { by: carry.by }),
    };
    return new Host(procedure, options, rules, carry, opening).run() as Promise<unknown>;
  };
}

function requireVersion(definition: Definition, { version }: Carry): void {
  if (version !== undefined && version !== definition.version) {
    throw new DuecourseError(
      'UNKNOWN_VERSION',
      `This worker has ${definition.name}@${definition.version}, not @${version}.`,
    );
  }
}
