import { createActor, createEmptyActor } from 'xstate';
import { DuecourseError } from '../time/error';
import { attach, type BoundActor, type Host, hosted, isBound } from './bind';
import {
  type Action,
  type AnyScope,
  childOf,
  type InspectionEvent,
  type InternalRef,
  type InternalSystem,
  type Logic,
  type MachineSnapshot,
  refOf,
} from './internals';
import { markRoot, pathOf, requireNoActor, withMarks, withReferences } from './references';
import { type AnyEvent, type Effect, type Json, PARENT, type RunningActor } from './types';

/** What the actors of a case ask of the case. Actors are named by their path. */
export interface Surroundings {
  schedule(actor: string, id: string | undefined, event: AnyEvent, delay: number, to: string | undefined): void;
  cancel(actor: string, id: string): void;
  /** The actor is gone: nothing that it set waits any longer, and nothing waits for it. */
  forget(actor: string): void;
  effect(effect: Effect): void;
  nextGeneration(): number;
  actionKey(): string;
  inspect(event: InspectionEvent, actor: string): void;
  /** Is there another case that `sendParent` leads to? */
  readonly hasParent: boolean;
}

interface Outside {
  readonly ref: InternalRef;
  readonly running: RunningActor;
}

/**
 * The actors of one case: XState's own, so that order and meaning of all that they do are XState's. What they share, the actor
 * system, is ours: delayed events, promises, effects and bugs go to the case, so nothing starts, sleeps or ends by itself.
 * When a call returns, every mailbox is empty and the whole is plain data again.
 */
export class Actors implements Host {
  private readonly live = new Map<string, InternalRef>();
  private readonly outside = new Map<string, Outside>();
  private carried: Map<string, RunningActor> | undefined;
  private root!: InternalRef;
  private bugs: unknown[] = [];

  private readonly logic: Logic;

  constructor(
    private readonly name: string,
    machine: Logic,
    private readonly world: Surroundings,
  ) {
    this.logic = hosted(machine, scope => this.takeOver(scope));
  }

  /** Begins the root machine. */
  start(input: unknown): void {
    this.create({ input });
    this.check();
  }

  /** Takes up a root snapshot made by `persist`; it is changed on the way. */
  restore(snapshot: unknown, running: readonly RunningActor[]): void {
    this.carried = new Map(running.map(actor => [actor.actor, actor]));
    this.create({ snapshot });
    for (const { _snapshot } of this.live.values()) {
      const holder = _snapshot as { context?: unknown };
      holder.context = withReferences(holder.context, path => this.live.get(path));
    }
    this.carried = undefined;
    this.check();
  }

  get snapshot(): MachineSnapshot {
    return this.root._snapshot as MachineSnapshot;
  }

  persist(): Json {
    return this.logic.getPersistedSnapshot(this.snapshot) as Json;
  }

  running(): RunningActor[] {
    return [...this.outside.values()].map(({ running }) => running);
  }

  /** Delivers an event; an actor that is gone gets nothing, as in XState. */
  send(path: string, event: AnyEvent): void {
    const ref = this.live.get(path);
    if (ref) relay(ref, withReferences(event, other => this.live.get(other)) as AnyEvent);
    this.check();
  }

  /** The answer of an actor that runs outside. @returns its id; undefined when it is no longer waited for */
  settle(path: string, generation: number, answer: 'resolve' | 'reject', data: unknown): string | undefined {
    const actor = this.outside.get(path);
    if (actor?.running.generation !== generation) return undefined;
    relay(actor.ref, { type: `xstate.promise.${answer}`, data });
    this.check();
    return actor.ref.id;
  }

  /** Nobody waits for this actor's answer any longer. */
  drop(path: string): void {
    this.outside.delete(path);
  }

  begin(ref: InternalRef, { machine, src, workflow }: BoundActor, input: unknown): void {
    if (!this.isCurrent(ref)) return;
    const actor = pathOf(ref);
    // Work that was given up is not begun again because the case is taken up again.
    if (this.carried && !this.carried.has(actor)) return;
    this.reported(() => requireNoActor(input, src));
    const running: RunningActor = this.carried?.get(actor) ?? {
      actor,
      generation: this.world.nextGeneration(),
      machine,
      src,
      input: input as Json,
      ...(workflow !== undefined && { workflow }),
    };
    this.outside.set(actor, { ref, running });
  }

  tell(ref: InternalRef, event: AnyEvent): void {
    this.reported(() => requireNoActor(event, ref.id));
    this.world.effect({ type: 'sendEvent', to: pathOf(ref), event });
  }

  act({ type, params }: Action): void {
    this.reported(() => requireNoActor(params, type));
    this.world.effect({
      type: 'executeAction',
      action: type,
      params: params as Json | undefined,
      key: this.world.actionKey(),
    });
  }

  emit(ref: InternalRef, event: unknown): void {
    this.world.effect({ type: 'emitEvent', actor: pathOf(ref), event: event as Json });
  }

  bug(error: unknown): void {
    this.bugs.push(error);
  }

  private create(from: { readonly input: unknown } | { readonly snapshot: unknown }): void {
    const logger = (...values: unknown[]) => this.world.effect({ type: 'log', values });
    const root = createActor(this.logic as never, { ...from, id: this.name, logger, ...this.parent() } as never);
    // An actor whose errors nobody hears throws them into a timer.
    root.subscribe({ error: () => undefined });
    root.start();
  }

  /** Stands for the case that started this one, if any: what `sendParent` says goes there. */
  private parent(): { readonly parent?: unknown } {
    if (!this.world.hasParent) return {};
    const parent = createEmptyActor();
    refOf(parent)._send = event => {
      if (event.type.startsWith('xstate.')) return;
      this.reported(() => requireNoActor(event, PARENT));
      this.world.effect({ type: 'sendEvent', to: PARENT, event });
    };
    return { parent };
  }

  private takeOver(scope: AnyScope): void {
    this.root = refOf(scope.self);
    markRoot(this.root);
    const system = scope.system as unknown as InternalSystem;
    attach(system, this);
    system._bookId = () => (this.carried ? 'x:0' : `x:${this.world.nextGeneration()}`);
    system._register = (session, ref) => this.reported(() => this.enter(session, ref));
    system._relay = (_source, target, event) => {
      // Taking up a case tells nobody anything new.
      if (!this.carried) relay(target, event);
    };
    system._sendInspectionEvent = event => {
      if (event.type === '@xstate.microstep') this.world.inspect(event, pathOf(event.actorRef));
    };
    system.scheduler = {
      schedule: (source, target, event, delay, id) => {
        if (!this.isCurrent(source) || !hears(target)) return;
        const to = target === source ? undefined : pathOf(target);
        this.reported(() => this.world.schedule(pathOf(source), id, withMarks(event), delay, to));
      },
      cancel: (source, id) => {
        if (this.isCurrent(source)) this.world.cancel(pathOf(source), id);
      },
      cancelAll: source => {
        if (this.isCurrent(source)) this.leave(pathOf(source));
      },
    };
  }

  /** An actor begins to run. The youngest of those with one path stays: a case could not keep them apart. */
  private enter(session: string, ref: InternalRef): string {
    if (!isBound(ref.logic)) {
      throw new DuecourseError(
        'INLINE_ACTOR',
        `Actor '${ref.id}' was spawned from inline logic; name the logic in setup({ actors }) and spawn it by that name.`,
      );
    }
    const kept = ref !== this.root && ref._parent ? childOf(ref._parent._snapshot, ref.id) : ref;
    if (!kept) {
      throw new DuecourseError(
        'ACTOR_WITHOUT_ID',
        `An actor '${String(ref.src)}' was spawned without an id; give it one, or nobody can find it again.`,
      );
    }
    const path = pathOf(ref);
    const older = this.live.get(path);
    if (kept !== ref) {
      ref._send({ type: 'xstate.stop' });
      return session;
    }
    if (older) {
      this.leave(path);
      older._stop();
    }
    this.live.set(path, ref);
    return session;
  }

  private isCurrent(ref: InternalRef): boolean {
    return this.live.get(pathOf(ref)) === ref;
  }

  private leave(path: string): void {
    this.live.delete(path);
    this.outside.delete(path);
    this.world.forget(path);
  }

  /** What throws after a transition is swallowed by XState as well: it is kept until the step is over. */
  private reported<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      this.bug(error);
      throw error;
    }
  }

  private check(): void {
    if (this.bugs.length > 0) throw this.bugs[0];
  }
}

/** As in XState, only that nothing is said on the console when the receiver is gone. */
function relay(target: InternalRef, event: AnyEvent): void {
  if (hears(target)) target._send(event);
}

/** A finished actor that was taken up again has never been started, let alone stopped. */
const hears = (ref: InternalRef): boolean => ref._processingStatus !== 2 && ref._snapshot.status === 'active';
