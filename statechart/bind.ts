import type { AnyStateMachine } from 'xstate';
import { DuecourseError } from '../time/error';
import { type AnyScope, type AnySnapshot, type InternalSystem, kindOf, type Logic, type LogicKind } from './internals';

/** The interpreter of one case, as the logic of its actors finds it: by the actor system that they all share. */
export interface Host {
  born(scope: AnyScope, actor: BoundActor, input: unknown): AnySnapshot;
  restored(scope: AnyScope, actor: BoundActor, snapshot: unknown): AnySnapshot;
}

/** Actor logic that a machine knows by name, made ready to live in a case. */
export interface BoundActor {
  readonly machine: string;
  readonly src: string;
  readonly kind: Exclude<LogicKind, 'other'>;
  readonly logic: Logic;
}

const HOST = Symbol.for('duecourse.host');
type Hosted = InternalSystem & { [HOST]?: Host };

export function attach(system: InternalSystem, host: Host): void {
  (system as Hosted)[HOST] = host;
}

const hostOf = (scope: AnyScope): Host => {
  const host = (scope.system as unknown as Hosted)[HOST];
  if (!host)
    throw new DuecourseError(
      'NOT_IN_A_CASE',
      'A bound machine can only be run by duecourse; give createActor() the machine as you wrote it.',
    );
  return host;
};

/**
 * A copy of the machine whose actors, at every depth, are handed to the interpreter instead of being run by XState:
 * XState goes on deciding *what* is spawned, stopped and sent to whom; the interpreter decides how it lasts.
 * The machine given is left as it is.
 *
 * @throws DuecourseError `ACTOR_CANNOT_LAST` for callback and observable actors
 */
export function bind(machine: AnyStateMachine): AnyStateMachine {
  const named = Object.entries(machine.implementations.actors as { [src: string]: unknown });
  if (named.length === 0) return machine;
  return machine.provide({
    actors: Object.fromEntries(named.map(([src, logic]) => [src, handedOver(machine.id, src, logic)])) as never,
  });
}

function handedOver(machine: string, src: string, logic: unknown): Logic {
  const kind = kindOf(logic);
  if (kind === 'other') {
    throw new DuecourseError(
      'ACTOR_CANNOT_LAST',
      `Actor '${src}' of machine '${machine}' is a callback or an observable: it cannot outlive its process. Use fromPromise (runs as an activity), fromTransition or a machine.`,
      { machine, actor: src },
    );
  }
  const actor: BoundActor = {
    machine,
    src,
    kind,
    logic: (kind === 'machine' ? bind(logic as AnyStateMachine) : logic) as Logic,
  };
  return {
    config: actor,
    getInitialSnapshot: (scope, input) => hostOf(scope).born(scope, actor, input),
    restoreSnapshot: (snapshot, scope) => hostOf(scope).restored(scope, actor, snapshot),
    getPersistedSnapshot: snapshot => actor.logic.getPersistedSnapshot(snapshot),
    transition: snapshot => snapshot,
  };
}
