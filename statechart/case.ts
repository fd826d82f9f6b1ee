import type { ClockState } from '../time/clock';
import { Actors } from './actors';
import { firstRing, observeClocks, type Ring, ringClock } from './clocks';
import type { Definition } from './definition';
import { admitted } from './hindrance';
import type { Logic, MachineSnapshot } from './internals';
import { eventLine } from './journal';
import { requireOwn } from './layout';
import { noteMoves } from './moves';
import { structured } from './structured';
import { receiverOf, Timers } from './timers';
import type {
  AnyEvent,
  Effect,
  Envelope,
  Incident,
  Item,
  JournalEntry,
  Json,
  Move,
  RunningActor,
  Timer,
} from './types';

/** The journal that travels with a case is its recent past; the register keeps the whole. */
const JOURNAL_LIMIT = 500;
/** It is cut now and then, not at each step. */
const JOURNAL_SPARE = 25;

/**
 * One running case: an envelope that is kept thawed between steps. `take` moves it, `persist` freezes it again.
 * It decides nothing about how things are run: it says what should be running (`timers`, `rings`, `running`)
 * and what happens once (`effects`).
 *
 * An exception out of `take` is a bug in machine code and leaves the case unusable: throw it away and restore the envelope from before.
 */
export class Case {
  readonly effects: Effect[] = [];
  readonly journal: JournalEntry[];
  readonly clocks: { [name: string]: ClockState };
  /** Parked work, by the actor's path. */
  readonly incidents: Map<string, Incident>;
  revision: number;
  at: number;
  /** The instant (ms) that the present step is about: earlier than `at` for what is entered late, and for what that makes due. */
  when: number;
  private readonly actors: Actors;
  private readonly waiting: Timers;
  private generation: number;
  private readonly hasParent: boolean;
  private actions = 0;
  /** Of this step. The journal takes a copy: an array that has grown keeps room to spare. */
  private readonly moves: Move[] = [];
  private readonly emitted: JournalEntry[] = [];
  /** Lines of the journal that the case no longer has. */
  private dropped: number;

  private constructor(
    readonly definition: Definition,
    envelope: Omit<Envelope, 'layout' | 'name' | 'version' | 'snapshot' | 'actors'>,
  ) {
    this.journal = [...envelope.journal];
    this.dropped = envelope.dropped ?? 0;
    this.incidents = new Map(envelope.incidents?.map(incident => [incident.actor, incident]));
    this.clocks = { ...envelope.clocks };
    this.revision = envelope.revision;
    this.at = envelope.at;
    this.when = envelope.at;
    this.generation = envelope.generation;
    this.hasParent = envelope.hasParent ?? false;
    this.waiting = new Timers(envelope.timers);
    this.actors = new Actors(definition.name, definition.machine as unknown as Logic, {
      schedule: (actor, id, event, delay, to) => this.schedule(actor, id, event, delay, to),
      cancel: (actor, id) => this.waiting.cancel(actor, id),
      forget: actor => this.waiting.forget(actor),
      effect: effect => this.effect(effect),
      nextGeneration: () => ++this.generation,
      actionKey: () => `${this.revision}.${++this.actions}`,
      inspect: (event, actor) => noteMoves(this.moves, event, actor),
      hasParent: this.hasParent,
    });
  }

  /** Begins a case at the instant `at` (ms). `hasParent`: another case started it, and hears what it sends to its parent. */
  static start(definition: Definition, input: unknown, at: number, hasParent = false): Case {
    const nothing = { journal: [], clocks: {}, timers: [], generation: 0 };
    const fresh = new Case(definition, { ...nothing, revision: 1, at, hasParent });
    fresh.actors.start(input);
    fresh.settle({ type: 'event', at, event: 'start', moves: [...fresh.moves] });
    return fresh;
  }

  /** Takes up a case where `persist` left it. @throws DuecourseError `ENVELOPE_LAYOUT`, `ENVELOPE_MACHINE` */
  static restore(definition: Definition, envelope: Envelope): Case {
    requireOwn(definition, envelope);
    const restored = new Case(definition, envelope);
    restored.actors.restore(structured(envelope.snapshot), envelope.actors);
    return restored;
  }

  get snapshot(): MachineSnapshot {
    return this.actors.snapshot;
  }

  /** The part of the journal that is kept and shown. */
  get recent(): readonly JournalEntry[] {
    return this.journal.slice(-JOURNAL_LIMIT);
  }

  /** How many lines the journal has had from the beginning of the case, kept or not. */
  get lines(): number {
    return this.dropped + this.journal.length;
  }

  /** Delayed events that wait. */
  timers(): readonly Timer[] {
    return this.waiting.all();
  }

  /** Actors whose work should be under way outside; parked work is not. */
  running(): RunningActor[] {
    const running = this.actors.running();
    return this.incidents.size === 0 ? running : running.filter(({ actor }) => !this.incidents.has(actor));
  }

  /** Is this actor's work still waited for? */
  knows(actor: string): boolean {
    return this.actors.running().some(running => running.actor === actor);
  }

  /** Lets go of an actor's work without an answer; its state waits on. */
  drop(actor: string): void {
    this.actors.drop(actor);
  }

  /** What should be running or waiting, and all else that the case is. */
  persist(): Envelope {
    return this.frozen(this.recent);
  }

  /** The same case once more, for trying something out; its journal begins empty. */
  copy(): Case {
    return Case.restore(this.definition, this.frozen([]));
  }

  private frozen(journal: readonly JournalEntry[]): Envelope {
    const frozen = structured({
      layout: 1,
      name: this.definition.name,
      version: this.definition.version,
      snapshot: this.actors.persist(),
      timers: this.waiting.all(),
      clocks: this.clocks,
      actors: this.actors.running(),
      ...(this.incidents.size > 0 && { incidents: [...this.incidents.values()] }),
      revision: this.revision,
      generation: this.generation,
      at: this.at,
      ...(this.hasParent && { hasParent: true }),
    } as unknown as Json) as unknown as Omit<Envelope, 'journal' | 'dropped'>;
    // What is in the journal is plain JSON from the day it was written; it is the larger part by far.
    const dropped = this.lines - journal.length;
    return { ...frozen, journal, ...(dropped > 0 && { dropped }) };
  }

  /**
   * Takes in one item. Deadlines win over later events: whatever was due at or before the item's instant is stepped first, in order of time.
   * Answers whether the item did anything; an item that does nothing leaves no trace but that of the deadlines.
   */
  take(item: Item): boolean {
    const spare = this.journal.length - JOURNAL_LIMIT;
    if (spare > JOURNAL_SPARE) this.dropped += this.journal.splice(0, spare).length;
    this.passTime(item.at);
    this.arrive(item.at);
    if (this.snapshot.status !== 'active') return false;
    switch (item.type) {
      case 'tick':
        return true;
      case 'event':
        return this.takeEvent(item);
      default:
        return this.takeAnswer(item);
    }
  }

  /** Delivers an event of the case's own, to the root machine unless told, at the present instant. */
  tell(event: AnyEvent, actor = ''): void {
    this.process(actor, event, moves => ({ type: 'event', ...this.stamp(), event: event.type, moves }));
  }

  private takeEvent({ event, by, late }: Extract<Item, { type: 'event' }>): boolean {
    if (late) this.when = Math.min(late.happened, this.at);
    const seen: AnyEvent = this.definition.stamped ? { ...event, at: this.when, ...(by && { by }) } : event;
    const extended = admitted(this, seen);
    if (!extended) return false;
    const taken = this.process('', seen, moves => {
      const line = eventLine(event, this.at, moves);
      if (this.when < this.at) line.happened = this.when;
      if (by) line.by = by;
      if (late) line.reason = late.reason;
      return line;
    });
    extended();
    if (late) this.passTime(this.at); // What has begun earlier than now may be due by now.
    return taken;
  }

  /** When an entry of the journal is recorded and, if that is not the same, when it happened. */
  stamp(): { readonly at: number; readonly happened?: number } {
    return { at: this.at, ...(this.when < this.at && { happened: this.when }) };
  }

  private arrive(at: number, when = Math.max(this.at, at)): void {
    this.at = Math.max(this.at, at);
    this.when = when;
  }

  private takeAnswer(item: Extract<Item, { type: 'done' | 'error' }>): boolean {
    this.begin();
    const id =
      item.type === 'done'
        ? this.actors.settle(item.actor, item.generation, 'resolve', item.output)
        : this.actors.settle(item.actor, item.generation, 'reject', item.error);
    if (id === undefined) {
      this.revision--;
      return false;
    }
    const event = `xstate.${item.type}.actor.${id}`;
    this.settle({ type: 'event', at: this.at, event, moves: [...this.moves] });
    return true;
  }

  /** Steps every timer and rung due at or before `until`, each at the instant at which it was due. */
  private passTime(until: number): void {
    while (this.snapshot.status === 'active') {
      const timer = this.waiting.firstDue(until);
      const ring = firstRing(this, until);
      if (ring && (!timer || ring.rung.at <= timer.due)) this.ring(ring, until);
      else if (timer) this.fire(timer);
      else return;
    }
  }

  private fire(timer: Timer): void {
    this.arrive(timer.due, timer.due);
    this.waiting.cancel(timer.actor, timer.id);
    // A delay is often counted from the event that leads to it, also where that was the end of another.
    this.tell(this.definition.stamped ? { ...timer.event, at: this.when } : timer.event, receiverOf(timer));
  }

  private ring({ clock, rung }: Ring, until: number): void {
    this.arrive(rung.at, rung.at);
    const { event, entry } = ringClock(this, clock, until);
    this.journal.push(entry);
    if (event) this.tell(event);
  }

  /** Delivers an event. Answers whether any transition was taken; if none was, nothing is left behind. */
  private process(actor: string, event: AnyEvent, entry: (moves: readonly Move[]) => JournalEntry): boolean {
    this.begin();
    this.actors.send(actor, event);
    const moved = this.moves.length > 0;
    if (!moved) this.revision--;
    this.settle(moved ? entry([...this.moves]) : undefined);
    return moved;
  }

  private begin(): void {
    this.revision++;
    this.actions = 0;
    this.moves.length = 0;
  }

  private settle(entry: JournalEntry | undefined): void {
    if (entry) this.journal.push(entry);
    if (this.emitted.length > 0) this.journal.push(...this.emitted.splice(0));
    observeClocks(this);
    for (const actor of this.incidents.keys()) if (!this.knows(actor)) this.incidents.delete(actor);
  }

  private effect(effect: Effect): void {
    this.effects.push(effect);
    if (effect.type !== 'emitEvent') return;
    const from = effect.actor !== '' && { actor: effect.actor };
    this.emitted.push({ type: 'emitted', at: this.at, event: structured(effect.event), ...from });
  }

  private schedule(
    actor: string,
    id: string | undefined,
    event: AnyEvent,
    delay: number,
    to: string | undefined,
  ): void {
    const generation = ++this.generation;
    const timer = { actor, id: id ?? `anonymous.${generation}`, generation, event, ...(to !== undefined && { to }) };
    this.waiting.schedule(timer, this.when, delay);
  }
}
