import type { AnyStateMachine, StateValue } from 'xstate';
import { type Definition, define } from '../statechart/definition';
import { requireWhole } from '../statechart/envelope';
import { type Migration, type MigrationPreview, migrate } from '../statechart/migrate';
import type { Effect, Envelope } from '../statechart/types';
import { DuecourseError } from '../time/error';
import type { DurableOptions } from './options';

/** An earlier version that running cases may still be on, and how they go on under the next registered one. */
export interface EarlierVersion {
  readonly version: number;
  readonly machine: AnyStateMachine;
  /** Without one, its cases stay on it to their end. */
  readonly migration?: Migration;
}

interface Generation {
  readonly definition: Definition;
  readonly migration?: Migration;
}

/**
 * The versions of one machine, side by side. A run names its version and keeps it: what it replays never changes under it.
 */
export class Lineage {
  private readonly generations: readonly Generation[];

  constructor(generations: readonly Generation[]) {
    this.generations = [...generations].sort((a, b) => a.definition.version - b.definition.version);
  }

  get name(): string {
    return this.generations[0]!.definition.name;
  }

  /**
   * The definition that a run is pinned to. A run that names none belongs to the first version: those that came later are always named.
   * @throws DuecourseError `UNKNOWN_VERSION`
   */
  of(version: number | undefined): Definition {
    const found =
      version === undefined
        ? this.generations[0]
        : this.generations.find(({ definition }) => definition.version === version);
    if (found) return found.definition;
    const known = this.generations.map(({ definition }) => definition.version).join(', ');
    throw new DuecourseError('UNKNOWN_VERSION', `This worker has ${this.name} in version ${known}, not ${version}.`, {
      version,
    });
  }

  /**
   * A case's envelope under a later version, step by step through those between; the one given is not changed.
   * @throws DuecourseError `UNKNOWN_VERSION`, `NO_MIGRATION`, `BAD_MIGRATION`
   */
  upgrade(
    envelope: Envelope,
    to: number,
    at: number,
  ): { readonly envelope: Envelope; readonly effects: readonly Effect[] } {
    this.of(to);
    const effects: Effect[] = [];
    let current = envelope;
    while (current.version !== to) {
      const index = this.generations.findIndex(({ definition }) => definition.version === current.version);
      const [here, next] = [this.generations[index], this.generations[index + 1]];
      if (!here?.migration || !next || next.definition.version > to) {
        throw new DuecourseError(
          'NO_MIGRATION',
          `There is no way from ${current.name}@${current.version} to @${to}: a case only moves to a later version, by a declared migration.`,
          {
            from: current.version,
            to,
          },
        );
      }
      const moved = moveOne(here.definition, next.definition, here.migration, current, at);
      current = moved.envelope;
      effects.push(...moved.effects);
    }
    return { envelope: current, effects };
  }

  /** What `upgrade` would make of the case, or why it would not. */
  preview(envelope: Envelope, to: number, at: number): Omit<MigrationPreview, 'waits'> {
    const from = envelope.version;
    try {
      const { snapshot } = this.upgrade(envelope, to, at).envelope;
      return { from, value: (snapshot as { value: StateValue }).value };
    } catch (error) {
      const { code, message } =
        error instanceof DuecourseError ? error : { code: 'BAD_MIGRATION', message: `${error}` };
      return { from, problem: { code, message } };
    }
  }
}

/** What a migration's own code throws is about the migration: the case goes on under its version. */
function moveOne(...[from, to, migration, envelope, at]: Parameters<typeof migrate>): ReturnType<typeof migrate> {
  try {
    const moved = migrate(from, to, migration, envelope, at);
    requireWhole(to, moved.envelope);
    return moved;
  } catch (error) {
    if (error instanceof DuecourseError && error.code === 'BAD_MIGRATION') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DuecourseError(
      'BAD_MIGRATION',
      `${from.name}@${from.version} → @${to.version} cannot be used for this case: ${reason}`,
      { problems: [reason] },
    );
  }
}

/** The lineage of a stranger's machine. */
export function lineageOf(
  machine: AnyStateMachine,
  { version = 1, earlier = [], actors = {} }: DurableOptions,
): Lineage {
  const workflows = Object.fromEntries(
    Object.entries(actors).flatMap(([src, { workflow }]) => (workflow === undefined ? [] : [[src, workflow]])),
  );
  return new Lineage([
    ...earlier.map(({ version: old, machine: before, migration }) => ({
      definition: define(before, { version: old, workflows }),
      ...(migration && { migration }),
    })),
    { definition: define(machine, { version, workflows }) },
  ]);
}
