import type { ActorScope, AnyMachineSnapshot, AnyStateMachine, Snapshot } from 'xstate';
import type { AnyEvent } from './types';

/**
 * The parts of XState 5 that its type declarations leave out and that a durable interpreter has to reach.
 * They are named here and nowhere else; xstate is pinned exactly because of them.
 */

export type AnySnapshot = Snapshot<unknown> & { readonly output?: unknown; readonly error?: unknown };
export type MachineSnapshot = AnyMachineSnapshot & { readonly _nodes: readonly StateNodeLike[] };
export type AnyScope = ActorScope<AnySnapshot, AnyEvent>;

/** The logic of any actor, as XState calls it. */
export interface Logic {
  start?: ((snapshot: AnySnapshot, scope: AnyScope) => void) | undefined;
  readonly config?: unknown;
  getInitialSnapshot(scope: AnyScope, input: unknown): AnySnapshot;
  transition(snapshot: AnySnapshot, event: AnyEvent, scope: AnyScope): AnySnapshot;
  getPersistedSnapshot(snapshot: AnySnapshot): unknown;
  restoreSnapshot?(snapshot: unknown, scope: AnyScope): AnySnapshot;
}

/** 0 not started · 1 running · 2 stopped */
export type ProcessingStatus = 0 | 1 | 2;

export interface InternalRef {
  readonly id: string;
  readonly src: unknown;
  readonly logic: unknown;
  readonly system: InternalSystem;
  readonly _parent: InternalRef | undefined;
  readonly _snapshot: AnySnapshot;
  readonly _processingStatus: ProcessingStatus;
  _send: (event: AnyEvent) => void;
  _stop(): unknown;
}

export interface InternalSystem {
  _bookId(): string;
  _register(sessionId: string, ref: InternalRef): string;
  _relay(source: InternalRef | undefined, target: InternalRef, event: AnyEvent): void;
  _sendInspectionEvent(event: InspectionEvent): void;
  scheduler: {
    schedule(source: InternalRef, target: InternalRef, event: AnyEvent, delay: number, id?: string): void;
    cancel(source: InternalRef, id: string): void;
    cancelAll(source: InternalRef): void;
  };
}

/** An action as a transition hands it out; `exec` is missing when nobody implements it. */
export interface Action {
  readonly type: string;
  readonly info: unknown;
  readonly params: unknown;
  readonly exec?: (info: unknown, params: unknown) => void;
}

export interface InspectionEvent {
  readonly type: string;
  readonly actorRef: InternalRef;
  readonly event: AnyEvent;
  readonly _transitions?: readonly TransitionLike[];
}

export interface TransitionLike {
  readonly source: StateNodeLike;
  readonly target: readonly StateNodeLike[] | undefined;
  readonly actions: readonly unknown[];
  readonly reenter: boolean;
  readonly eventType: string;
  readonly guard?: unknown;
  readonly delay?: unknown;
  readonly meta?: { readonly [key: string]: unknown };
  readonly description?: string;
}

export interface StateNodeLike {
  readonly id: string;
  readonly key: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  readonly order: number;
  readonly parent?: StateNodeLike;
  readonly states: { readonly [key: string]: StateNodeLike };
  readonly initial: { readonly target: readonly StateNodeLike[] };
  readonly history: false | 'shallow' | 'deep';
  /** As written; of a history state, where it leads at first. */
  readonly config: { readonly target?: string | readonly string[] };
  readonly tags: readonly string[];
  readonly meta?: { readonly [key: string]: unknown };
  readonly description?: string;
  readonly entry: readonly unknown[];
  readonly exit: readonly unknown[];
  readonly invoke: readonly { readonly id: string; readonly src: string }[];
  readonly always?: readonly TransitionLike[];
  readonly after: readonly TransitionLike[];
  readonly transitions: Map<string, readonly TransitionLike[]>;
}

export const refOf = (ref: unknown): InternalRef => ref as InternalRef;

/** The actor that an actor's snapshot keeps under an id. */
export const childOf = (snapshot: AnySnapshot, id: string): InternalRef | undefined =>
  (snapshot as { children?: { [id: string]: InternalRef | undefined } }).children?.[id];

/** `getInitialSnapshot` turns what a machine throws into a state of error; a bug in code must come out instead. */
export function unharmed(snapshot: AnySnapshot): AnySnapshot {
  if (snapshot.status === 'error') throw snapshot.error;
  return snapshot;
}

export const rootOf = (machine: AnyStateMachine): StateNodeLike => machine.root as unknown as StateNodeLike;

/** Every state node of a machine, parents before children. */
export function* statesOf(node: StateNodeLike): Generator<StateNodeLike> {
  yield node;
  for (const child of Object.values(node.states)) yield* statesOf(child);
}

export type LogicKind = 'machine' | 'transition' | 'promise' | 'other';

/** What sort of actor logic this is. XState gives the creators no mark of their own, so a promise is told by how it takes a resolution. */
export function kindOf(logic: unknown): LogicKind {
  const candidate = logic as Logic & { root?: unknown };
  if (candidate.root !== undefined) return 'machine';
  if (candidate.start === undefined) return 'transition';
  try {
    const resolved = candidate.transition(
      { status: 'active', output: undefined, error: undefined },
      { type: 'xstate.promise.resolve', data: 1 },
      {} as AnyScope,
    );
    return resolved.status === 'done' ? 'promise' : 'other';
  } catch {
    return 'other';
  }
}
