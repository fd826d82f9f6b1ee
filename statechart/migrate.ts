import { type AnyStateMachine, createMachine, type StateValue, spawnChild } from 'xstate';
import { DuecourseError } from '../time/error';
import { Case } from './case';
import type { Definition } from './definition';
import { rootOf, type StateNodeLike, statesOf } from './internals';
import type { Effect, Envelope, Json, Sender, Timer } from './types';

/** How a case of one version goes on under the next. What is not named keeps its name; what has no counterpart must be named. */
export interface Migration {
  /** Old state id → new state id. */
  readonly states?: { readonly [old: string]: string };
  /** The new version's context made of the old one's. */
  readonly context?: (old: never) => unknown;
  /** Old clock → new clock, or `null` for one that ends here. */
  readonly clocks?: { readonly [old: string]: string | null };
  /** Ids of states whose waits (`after`) may be dropped because the new version has none there. */
  readonly dropTimers?: readonly string[];
}

/** Moves one case to a later version: to which, who wants it and why. */
export interface MigrateOrder {
  readonly to: number;
  readonly reason: string;
  readonly by?: Sender;
}

/** What would become of a case that is moved to a later version now. Asking changes nothing. */
export interface MigrationPreview {
  readonly from: number;
  /** The state that it would be in. */
  readonly value?: StateValue;
  /** Work is under way that is waited for before the case is moved. */
  readonly waits: boolean;
  /** Why it cannot be moved. */
  readonly problem?: { readonly code: string; readonly message: string };
}

/** @throws DuecourseError `BAD_MIGRATION` */
export function requireTarget(order: unknown): void {
  const { to, reason } = (order ?? {}) as Partial<MigrateOrder>;
  if (!Number.isInteger(to) || typeof reason !== 'string' || reason.trim() === '') {
    throw new DuecourseError(
      'BAD_MIGRATION',
      'A migration says the version "to" which, a whole number, and the "reason" for it.',
    );
  }
}

/** Why a migration cannot be used; empty when it can. Checks every state, clock and actor of the old version, not only those in use. */
export function problemsOf(from: Definition, to: Definition, migration: Migration): string[] {
  const states = new Map([...statesOf(rootOf(to.machine))].map(node => [node.id, node]));
  const problems: string[] = [];
  for (const node of statesOf(rootOf(from.machine))) {
    if (!node.parent || node.type === 'history') continue;
    const target = states.get(newId(node.id, from, to, migration));
    if (!target) problems.push(`state '${node.id}' has no counterpart: name one in states`);
    if (target && node.after.length > 0 && !migration.dropTimers?.includes(node.id)) {
      for (const { eventType } of node.after) {
        const kept = eventType.replace(node.id, target.id);
        if (!target.after.some(transition => transition.eventType === kept))
          problems.push(
            `the wait '${eventType}' has no counterpart in '${target.id}': add it there, or name '${node.id}' in dropTimers`,
          );
      }
    }
  }
  for (const old of Object.keys(migration.states ?? {})) {
    if (![...statesOf(rootOf(from.machine))].some(node => node.id === old))
      problems.push(`states names '${old}', which version ${from.version} does not have`);
  }
  for (const clock of Object.keys(from.clocks)) {
    const target = migration.clocks?.[clock];
    if (target !== null && !to.clocks[target ?? clock])
      problems.push(`clock '${clock}' has no counterpart: name one in clocks, or null`);
  }
  for (const src of Object.keys(from.machine.implementations.actors)) {
    if (!(src in to.machine.implementations.actors))
      problems.push(`actor '${src}' has no counterpart: a running one would be lost`);
  }
  return problems;
}

/**
 * The envelope of a case of version `from` as one of version `to`: states, context, timers and clocks carried over,
 * and what is entered anew (a region that the old version did not have) started: its entry actions, waits and actors.
 * @throws DuecourseError `BAD_MIGRATION` with every problem; the envelope given is not changed
 */
export function migrate(
  from: Definition,
  to: Definition,
  migration: Migration,
  envelope: Envelope,
  at: number,
): { envelope: Envelope; effects: readonly Effect[] } {
  const problems = problemsOf(from, to, migration);
  if (problems.length > 0) {
    throw new DuecourseError(
      'BAD_MIGRATION',
      `${from.name}@${from.version} → @${to.version} cannot be used:\n${problems.map(problem => `  ${problem}`).join('\n')}`,
      { problems },
    );
  }
  const old = Case.restore(from, envelope);
  const active = (old.snapshot._nodes as readonly StateNodeLike[]).map(({ id }) => newId(id, from, to, migration));
  const carried: Envelope = {
    ...envelope,
    version: to.version,
    name: to.name,
    snapshot: carriedSnapshot(envelope.snapshot, from, to, migration, active),
    timers: envelope.timers.flatMap(timer => carriedTimer(timer, from, to, migration)),
    clocks: Object.fromEntries(
      Object.entries(envelope.clocks).flatMap(([clock, state]) => {
        const target = migration.clocks?.[clock];
        return target === null ? [] : [[target ?? clock, state]];
      }),
    ),
  };
  return enter(to, carried, new Set(active), at);
}

const newId = (id: string, from: Definition, to: Definition, { states }: Migration): string =>
  states?.[id] ?? (id === rootOf(from.machine).id ? rootOf(to.machine).id : id);

function carriedSnapshot(
  json: Json,
  from: Definition,
  to: Definition,
  migration: Migration,
  active: readonly string[],
): Json {
  const snapshot = json as { readonly [key: string]: Json };
  const history = (snapshot.historyValue ?? {}) as unknown as {
    readonly [id: string]: readonly { readonly id: string }[];
  };
  return {
    ...snapshot,
    value: stateValue(to.machine, active) as Json,
    context: (migration.context ? migration.context(snapshot.context as never) : snapshot.context) as Json,
    historyValue: Object.fromEntries(
      Object.entries(history).map(([id, nodes]) => [
        id,
        nodes.map(node => ({ ...node, id: newId(node.id, from, to, migration) })),
      ]),
    ),
  };
}

/** The state value in which these states are active; what they leave open is at its initial state. */
function stateValue(machine: AnyStateMachine, active: readonly string[]): unknown {
  const wanted = new Set(active);
  const within = (node: StateNodeLike): unknown => {
    const children = Object.values(node.states).filter(({ type }) => type !== 'history');
    if (children.length === 0) return undefined;
    if (node.type === 'parallel') return Object.fromEntries(children.map(child => [child.key, within(child) ?? {}]));
    const child = children.find(({ id }) => wanted.has(id)) ?? node.initial.target[0]!;
    const deeper = within(child);
    return deeper === undefined ? child.key : { [child.key]: deeper };
  };
  return within(rootOf(machine));
}

function carriedTimer(timer: Timer, from: Definition, to: Definition, migration: Migration): Timer[] {
  if (timer.actor !== '') return [timer];
  const owner = [...statesOf(rootOf(from.machine))].find(node =>
    node.after.some(({ eventType }) => eventType === timer.event.type),
  );
  if (!owner) return [timer];
  if (migration.dropTimers?.includes(owner.id)) return [];
  const type = timer.event.type.replace(owner.id, newId(owner.id, from, to, migration));
  return [{ ...timer, id: timer.id === timer.event.type ? type : timer.id, event: { ...timer.event, type } }];
}

/** Runs what entering would have run in the states that nobody was in before, and in those alone. */
function enter(
  to: Definition,
  envelope: Envelope,
  known: ReadonlySet<string>,
  at: number,
): { envelope: Envelope; effects: readonly Effect[] } {
  const settled = Case.restore(to, envelope);
  const fresh = (settled.snapshot._nodes as readonly StateNodeLike[])
    .filter(({ id }) => !known.has(id))
    .sort((a, b) => a.order - b.order);
  if (fresh.length === 0) return { envelope: settled.persist(), effects: settled.effects };
  const actions = fresh.flatMap(node => [
    ...node.entry,
    ...node.invoke.map(invoke =>
      spawnChild(
        invoke.src as never,
        { ...invoke, syncSnapshot: 'onSnapshot' in invoke && !!invoke.onSnapshot } as never,
      ),
    ),
  ]);
  const { config, implementations } = to.machine;
  const machine = createMachine({ ...config, on: { ...config.on, 'duecourse.enter': { actions } } } as never).provide(
    implementations as never,
  );
  const between = Case.restore({ ...to, machine, stamped: false }, settled.persist());
  between.take({ type: 'event', at, event: { type: 'duecourse.enter', at } });
  return { envelope: between.persist(), effects: between.effects };
}
