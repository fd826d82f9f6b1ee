import * as wf from '@temporalio/workflow';
import type { AnyStateMachine } from 'xstate';
import { requireLasting } from '../statechart/lint/lint';
import { unusablePart } from '../statechart/policy';
import type { Procedure } from '../statechart/procedure';
import { DuecourseError } from '../time/error';
import { type Beginning, beginningOf } from './beginning';
import { refusing } from './failures';
import { Host } from './host';
import { Lineage, lineageOf } from './lineage';
import type { Carry, DurableOptions } from './options';
import { orMended, parkCase, wasParked } from './parked';
import { AS_SENT } from './payloads';
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
  for (const each of [machine, ...(options.earlier ?? []).map(({ machine }) => machine)]) requireDurable(each, options);
  const lineage = lineageOf(machine, options);
  return asSent((...args) => run(lineage, options, {}, args, ({ input }) => input));
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
  const versions = [
    ...procedure.earlier.map(earlier => ({ ...earlier, definition: earlier.procedure })),
    { definition: procedure },
  ];
  for (const { definition } of versions) requireDurable(definition.machine, options);
  const lineage = new Lineage(versions);
  return asSent((...args) =>
    run(lineage, options, rules, args, ({ input, carry: { policy, by } }) => {
      const at = wf.workflowInfo().startTime.getTime();
      refusing(() => requireFitting(procedure, rules, input, policy, at));
      return { ...(input as object | null), policy, at, ...(by && { by }) };
    }),
  );
}

const requireDurable = (machine: AnyStateMachine, options: DurableOptions): void =>
  requireLasting(machine, { ...options, actors: options.actors ?? {} });

/** `openingOf` is asked for what the machine opens with when a case begins. */
async function run(
  lineage: Lineage,
  options: DurableOptions,
  rules: Partial<ProcedureRules>,
  args: readonly unknown[],
  openingOf: (beginning: Beginning) => unknown,
): Promise<unknown> {
  const searchable = options.searchAttributes ?? false;
  const parked = wasParked();
  const beginning = parked ? orMended(() => beginningOf(args, lineage)) : beginningOf(args, lineage);
  if ('problem' in beginning) return parkCase(lineage.name, rules.events, args, beginning, searchable);
  const opening = beginning.envelope ? undefined : openingOf(beginning);
  return new Host(lineage, options, rules, beginning, opening).run();
}

/** A workflow that takes its arguments as they were sent. */
export const asSent = (workflow: (...args: readonly unknown[]) => Promise<unknown>): DurableWorkflow =>
  Object.assign(workflow as DurableWorkflow, { staticOptions: { typeInfo: AS_SENT } });

function requireFitting(
  { needs }: Procedure,
  { checkInput }: ProcedureRules,
  input: unknown,
  policy: unknown,
  at: number,
): void {
  const problem =
    policy === undefined
      ? { path: '', message: "no policy came with it; start it by 'duecourse start'." }
      : (checkInput(input ?? {}) ?? unusablePart(policy, needs, at));
  if (!problem) return;
  const { path, message } = problem;
  throw new DuecourseError(
    'BAD_INPUT',
    `The case was opened with what does not fit: ${path || '(whole)'}: ${message}`,
    {
      problems: [problem],
    },
  );
}
