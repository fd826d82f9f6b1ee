import { type AnyStateMachine, fromPromise } from 'xstate';
import { DuecourseError } from '../time/error';
import {
  type Action,
  type AnyScope,
  type AnySnapshot,
  type InternalRef,
  type InternalSystem,
  kindOf,
  type Logic,
  type LogicKind,
  refOf,
  unharmed,
} from './internals';
import { withPaths } from './references';
import type { AnyEvent } from './types';

/** The interpreter of one case, as the logic of its actors finds it: by the actor system that they all share. */
export interface Host {
  /** A promise actor begins (or, in a case that is taken up again, goes on): its work is done outside. */
  begin(ref: InternalRef, actor: BoundActor, input: unknown): void;
  /** Something for an actor that runs as another workflow. */
  tell(ref: InternalRef, event: AnyEvent): void;
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
  /** The workflow type that it runs as, for a machine that is to be a child workflow. */
  readonly workflow?: string;
}

/** Machine actors that run as child workflows: name → workflow type. */
export interface ChildWorkflows {
  readonly [src: string]: string;
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
 * `workflows` names the machine actors that run as child workflows, and the workflow type of each.
 * @throws DuecourseError `ACTOR_CANNOT_LAST` for callback and observable actors
 */
export function bind(machine: AnyStateMachine, workflows: ChildWorkflows = {}): AnyStateMachine {
  const named = Object.entries(machine.implementations.actors as { [src: string]: unknown });
  if (named.length === 0) return machine;
  return machine.provide({
    actors: Object.fromEntries(
      named.map(([src, logic]) => [src, handedOver(machine.id, src, logic, workflows)]),
    ) as never,
  });
}

function handedOver(machine: string, src: string, logic: unknown, workflows: ChildWorkflows): Logic {
  const kind = kindOf(logic);
  const workflow = kind === 'machine' ? workflows[src] : undefined;
  if (workflow !== undefined) return elsewhere({ machine, src, kind: 'machine', workflow });
  if (kind === 'other') {
    throw new DuecourseError(
      'ACTOR_CANNOT_LAST',
      `Actor '${src}' of machine '${machine}' is a callback or an observable: it cannot outlive its process. Use fromPromise (runs as an activity), fromTransition or a machine.`,
      { machine, actor: src },
    );
  }
  const ready = hosted((kind === 'machine' ? bind(logic as AnyStateMachine, workflows) : logic) as Logic);
  if (kind !== 'promise') return ready;
  const actor: BoundActor = { machine, src, kind };
  ready.start = (snapshot, scope) =>
    hostOf(scope).begin(refOf(scope.self), actor, (snapshot as { input?: unknown }).input);
  return ready;
}

/** A machine that runs as a workflow of its own: to this case it is a promise that also takes events. */
function elsewhere(actor: BoundActor): Logic {
  const answer = hosted(fromPromise(async () => undefined) as unknown as Logic);
  answer.start = (snapshot, scope) =>
    hostOf(scope).begin(refOf(scope.self), actor, (snapshot as { input?: unknown }).input);
  const settle = answer.transition;
  answer.transition = (snapshot, event, scope) => {
    if (event.type.startsWith('xstate.')) return settle(snapshot, event, scope);
    hostOf(scope).tell(refOf(scope.self), event);
    return snapshot;
  };
  return answer;
}

/** Logic as it lives in a case, otherwise as it was. `prepare` sees the scope of each actor before anything runs in it. */
export function hosted(logic: Logic, prepare: (scope: AnyScope) => void = () => undefined): Logic {
  const born = <T>(scope: AnyScope, birth: () => T): T => {
    prepare(scope);
    return guarded(scope, () => {
      redirect(scope);
      return birth();
    });
  };
  const own: Logic = {
    getInitialSnapshot: (scope: AnyScope, input: unknown) =>
      born(scope, () => unharmed(logic.getInitialSnapshot(scope, input))),
    restoreSnapshot: (snapshot: unknown, scope: AnyScope) =>
      born(scope, () => (logic.restoreSnapshot ? logic.restoreSnapshot(snapshot, scope) : (snapshot as never))),
    getPersistedSnapshot: (snapshot: AnySnapshot) => logic.getPersistedSnapshot(withPaths(snapshot)),
    transition: (snapshot: AnySnapshot, event: AnyEvent, scope: AnyScope) =>
      guarded(scope, () => logic.transition(snapshot, event, scope)),
  };
  // Defined, not assigned: a preloaded machine is frozen, and what a frozen prototype has cannot be assigned.
  const ready: Logic = Object.create(logic, Object.getOwnPropertyDescriptors(own));
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
