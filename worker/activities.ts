import { Context } from '@temporalio/activity';
import type { AnyActorLogic, AnyStateMachine } from 'xstate';
import { kindOf } from '../statechart/internals';
import { requireLasting } from '../statechart/lint/lint';

/** An activity that runs one promise actor. */
export type ActorActivity = (input?: unknown) => Promise<unknown>;

/**
 * The promise actors of a machine, and of the machines in it, as Temporal activities: `<machine id>.<actor>`.
 * The function given to `fromPromise` gets `input` and `signal` as in XState (the signal aborts when the activity is cancelled);
 * it has no live `self` or `system`, for it may run in another process than the machine.
 *
 * @throws DuecourseError `MACHINE_CANNOT_LAST` with all that keeps the machine from being run as a case
 * @example Worker.create({ activities: { ...activitiesOf(orderMachine) }, … })
 */
export function activitiesOf(machine: AnyStateMachine): { [name: string]: ActorActivity } {
  // In the workflow a machine that cannot last shows as tasks that fail; here the worker does not even start.
  requireLasting(machine);
  return promisesOf(machine);
}

function promisesOf(machine: AnyStateMachine): { [name: string]: ActorActivity } {
  const activities: { [name: string]: ActorActivity } = {};
  for (const [src, logic] of Object.entries(machine.implementations.actors as { [src: string]: AnyActorLogic })) {
    const kind = kindOf(logic);
    if (kind === 'promise') activities[`${machine.id}.${src}`] = activityOf(logic);
    if (kind === 'machine') Object.assign(activities, promisesOf(logic as AnyStateMachine));
  }
  return activities;
}

function activityOf(logic: AnyActorLogic): ActorActivity {
  const run = (
    logic as unknown as {
      config: (args: { input: unknown; signal: AbortSignal; emit: () => void }) => PromiseLike<unknown>;
    }
  ).config;
  return async input => run({ input, signal: Context.current().cancellationSignal, emit: () => undefined });
}
