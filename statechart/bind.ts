import type { AnyStateMachine } from 'xstate';
import { DuecourseError } from '../time/error';
import {
  type Action,
  type AnyScope,
  type InternalRef,
  type InternalSystem,
  kindOf,
  type Logic,
  type LogicKind,
  refOf,
  unharmed,
} from './internals';
import { withPaths } from './references';

/** The interpreter of one case, as the logic of its actors finds it: by the actor system that they all share. */
export interface Host {
  /** A promise actor begins (or, in a case that is taken up again, goes on): its work is done outside. */
  begin(ref: InternalRef, actor: BoundActor, input: unknown): void;
  /** A named action without an implementation. */
  act(action: Action): void;
  emit(ref: InternalRef, event: unknown): void;
  /** What machine code throws. XState makes a state of error of it; a case must let it out. */
  bug(error: unknown): void;
}

/** Actor logic that a machine knows by name, made ready to live in a case. */
export interface BoundActor {
  readonly machine: string;
  readonly src: string;
  readonly kind: Exclude<LogicKind, 'other'>;
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

const BOUND = new WeakSet<object>();

/** Was this logic made by `bind`? Any other would be run by XState itself and would not outlive its process. */
export const isBound = (logic: unknown): boolean => BOUND.has(logic as object);

/**
 * A copy of the machine whose actors, at every depth, report to the interpreter of their case and leave promises to it:
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
  const ready = hosted((kind === 'machine' ? bind(logic as AnyStateMachine) : logic) as Logic);
  if (kind !== 'promise') return ready;
  const actor: BoundActor = { machine, src, kind };
  ready.start = (snapshot, scope) =>
    hostOf(scope).begin(refOf(scope.self), actor, (snapshot as { input?: unknown }).input);
  return ready;
}

/** Logic as it lives in a case. `prepare` sees the scope of each actor before anything runs in it. */
export function hosted(logic: Logic, prepare: (scope: AnyScope) => void = () => undefined): Logic {
  const born = <T>(scope: AnyScope, birth: () => T): T => {
    prepare(scope);
    return guarded(scope, () => {
      redirect(scope);
      return birth();
    });
  };
  const ready: Logic = {
    config: logic.config,
    start: logic.start,
    getInitialSnapshot: (scope, input) => born(scope, () => unharmed(logic.getInitialSnapshot(scope, input))),
    restoreSnapshot: (snapshot, scope) =>
      born(scope, () => (logic.restoreSnapshot ? logic.restoreSnapshot(snapshot, scope) : (snapshot as never))),
    getPersistedSnapshot: snapshot => logic.getPersistedSnapshot(withPaths(snapshot)),
    transition: (snapshot, event, scope) => guarded(scope, () => logic.transition(snapshot, event, scope)),
  };
  BOUND.add(ready);
  return ready;
}

/** What an actor does to the world goes to its host. Initial actions run after the birth, where XState swallows what they throw. */
function redirect(scope: AnyScope): void {
  const host = hostOf(scope);
  const ref = refOf(scope.self);
  const open = scope as unknown as { emit(event: unknown): void; actionExecutor(action: Action): void };
  const execute = open.actionExecutor;
  open.emit = event => host.emit(ref, event);
  open.actionExecutor = action => {
    const { exec } = action;
    if (!exec) execute({ ...action, exec: () => host.act(action) });
    else if (ref._processingStatus === 1) execute(action);
    else execute({ ...action, exec: (info, params) => guarded(scope, () => exec(info, params)) });
  };
}

function guarded<T>(scope: AnyScope, run: () => T): T {
  try {
    return run();
  } catch (error) {
    hostOf(scope).bug(error);
    throw error;
  }
}
