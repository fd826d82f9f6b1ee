import type { ActivityOptions } from '@temporalio/workflow';
import type { Effect } from '../statechart/types';
import type { EarlierVersion } from './lineage';

/** What becomes of an activity that is under way when the history of a run is long enough for another to begin. Temporal cannot hand it over. */
interface AcrossRuns {
  /**
   * `wait` (default): the new run begins when it is over; until then there is room for some 36,000 more events in history (or 1,900 updates),
   * and after that events are refused with `CASE_BUSY`. `again`: the new run begins it anew, so doing it twice must do no harm:
   * an action is called with the same key, an actor with the same input.
   */
  readonly whenRunEnds?: 'wait' | 'again';
}

/** Temporal's activity options, and what leaving the state does to work that is still running. */
export type ActorOptions = ActivityOptions &
  AcrossRuns & {
    /** `cancel` (default) asks the activity to stop and ends its retries; `finish` lets it end unheard, at no cost in history. */
    readonly whenLeft?: 'cancel' | 'finish';
    /**
     * For an actor that is a machine: run it as a child workflow of this type, with a history of its own. Without it, it lives inside the case.
     * Its snapshots cannot be followed (`onSnapshot`); events, output, `sendParent` and errors can.
     */
    readonly workflow?: string;
  };

/** Temporal's activity options for a named action without an implementation, and what follows when its retries are over. */
export type ActionOptions = ActivityOptions &
  AcrossRuns & {
    /** `ignore` (default) leaves a line in the journal; `event` sends `xstate.error.action.<name>` to the machine; `fail` ends the case with the error. */
    readonly onFailure?: 'ignore' | 'event' | 'fail';
    /** It tells another case, by a signal and not by an activity: `{ case, type, by }`. */
    readonly tells?: true;
  };

export interface DurableOptions {
  /** Options of the activities that promise actors run as, by the actor's name, at whatever depth. */
  readonly actors?: { readonly [src: string]: ActorOptions };
  readonly actions?: { readonly [name: string]: ActionOptions };
  /** The machine's version, 1 unless told. Cases of a later one have to be started with it: `start(name, { version })`. */
  readonly version?: number;
  /** Versions that running cases may still be on. */
  readonly earlier?: readonly EarlierVersion[];
  /** Lets named lint rules pass: code → reason. */
  readonly allow?: { readonly [code: string]: string };
  /** Continue as new once the history has this many events and nothing is in the way; when Temporal suggests it by default. */
  readonly continueAsNewAfter?: number;
  /** Write `CaseTags` and `CaseDeadline`; they must be registered on the server. Off by default. */
  readonly searchAttributes?: boolean;
  /** Tell the worker after each step that the case has changed, by the sink `register`; it costs no history. The worker must have that sink. Off by default. */
  readonly registered?: boolean;
}

/** What a case takes along beside its input: its version, what the procedure opens with, and the envelope at continue-as-new. */
export interface Carry {
  readonly version?: number;
  readonly policy?: unknown;
  readonly by?: { readonly role: string; readonly name?: string };
  readonly envelope?: unknown;
  /** Ids of the last updates that earlier runs carried out. */
  readonly answered?: readonly string[];
  /** What a migration began and the new run has to carry out. */
  readonly effects?: readonly Effect[];
}

/** An activity that gets no time-out from its author fails rather than hangs. */
export const DEFAULT_TIMEOUT_MS = 60_000;
