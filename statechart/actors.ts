import { createEmptyActor } from 'xstate';
import { DuecourseError } from '../time/error';
import { attach, type BoundActor, type Host } from './bind';
import {
  type AnyScope,
  type AnySnapshot,
  childrenOf,
  type InspectionEvent,
  type InternalRef,
  type Logic,
  type MachineSnapshot,
  refOf,
} from './internals';
import type { AnyEvent, Effect, Json, RunningActor } from './types';

/** An actor whose logic is pure and runs inside the case: the machine itself, a machine in it, a transition function. */
interface Node {
  readonly path: string;
  readonly ref: InternalRef;
  readonly logic: Logic;
  readonly scope: AnyScope;
  snapshot: AnySnapshot;
  running: boolean;
  busy: boolean;
  readonly mailbox: AnyEvent[];
  /** What XState puts off until the running transition is over: sends, starts, stops, timers. */
  readonly deferred: (() => void)[];
}

/** What the actors of a case ask of the case. */
export interface Surroundings {
  schedule(actor: string, id: string | undefined, event: AnyEvent, delay: number, to: string | undefined): void;
  cancel(actor: string, id: string): void;
  cancelAll(actor: string): void;
  effect(effect: Effect): void;
  nextGeneration(): number;
  actionKey(): string;
  inspect(event: InspectionEvent, actor: string): void;
}

/**
 * The actors of one case, from the root machine down: XState's own transition functions with a scope of our own,
 * so that nothing starts, sleeps or runs by itself. Messages between actors are delivered as XState delivers them:
 * at once if the receiver is idle, after its running transition otherwise. When a call returns, every mailbox is empty.
 */
export class Actors implements Host {
  private readonly nodes = new Map<string, Node>();
  private readonly outside = new Map<string, { readonly ref: InternalRef; readonly running: RunningActor }>();
  private readonly insides = new WeakMap<InternalRef, Node>();
  private readonly paths = new WeakMap<InternalRef, string>();
  private readonly root: InternalRef;
  private carried: Map<string, RunningActor> | undefined;
  private sessions = 0;
  private bug: { readonly error: unknown } | undefined;

  constructor(
    name: string,
    private readonly logic: Logic,
    private readonly world: Surroundings,
  ) {
    this.root = refOf(createEmptyActor());
    this.root.id = name;
    const system = this.root.system;
    attach(system, this);
    system._bookId = () => `x:${this.sessions++}`;
    system._relay = (_source, target, event) => target._send(event);
    system._sendInspectionEvent = event => {
      if (event.type === '@xstate.microstep') world.inspect(event, this.pathOf(event.actorRef));
    };
    system.scheduler = {
      schedule: (source, target, event, delay, id) =>
        world.schedule(this.pathOf(source), id, event, delay, target === source ? undefined : this.pathOf(target)),
      cancel: (source, id) => world.cancel(this.pathOf(source), id),
      cancelAll: source => world.cancelAll(this.pathOf(source)),
    };
  }

  /** Begins the root machine. */
  start(input: unknown): void {
    const node = this.adopt('', this.root, this.logic);
    this.enter(node, unharmed(this.logic.getInitialSnapshot(node.scope, input)));
    this.startNode(node);
    this.check();
  }

  /** Takes up a root snapshot made by `persist`; it is changed on the way. */
  restore(snapshot: unknown, running: readonly RunningActor[]): void {
    this.carried = new Map(running.map(actor => [actor.actor, actor]));
    const node = this.adopt('', this.root, this.logic);
    node.running = true;
    this.root._processingStatus = 1;
    this.enter(node, this.logic.restoreSnapshot!(snapshot, node.scope));
    this.carried = undefined;
    this.check();
  }

  get snapshot(): MachineSnapshot {
    return this.nodes.get('')!.snapshot as MachineSnapshot;
  }

  persist(): Json {
    return this.logic.getPersistedSnapshot(this.snapshot) as Json;
  }

  running(): RunningActor[] {
    return [...this.outside.values()].map(({ running }) => running);
  }

  isRunning(actor: string, generation: number): boolean {
    return this.outside.get(actor)?.running.generation === generation;
  }

  /** Delivers an event; an actor that is gone gets nothing, as in XState. */
  send(path: string, event: AnyEvent): void {
    const node = this.nodes.get(path);
    if (node) this.deliver(node, event);
    this.check();
  }

  /** The answer of an actor that ran outside. */
  settle(path: string, snapshot: AnySnapshot, event: AnyEvent): void {
    const actor = this.outside.get(path);
    if (!actor) return;
    this.outside.delete(path);
    actor.ref._snapshot = snapshot;
    actor.ref._parent?._send(event);
    this.check();
  }

  born(scope: AnyScope, actor: BoundActor, input: unknown): AnySnapshot {
    return this.guarded(() => {
      const { path, ref } = this.place(scope);
      if (actor.kind === 'promise') {
        const running: RunningActor = {
          actor: path,
          generation: this.world.nextGeneration(),
          machine: actor.machine,
          src: actor.src,
          input: input as Json,
        };
        this.adoptOutside(ref, () => this.outside.set(path, { ref, running }));
        return { status: 'active', output: undefined, error: undefined, input } as AnySnapshot;
      }
      const node = this.adopt(path, ref, actor.logic);
      return this.enter(node, unharmed(actor.logic.getInitialSnapshot(node.scope, input)));
    });
  }

  restored(scope: AnyScope, actor: BoundActor, snapshot: unknown): AnySnapshot {
    return this.guarded(() => {
      const { path, ref } = this.place(scope);
      const active = (snapshot as AnySnapshot).status === 'active';
      ref._processingStatus = active ? 1 : 2;
      if (actor.kind === 'promise') {
        this.adoptOutside(ref, () => undefined);
        const running = this.carried?.get(path);
        if (running) this.outside.set(path, { ref, running });
        return snapshot as AnySnapshot;
      }
      const node = this.adopt(path, ref, actor.logic);
      node.running = active;
      const revived = actor.logic.restoreSnapshot
        ? actor.logic.restoreSnapshot(snapshot, node.scope)
        : (snapshot as AnySnapshot);
      if (!active) this.nodes.delete(path);
      return this.enter(node, revived);
    });
  }

  private pathOf(ref: InternalRef): string {
    return this.paths.get(ref) ?? (ref._parent ? `${this.pathOf(ref._parent)}/${ref.id}` : '');
  }

  private place(scope: AnyScope): { path: string; ref: InternalRef } {
    const ref = refOf(scope.self);
    if (/^x:\d+$/.test(ref.id) || ref.id === 'undefined') {
      throw new DuecourseError(
        'ACTOR_WITHOUT_ID',
        `An actor '${String(ref.src)}' was spawned without an id; give it one: an id must be the same on every machine.`,
      );
    }
    const parent = this.pathOf(ref._parent!);
    return { path: parent === '' ? ref.id : `${parent}/${ref.id}`, ref };
  }

  private adopt(path: string, ref: InternalRef, logic: Logic): Node {
    const deferred: (() => void)[] = [];
    const scope = {
      self: ref,
      id: ref.id,
      sessionId: ref.sessionId,
      system: ref.system,
      logger: (...values: unknown[]) => this.world.effect({ type: 'log', values }),
      defer: (later: () => void) => deferred.push(later),
      emit: (event: Json) => this.world.effect({ type: 'emitEvent', actor: path, event }),
      stopChild: (child: InternalRef) => this.stop(child),
      actionExecutor: (action: Action) => {
        if (node.running) this.execute(action);
        else deferred.push(() => this.execute(action));
      },
    } as unknown as AnyScope;
    const node: Node = {
      path,
      ref,
      logic,
      scope,
      snapshot: undefined as never,
      running: false,
      busy: false,
      mailbox: [],
      deferred,
    };
    this.nodes.set(path, node);
    this.insides.set(ref, node);
    this.paths.set(ref, path);
    ref._send = event => this.deliver(node, event);
    ref.start = () => this.startNode(node);
    return node;
  }

  private adoptOutside(ref: InternalRef, begin: () => void): void {
    this.paths.set(ref, this.place({ self: ref } as never).path);
    ref._send = () => undefined;
    ref.start = () => {
      if (ref._processingStatus !== 0) return;
      ref._processingStatus = 1;
      begin();
      if (ref._syncSnapshot) ref._parent?._send({ type: `xstate.snapshot.${ref.id}`, snapshot: ref._snapshot });
    };
  }

  private enter(node: Node, snapshot: AnySnapshot): AnySnapshot {
    node.snapshot = snapshot;
    node.ref._snapshot = snapshot;
    for (const child of childrenOf(snapshot)) {
      if (!this.paths.has(child)) {
        throw new DuecourseError(
          'INLINE_ACTOR',
          `Actor '${child.id}' was spawned from inline logic; name the logic in setup({ actors }) and spawn it by that name.`,
        );
      }
    }
    return snapshot;
  }

  private startNode(node: Node): void {
    if (node.running || node.ref._processingStatus === 2) return;
    node.running = true;
    node.ref._processingStatus = 1;
    for (const child of childrenOf(node.snapshot)) child.start();
    this.settleDown(node);
    this.drain(node);
  }

  private deliver(node: Node, event: AnyEvent): void {
    if (node.ref._processingStatus === 2) return;
    node.mailbox.push(event);
    if (node.running && !node.busy) this.drain(node);
  }

  private drain(node: Node): void {
    node.busy = true;
    for (let event = node.mailbox.shift(); event; event = node.mailbox.shift()) {
      this.enter(node, node.logic.transition(node.snapshot, event, node.scope));
      this.settleDown(node);
    }
    node.busy = false;
  }

  /** What follows a transition: what was put off, then the news for the parent. */
  private settleDown(node: Node): void {
    const busy = node.busy;
    node.busy = true;
    for (let later = node.deferred.shift(); later; later = node.deferred.shift()) later();
    node.busy = busy;
    const { ref, snapshot } = node;
    if (snapshot.status === 'active') {
      if (ref._syncSnapshot) ref._parent?._send({ type: `xstate.snapshot.${ref.id}`, snapshot });
      return;
    }
    this.stop(ref);
    if (snapshot.status === 'done')
      ref._parent?._send({ type: `xstate.done.actor.${ref.id}`, output: snapshot.output, actorId: ref.id });
    if (snapshot.status === 'error')
      ref._parent?._send({ type: `xstate.error.actor.${ref.id}`, error: snapshot.error, actorId: ref.id });
  }

  private execute(action: Action): void {
    if (action.exec) action.exec(action.info, action.params);
    else
      this.world.effect({
        type: 'executeAction',
        action: action.type,
        params: action.params as Json,
        key: this.world.actionKey(),
      });
  }

  private stop(ref: InternalRef): void {
    const path = this.pathOf(ref);
    if (ref._processingStatus !== 2) {
      ref._processingStatus = 2;
      this.world.cancelAll(path);
      this.outside.delete(path);
      ref.system._unregister(ref);
    }
    const node = this.insides.get(ref);
    if (!node) return;
    node.mailbox.length = 0;
    for (const child of childrenOf(node.snapshot)) this.stop(child);
    if (path !== '' && this.nodes.get(path) === node) this.nodes.delete(path);
  }

  /** What an actor throws at birth is swallowed by XState as well: it is kept until the step is over. */
  private guarded(birth: () => AnySnapshot): AnySnapshot {
    try {
      return birth();
    } catch (error) {
      this.bug ??= { error };
      throw error;
    }
  }

  private check(): void {
    if (this.bug) throw this.bug.error;
  }
}

interface Action {
  readonly type: string;
  readonly info: unknown;
  readonly params: unknown;
  readonly exec?: (info: unknown, params: unknown) => void;
}

/** `getInitialSnapshot` turns what a machine throws into a state of error; a bug in code must come out instead. */
function unharmed(snapshot: AnySnapshot): AnySnapshot {
  if (snapshot.status === 'error') throw snapshot.error;
  return snapshot;
}
