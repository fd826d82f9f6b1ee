import type { AnyStateMachine } from 'xstate';
import type { StateNodeLike } from '../internals';

/** Something about a machine that its author should change, or allow by name. */
export interface Finding {
  /** The rule: stable, in kebab case, listed in docs/lint.md. */
  readonly code: string;
  /** An `error` keeps the machine from being run as a case; a `warning` does not. */
  readonly severity: 'error' | 'warning';
  /** Id of the machine; a machine inside another is named by its own id. */
  readonly machine: string;
  /** Id of the state, where there is one. */
  readonly state?: string;
  readonly problem: string;
  readonly instead: string;
}

export interface LintOptions {
  /** How promise actors run, by name. Without it nobody asks for time-outs. */
  readonly actors?: { readonly [src: string]: Timeouts };
  /** Rules that may be broken, by code, each with the reason. */
  readonly allow?: { readonly [code: string]: string };
  /** Machine actors that run as workflows of their own, by name; they are looked at where those are registered. */
  readonly workflows?: { readonly [src: string]: unknown };
  /** Who may send each event. Without it nobody asks whether a state can be left. */
  readonly roles?: { readonly [event: string]: readonly string[] };
}

interface Timeouts {
  readonly startToCloseTimeout?: unknown;
  readonly scheduleToCloseTimeout?: unknown;
}

/** What a rule is given: one machine, and the whole tree of machines it stands in. */
export interface Subject {
  readonly machine: AnyStateMachine;
  readonly states: readonly StateNodeLike[];
  readonly options: LintOptions;
  readonly isRoot: boolean;
  /** The root machine and all machines inside it, each once. */
  readonly tree: readonly AnyStateMachine[];
}

/** What a rule found, and in which state. */
export interface Fault {
  readonly state?: string;
  readonly problem: string;
}

export interface Rule {
  readonly code: string;
  readonly severity: Finding['severity'];
  /** What it is about, in one sentence. */
  readonly what: string;
  readonly why: string;
  readonly instead: string;
  readonly find: (subject: Subject) => Iterable<Fault>;
}
