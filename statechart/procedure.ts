import type { AnyStateMachine } from 'xstate';
import type { Rung } from '../time/clock';
import { isWorking } from '../time/duration';
import { type ClockDefinition, type Definition, type DefinitionOptions, define, traitsOf } from './definition';
import type { Migration } from './migrate';
import { clockBudgetOf, type PolicyNeeds, type PolicySlice, planOf } from './policy';
import type { Sender, Text } from './types';

/** What a case of a procedure begins with, besides its own data: the policy it keeps, the instant (ms) and who started it. */
export interface Opening {
  readonly policy: PolicySlice;
  readonly at: number;
  readonly by?: Sender;
}

/** Every context of a procedure's machine carries the policy that the case began with. */
export interface WithPolicy {
  readonly policy: PolicySlice;
}

/** A clock in the words of a procedure. */
export interface ClockConfig {
  readonly title: Text;
  /** The article that sets the limit. A default of the policy cites nothing. */
  readonly rule?: string;
  /** Tag of the states in which the clock runs; leaving them all without pausing meets it. */
  readonly runsIn: string;
  /** The reasons for which it is paused, each with the tag of the states in which it is; the policy says how long at the most. */
  readonly pausedIn?: { readonly [reason: string]: string };
  /** Tag of the states in which it no longer matters. */
  readonly cancelledIn?: string;
  /** A clock that some cases do not have; asked when it would be armed. */
  readonly onlyIf?: (context: never) => boolean;
  /** Name of the policy's limit, or how to choose it; without one it has the clock's own name. */
  readonly limit?: string | ((context: never) => string);
  /** Instead of a limit: the instant (ms) that somebody promised. */
  readonly until?: (context: never) => number;
}

/**
 * What the clock `Name` tells the machine: a reminder (`share` of the limit is used), the deadline missed, the next `level` reached;
 * of a pause (`reason`) that those who are waited for should be reminded, and that it has lasted too long: the clock goes on;
 * and that a person moved it to another policy.
 */
export type ClockEvent<Name extends string> = Name extends string
  ? { [Kind in Rung['kind']]: ClockSays<`clock.${Name}.${Kind}`> }[Rung['kind']] | ClockMoved<`clock.${Name}.moved`>
  : never;

interface ClockMoved<Type extends string> {
  readonly type: Type;
  readonly clock: string;
  readonly cycle: number;
  /** The instant (ms) at which it was moved. */
  readonly at: number;
  /** When it is due now, ms; absent while it is paused. */
  readonly due?: number;
}

interface ClockSays<Type extends string> {
  readonly type: Type;
  readonly clock: string;
  readonly cycle: number;
  readonly rung: number;
  /** The instant (ms) at which it was due. */
  readonly at: number;
  readonly level?: string;
  readonly share?: number;
  readonly reason?: string;
}

export interface ProcedureConfig
  extends Pick<DefinitionOptions, 'marks' | 'idle' | 'held' | 'extension' | 'hinders' | 'timerTitles'> {
  /** Workflow type and command-line name, e.g. `repair-dispatch`. */
  readonly name: string;
  readonly version: number;
  readonly title: Text;
  /** The articles of the rule books that the procedure runs. */
  readonly source: readonly string[];
  readonly clocks: { readonly [name: string]: ClockConfig };
  /** What people call the reasons for which clocks are paused. */
  readonly pauses?: { readonly [reason: string]: Text };
  /** What the machine itself reads from the policy, besides the limits of its clocks. */
  readonly reads?: {
    readonly limits?: readonly string[];
    readonly numbers?: readonly string[];
    readonly plans?: readonly string[];
  };
  readonly machine: AnyStateMachine;
  /** Tags of the states in which no clock of it matters any more. */
  readonly cancelledIn?: readonly string[];
  /** Does it ask the policy for what it says of every case? */
  readonly everyCase?: boolean;
  /** Versions that running cases may still be on, and how they go on under the next one. */
  readonly earlier?: readonly EarlierProcedure[];
}

/** A version before this one: its own file, as it was. Without a migration its cases stay on it to their end. */
export interface EarlierProcedure {
  readonly procedure: Procedure;
  readonly migration?: Migration;
}

export interface Procedure extends Definition {
  readonly title: Text;
  readonly source: readonly string[];
  readonly needs: PolicyNeeds;
  readonly earlier: readonly EarlierProcedure[];
}

/**
 * A rule of the house as a machine with its clocks. A clock `reply` reaches the machine as the events
 * `clock.reply.warned`, `clock.reply.missed` and `clock.reply.escalated`.
 */
export function procedure(config: ProcedureConfig): Procedure {
  const clocks = Object.fromEntries(
    Object.entries(config.clocks).map(([name, clock]) => [name, compile(name, clock, config.cancelledIn)]),
  );
  const limits = Object.entries(config.clocks).flatMap(([name, { limit = name, until }]) =>
    typeof limit === 'string' && until === undefined ? [limit] : [],
  );
  return {
    ...define(config.machine, {
      name: config.name,
      version: config.version,
      clocks,
      stamped: true,
      pauses: config.pauses ?? {},
      ...traitsOf(config),
      ...(config.timerTitles && { timerTitles: config.timerTitles }),
    }),
    title: config.title,
    source: config.source,
    earlier: config.earlier ?? [],
    needs: {
      limits: [...new Set([...limits, ...(config.reads?.limits ?? [])])],
      clocks: Object.keys(config.clocks),
      numbers: config.reads?.numbers ?? [],
      ...(config.reads?.plans && { plans: config.reads.plans }),
      pauses: [...new Set(Object.values(config.clocks).flatMap(({ pausedIn = {} }) => Object.keys(pausedIn)))],
      ...(config.everyCase && { everyCase: true }),
    },
  };
}

function compile(
  name: string,
  { limit, until, onlyIf, cancelledIn, ...clock }: ClockConfig,
  everywhere: readonly string[] = [],
): ClockDefinition {
  const endIn = [...(cancelledIn === undefined ? [] : [cancelledIn]), ...everywhere];
  const policyOf = (context: unknown): PolicySlice => (context as WithPolicy).policy;
  const limitFor = (context: unknown): string =>
    typeof limit === 'function' ? limit(context as never) : (limit ?? name);
  const limitIn = (context: unknown) => (until ? undefined : policyOf(context).limits[limitFor(context)]);
  return {
    ...clock,
    ...(endIn.length > 0 && { cancelledIn: endIn }),
    ...(onlyIf && { onlyIf: context => onlyIf(context as never) }),
    budget: (context, at) => {
      if (until) return Math.max(0, until(context as never) - at);
      return clockBudgetOf(policyOf(context), limitFor(context), at);
    },
    working: context => isWorking(limitIn(context)),
    plan: context => {
      const { pauses } = policyOf(context);
      const plan = planOf(policyOf(context), name);
      return clock.pausedIn && pauses ? { ...plan, pauses } : plan;
    },
    calendar: context => policyOf(context).zone,
    limit: limitIn,
  };
}

/**
 * A named action that is carried out outside the case, by the activity of its name: it has parameters and no implementation.
 * `setup({ actions: { notify: outside<Message>() } })`
 */
export const outside = <Params>(): ((args: unknown, params: Params) => void) => undefined as never;
