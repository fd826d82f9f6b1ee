import type { AnyStateMachine } from 'xstate';
import type { Calendar } from '../time/add';
import type { ClockState, RungPlan } from '../time/clock';
import type { Duration } from '../time/duration';
import type { DuecourseError } from '../time/error';
import { bind, type ChildWorkflows } from './bind';
import { kindOf, rootOf, type StateNodeLike, statesOf } from './internals';
import type { AnyEvent, Text } from './types';

/** A clock of a procedure: a budget of running time that belongs to the case and not to any one state. */
export interface ClockDefinition {
  readonly title: Text;
  /** The article that sets the limit; a policy's default names none. */
  readonly rule?: string;
  /** Tag of the states in which the clock runs. Leaving them all, without pausing, meets it. */
  readonly runsIn: string;
  /** Why it is paused → tag of the states in which it is, for that reason. */
  readonly pausedIn?: { readonly [reason: string]: string };
  /** Tags of the states in which it no longer matters. */
  readonly cancelledIn?: readonly string[];
  /** A clock that some cases do not have; asked when it would be armed. */
  readonly onlyIf?: (context: unknown) => boolean;
  /** Budget in ms of running time, asked once, when the clock is armed at the instant `at` (ms). */
  readonly budget: (context: unknown, at: number) => number;
  /** Is the budget one of working time only? Asked with it. */
  readonly working?: (context: unknown) => boolean;
  readonly plan: (context: unknown) => RungPlan;
  /** What working time is reckoned by; a clock without a calendar counts all time. */
  readonly calendar?: (context: unknown) => Calendar;
  /** The limit in the policy's own terms, for words that people read. */
  readonly limit?: (context: unknown) => Duration | undefined;
}

/** What people call a wait on a timer. */
export interface TimerTitle {
  readonly title: Text;
  readonly rule?: string;
}

/** A machine as the interpreter runs it. */
export interface Definition {
  readonly name: string;
  readonly version: number;
  readonly machine: AnyStateMachine;
  readonly clocks: { readonly [name: string]: ClockDefinition };
  /** What people call the reasons for which clocks are paused. */
  readonly pauses: { readonly [reason: string]: Text };
  /** What is shown of a case with the tags of its state, though no state says it. */
  readonly marks?: (context: unknown) => readonly string[];
  /** Events that a case would refuse now whatever they carried, though its state takes them. */
  readonly idle?: (context: unknown) => readonly string[];
  /** Why all clocks of the case are paused, whatever its state; nothing unless they are. */
  readonly held?: (context: unknown) => string | undefined;
  readonly extension?: Extension;
  /** Why an event is not taken, though the state would take it. Asked before the machine is; what it answers is what its sender is told. */
  readonly hinders?: (standing: Standing, event: AnyEvent) => DuecourseError | undefined;
  /** Are `at` and `by` put on the events that the machine sees? */
  readonly stamped: boolean;
  /** Words for the `after` timers, by the type of their event; of the machines inside as well. */
  readonly timerTitles: { readonly [eventType: string]: TimerTitle };
}

/** How a case stands when an event comes: its context, its clocks, and the instant (ms) that the event is about. */
export interface Standing {
  readonly context: unknown;
  readonly clocks: { readonly [name: string]: ClockState };
  readonly at: number;
}

/** One deadline of a case may be moved on, once. */
export interface Extension {
  /** The clocks that can be extended; it is the first of them that is open and not missed. */
  readonly clocks: readonly string[];
  readonly isGranted: (context: unknown) => boolean;
  /** By how long: what is added to the deadline. */
  readonly length: (context: unknown) => Duration;
}

type Traits = Pick<Definition, 'marks' | 'idle' | 'held' | 'extension' | 'hinders'>;

export interface DefinitionOptions extends Traits {
  readonly name?: string;
  readonly version?: number;
  readonly clocks?: { readonly [name: string]: ClockDefinition };
  readonly pauses?: { readonly [reason: string]: Text };
  readonly stamped?: boolean;
  readonly timerTitles?: Definition['timerTitles'];
  readonly workflows?: ChildWorkflows;
}

/** Makes a machine ready to be run as a case. Do this once, while the module loads. */
export function define(machine: AnyStateMachine, options: DefinitionOptions = {}): Definition {
  const bound = bind(machine, options.workflows);
  return {
    name: options.name ?? machine.id,
    version: options.version ?? 1,
    machine: bound,
    clocks: options.clocks ?? {},
    pauses: options.pauses ?? {},
    ...traitsOf(options),
    stamped: options.stamped ?? false,
    timerTitles: { ...titlesOfTimers(machine), ...options.timerTitles },
  };
}

/** What a definition says of its cases besides its machine and clocks. */
export function traitsOf({ marks, idle, held, extension, hinders }: Traits): Traits {
  return {
    ...(marks && { marks }),
    ...(idle && { idle }),
    ...(held && { held }),
    ...(extension && { extension }),
    ...(hinders && { hinders }),
  };
}

/** Words for a state: the Chinese and English label of its `meta`, else its description, else its key. */
export function titleOf(node: StateNodeLike): Text {
  const words = node.description ?? node.key;
  return (node.meta?.label as Text | undefined) ?? { zh: words, en: words };
}

/** Both languages in one line, as the Web UI shows them. */
export const bilingual = ({ zh, en }: Text): string => (zh === en ? zh : `${zh} · ${en}`);

function titlesOfTimers(machine: AnyStateMachine): { [eventType: string]: TimerTitle } {
  const titles: { [eventType: string]: TimerTitle } = {};
  for (const logic of Object.values(machine.implementations.actors)) {
    if (kindOf(logic) === 'machine') Object.assign(titles, titlesOfTimers(logic as AnyStateMachine));
  }
  for (const node of statesOf(rootOf(machine))) {
    for (const { eventType, meta, description, delay } of node.after) {
      const words = description ?? `${titleOf(node).en} (after ${String(delay)})`;
      const rule = meta?.rule as string | undefined;
      titles[eventType] ??= {
        title: (meta?.label as Text | undefined) ?? { zh: words, en: words },
        ...(rule && { rule }),
      };
    }
  }
  return titles;
}
