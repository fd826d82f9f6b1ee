import { articles } from '../../machines/articles';
import { type Entry, housePolicy } from '../../machines/catalogue';
import type { Text } from '../../statechart/types';
import type { Duration } from '../../time/duration';
import type { PausePlan } from '../../time/pause';
import { type Field, fieldsOf } from './fields/model';
import { labelOf, statesIn } from './labels';

/** A procedure as `duecourse procedures <name> --json` prints it. */
export interface ProcedureDocument {
  readonly name: string;
  readonly version: number;
  readonly title: Text;
  readonly source: readonly { readonly article: string; readonly text?: Text }[];
  readonly startedBy: readonly string[];
  readonly input: readonly Field[];
  readonly states: readonly StateDocument[];
  readonly events: readonly EventDocument[];
  readonly clocks: readonly ClockDocument[];
  readonly limits: { readonly [name: string]: Duration };
  readonly numbers: { readonly [name: string]: number };
  /** Roles that may enter what happened late. */
  readonly lateEntries: readonly string[];
}

export interface StateDocument {
  readonly id: string;
  readonly title: Text;
  readonly depth: number;
  readonly final: boolean;
  readonly tags: readonly string[];
  readonly rule?: string;
}

export interface EventDocument {
  readonly event: string;
  readonly title: Text;
  readonly by: readonly string[];
  readonly fields: readonly Field[];
}

export interface ClockDocument {
  readonly name: string;
  readonly title: Text;
  readonly rule?: string;
  /** The policy's limit of that name; absent where somebody's promise sets it. */
  readonly limit?: Duration;
  /** Shares of the limit at which a reminder goes out. */
  readonly warnAt: readonly number[];
  /** Roles that are told when it is missed, each one `every` later than the one before. */
  readonly levels: readonly string[];
  readonly every?: Duration;
  /** What it may be paused for, and how long. */
  readonly pauses: readonly (PausePlan & { readonly reason: string; readonly title: Text })[];
}

/** Everything that people may want to know of a procedure, with the limits of the policy file. @throws DuecourseError `BAD_POLICY` */
export function procedureDocument({ procedure, schema }: Entry, policyFile: string): ProcedureDocument {
  const policy = housePolicy(policyFile);
  const { limits, clocks, numbers, pauses, lateEntries = policy.lateEntries } = policy.procedures[procedure.name]!;
  const known: { readonly [article: string]: Text | undefined } = articles;
  return {
    name: procedure.name,
    version: procedure.version,
    title: procedure.title,
    source: procedure.source.map(article => ({ article, ...(known[article] && { text: known[article] }) })),
    startedBy: schema.startedBy,
    input: fieldsOf(schema.input),
    states: statesIn(procedure.machine).map(node => ({
      ...labelOf(node),
      depth: labelOf(node).id.split('.').length - 1,
      final: node.type === 'final',
      tags: node.tags,
      ...(typeof node.meta?.rule === 'string' && { rule: node.meta.rule }),
    })),
    events: Object.entries(schema.events).map(([event, { title, by, data }]) => ({
      event,
      title,
      by,
      fields: fieldsOf(data),
    })),
    clocks: Object.entries(procedure.clocks).map(([name, { title, rule, pausedIn = {} }]) => ({
      name,
      title,
      ...(rule !== undefined && { rule }),
      ...(limits[name] && { limit: limits[name] }),
      warnAt: clocks[name]?.warnAt ?? [],
      levels: clocks[name]?.levels ?? [],
      ...(clocks[name]?.every && { every: clocks[name].every }),
      pauses: Object.keys(pausedIn).flatMap(reason => {
        const title = procedure.pauses[reason] ?? { zh: reason, en: reason };
        return pauses[reason] ? [{ reason, title, ...pauses[reason] }] : [];
      }),
    })),
    limits,
    numbers,
    lateEntries: lateEntries?.roles ?? [],
  };
}
