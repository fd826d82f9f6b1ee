import type { ClockMoment, ClockState } from '../time/clock';
import type { ChangeRule } from '../time/rebase';

/** Plain JSON: all that is kept between two steps, and all that crosses a process boundary. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };

/** A text that people read, Chinese first. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Who sent an event: a role of the service centre and, if known, the person's name. */
export interface Sender {
  readonly role: string;
  readonly name?: string;
}

/** An event as it reaches a machine. `type` never begins with `xstate.` when it comes from outside. */
export interface AnyEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** What somebody tells of an event that is entered late: when (ms) it really happened, and why it is told only now. */
export interface LateEntry {
  readonly happened: number;
  readonly reason: string;
}

/**
 * One occurrence that a case has to take in. `at` is the instant at which the case recorded it, in ms since the epoch (UTC).
 * - `event` — from a person or another system
 * - `done` / `error` — the answer of an actor that runs outside (an activity, a child workflow); `generation` tells a late answer from a live one
 * - `tick` — nothing but time has passed
 */
export type Item =
  | {
      readonly type: 'event';
      readonly at: number;
      readonly event: AnyEvent;
      readonly by?: Sender;
      readonly late?: LateEntry;
    }
  | {
      readonly type: 'done';
      readonly at: number;
      readonly actor: string;
      readonly generation: number;
      readonly output: Json | undefined;
    }
  | {
      readonly type: 'error';
      readonly at: number;
      readonly actor: string;
      readonly generation: number;
      readonly error: Json;
    }
  | { readonly type: 'tick'; readonly at: number };

/** Where `sendParent` leads from the root machine of a case that another case started. */
export const PARENT = '#parent';

/** What happens once and only once because of a step. What should be *running* is in the envelope instead. */
export type Effect =
  | { readonly type: 'executeAction'; readonly action: string; readonly params: Json | undefined; readonly key: string }
  /** For an actor that runs as another workflow: `to` is its path, or `PARENT`. */
  | { readonly type: 'sendEvent'; readonly to: string; readonly event: AnyEvent }
  | { readonly type: 'emitEvent'; readonly actor: string; readonly event: Json }
  | { readonly type: 'log'; readonly values: readonly unknown[] };

/** A delayed event that waits for its instant. One at most for each actor and id. Instants are absolute, whole ms since the epoch. */
export interface Timer {
  readonly actor: string;
  readonly id: string;
  readonly generation: number;
  readonly due: number;
  /** Instant (ms) at which it was armed. */
  readonly armed?: number;
  readonly event: AnyEvent;
  /** The actor that gets the event; the one that armed it when absent. */
  readonly to?: string;
}

/** An actor whose work is done outside the machine: a promise (as an activity) or a child workflow. */
export interface RunningActor {
  /** Path of ids from the root, joined by `/`. */
  readonly actor: string;
  readonly generation: number;
  /** Id of the machine that invoked or spawned it. */
  readonly machine: string;
  /** Name under which that machine knows the actor logic. */
  readonly src: string;
  readonly input: Json | undefined;
  /** Workflow type, for a machine that runs as a child workflow of its own. */
  readonly workflow?: string;
}

export type { ClockMoment, ClockState };

/** Work of a case that failed for good and that no `onError` took up: it is parked until a person decides. `at` in ms. */
export interface Incident {
  /** Path of the actor whose work failed. */
  readonly actor: string;
  readonly generation: number;
  readonly at: number;
  readonly error: Json;
}

/** One line of what happened, in the order in which it happened. `at` is ms since the epoch. */
export type JournalEntry =
  | {
      readonly type: 'event';
      readonly at: number;
      readonly event: string;
      readonly by?: Sender;
      /** Ids of the states left and entered by each transition that was really taken. */
      readonly moves: readonly Move[];
      /** Fields that the sender gave, without `type`. */
      readonly data?: Json;
      /** When it really happened or was due, where that is earlier than when it was recorded. */
      readonly happened?: number;
      /** Why it was entered late. */
      readonly reason?: string;
    }
  | {
      readonly type: 'clock';
      readonly at: number;
      readonly clock: string;
      readonly what: ClockMoment;
      readonly cycle: number;
      readonly level?: string;
      readonly share?: number;
      /** Why it is paused. */
      readonly reason?: string;
      /** A reminder that nobody was told of: when somebody was there for it again, the next rung was due as well. */
      readonly overtaken?: true;
      /** When it really happened or was due, where that is earlier than when it was recorded. */
      readonly happened?: number;
    }
  | {
      readonly type: 'emitted';
      readonly at: number;
      readonly event: Json;
      /** The actor that emitted it; the root machine when absent. */
      readonly actor?: string;
    }
  | { readonly type: 'incident'; readonly at: number; readonly actor: string; readonly error: string }
  | {
      readonly type: 'migrated';
      readonly at: number;
      readonly from: number;
      readonly to: number;
      readonly reason: string;
      readonly by?: Sender;
    }
  | {
      readonly type: 'rebased';
      readonly at: number;
      readonly rule: ChangeRule;
      readonly only?: 'provisional';
      /** Versions of the policy. */
      readonly policy: readonly [from: number, to: number];
      readonly reason: string;
      readonly by?: Sender;
      /** The clock or wait that moved; absent where none did. */
      readonly deadline?: string;
      /** When it was due, and when it is, ms. */
      readonly from?: number;
      readonly to?: number;
      /** Of a paused clock: what was left, and what is, ms. */
      readonly left?: readonly [from: number, to: number];
      /** By the new rule it was over. */
      readonly missed?: true;
      /** It was provisional, and is no longer. */
      readonly settled?: true;
    }
  | {
      readonly type: 'repair';
      readonly at: number;
      readonly what: 'retry' | 'skip' | 'resolve' | 'context' | 'move' | 'skip-signal';
      readonly reason: string;
      readonly by?: Sender;
      /** The actor, the state, the fields of the context or the signal that it was about. */
      readonly target?: string;
    }
  | {
      readonly type: 'refused';
      readonly at: number;
      readonly event: string;
      readonly code: string;
      readonly by?: Sender;
    }
  | {
      readonly type: 'action';
      readonly at: number;
      readonly action: string;
      readonly key: string;
      readonly error: string;
    };

export interface Move {
  readonly from: string;
  readonly to: readonly string[];
  /** The actor whose machine moved; the root's when absent. */
  readonly actor?: string;
  /** `meta.rule` of the transition, e.g. `CSD-9 §4.9`. */
  readonly rule?: string;
}

/** Everything that a case is, between two steps. */
export interface Envelope {
  readonly layout: 1;
  readonly name: string;
  readonly version: number;
  readonly snapshot: Json;
  readonly timers: readonly Timer[];
  readonly clocks: { readonly [name: string]: ClockState };
  readonly actors: readonly RunningActor[];
  /** Parked work; those actors are in `actors` as well. */
  readonly incidents?: readonly Incident[];
  readonly journal: readonly JournalEntry[];
  /** Lines of the journal that came before those. */
  readonly dropped?: number;
  /** Number of items that changed the case. */
  readonly revision: number;
  /** Last generation number given to a timer or an actor. */
  readonly generation: number;
  /** Instant of the last item, ms. */
  readonly at: number;
  /** Did another case start this one? */
  readonly hasParent?: boolean;
}

/** A deadline as people see it. */
export interface Deadline {
  readonly name: string;
  readonly title: Text;
  readonly rule?: string;
  readonly status: ClockState['status'] | 'missed' | 'waiting';
  /** Instant at which it is (or was) due, ms; absent while paused. */
  readonly due?: number;
  /** Running time left in ms, negative once missed; working time only if `working`. */
  readonly left: number;
  readonly working?: true;
  /** The calendar does not know all the days up to `due` yet: they are taken as the week has them. */
  readonly provisional?: true;
  /** The next reminder or escalation, ms. */
  readonly next?: number;
  /** Why it is paused, or was until the pause had lasted too long. */
  readonly pause?: DeadlinePause;
}

/** A pause as people see it. Instants in ms. */
export interface DeadlinePause {
  readonly reason: string;
  readonly title: Text;
  readonly since: number;
  /** When it will have lasted, or has, as long as it may. */
  readonly until?: number;
}
