import { type AnyActorRef, type AnyStateMachine, createActor, fromPromise, SimulatedClock } from 'xstate';
import type { AnyEvent, Json } from '../../statechart/types';

const pending = new WeakMap<object, { resolve: (output: unknown) => void; reject: (error: unknown) => void }>();

/** A promise actor that a test settles, when it runs plain; durable, its function is never called. `begun` hears of each. */
export const scripted = <Output = unknown, Input = unknown>(begun: (input: Input) => void = () => undefined) =>
  fromPromise<Output, Input>(({ self, input }) => {
    begun(input);
    return new Promise<Output>((resolve, reject) => pending.set(self, { resolve: resolve as never, reject }));
  });

/** A delayed event that waits; actors are named by their path, `due` in ms. */
export interface Waiting {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly due: number;
}

interface Scheduled {
  readonly source: AnyActorRef;
  readonly target: AnyActorRef;
  readonly event: AnyEvent;
  readonly delay: number;
}

/** A machine as XState's users run it: a live actor with a simulated clock, which begins at the instant `start` (ms). */
export class PlainRun {
  /** `[actor path, event]` */
  readonly emitted: (readonly [string, Json])[] = [];
  readonly root: AnyActorRef;
  private readonly clock = new SimulatedClock();
  private readonly refs = new Map<string, AnyActorRef>();
  private readonly born = new Set<AnyActorRef>();
  private readonly dues = new WeakMap<Scheduled, number>();

  constructor(
    machine: AnyStateMachine,
    { input, start = 0 }: { readonly input?: unknown; readonly start?: number } = {},
  ) {
    this.clock.set(start);
    this.root = createActor(machine, {
      clock: this.clock,
      id: '',
      input,
      logger: () => undefined,
      inspect: ({ type, actorRef: ref }: { type: string; actorRef: AnyActorRef }) => {
        if (type !== '@xstate.actor') return;
        this.refs.set(pathOf(ref), ref);
        this.born.add(ref);
        ref.on('*', event => void this.emitted.push([pathOf(ref), plainJson(event)]));
      },
    } as never);
    this.root.subscribe({ error: () => undefined });
    this.root.start();
    this.note();
  }

  get now(): number {
    return this.clock.now();
  }

  /** Time passes until an instant (ms), from one delayed event to the next: whatever is due then has been delivered. */
  async until(instant: number): Promise<void> {
    for (let due = this.nextDue(); due <= instant; due = this.nextDue()) {
      this.clock.set(Math.max(due, this.now));
      await this.rest();
    }
    this.clock.set(Math.max(instant, this.now));
    await this.rest();
  }

  async send(event: AnyEvent): Promise<void> {
    this.root.send(event);
    await this.rest();
  }

  /** Settles the promise of the actor at a path, made by `scripted`; one that has been stopped hears nothing. */
  async settle(path: string, how: 'resolve' | 'reject', data: unknown): Promise<void> {
    pending.get(this.refs.get(path)!)![how](data);
    await this.rest();
  }

  /** An event for an actor that has stopped will reach nobody, so it does not count. */
  waiting(): Waiting[] {
    return this.scheduled()
      .filter(({ target }) => statusOf(target) !== 2)
      .map(each => ({
        from: pathOf(each.source),
        to: pathOf(each.target),
        type: each.event.type,
        due: this.dues.get(each)!,
      }));
  }

  /** Does an actor run that its parent no longer knows, because another got its id? Two of one id cannot last. */
  get orphans(): boolean {
    return [...this.born].some(
      ref => statusOf(ref) === 1 && ref._parent !== undefined && ref._parent.getSnapshot().children[ref.id] !== ref,
    );
  }

  private async rest(): Promise<void> {
    this.note();
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    this.note();
  }

  /** XState notes the wall clock's time of what it schedules; the simulated clock still stands where it did that. */
  private note(): void {
    for (const each of this.scheduled()) if (!this.dues.has(each)) this.dues.set(each, this.now + each.delay);
  }

  private scheduled(): Scheduled[] {
    const { _scheduledEvents } = this.root.system.getSnapshot() as unknown as {
      _scheduledEvents: { [id: string]: Scheduled };
    };
    return Object.values(_scheduledEvents);
  }

  private nextDue(): number {
    return Math.min(...this.scheduled().map(each => this.dues.get(each)!));
  }
}

export const plainJson = (value: unknown): Json => JSON.parse(JSON.stringify(value) ?? 'null');

export function pathOf(ref: AnyActorRef): string {
  const parent = ref._parent;
  if (!parent) return '';
  const above = pathOf(parent);
  return above === '' ? ref.id : `${above}/${ref.id}`;
}

const statusOf = (ref: AnyActorRef) => (ref as unknown as { _processingStatus: number })._processingStatus;
