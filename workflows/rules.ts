import { Validator } from '@cfworker/json-schema';
import { roles } from '../machines/roles';
import type { Text } from '../statechart/types';
import { DuecourseError } from '../time/error';
import type { EventRules, Problem } from './ingress';

/** The events of every procedure: who may send them and the JSON Schema of what they carry. Put into the bundle as a constant, made from the zod schemas. */
export interface BundledEvents {
  readonly [procedure: string]: {
    readonly [event: string]: { readonly by: readonly string[]; readonly title: Text; readonly schema: object };
  };
}

declare const DUECOURSE_EVENTS: BundledEvents | undefined;

/**
 * The rules of one procedure's events. Its validators are built while the module loads: a preloaded module is frozen afterwards.
 * @throws DuecourseError `NO_EVENT_RULES` when the bundle was made without them
 */
export function rulesOf(procedure: string): EventRules {
  const events = typeof DUECOURSE_EVENTS === 'undefined' ? undefined : DUECOURSE_EVENTS[procedure];
  if (!events)
    throw new DuecourseError(
      'NO_EVENT_RULES',
      `The workflow bundle has no event rules for '${procedure}'; make it with duecourse's own worker.`,
    );
  return Object.fromEntries(
    Object.entries(events).map(([type, { by, title, schema }]) => [type, { by, title, roles, check: checker(schema) }]),
  );
}

function checker(schema: object): (data: unknown) => Problem | undefined {
  const validator = new Validator(schema as never, '2020-12', false);
  return data => {
    const { valid, errors } = validator.validate(data);
    if (valid) return undefined;
    // The outermost errors only say that something inside them is wrong; the deepest says what.
    const deepest = errors.reduce((one, other) =>
      other.instanceLocation.length >= one.instanceLocation.length ? other : one,
    );
    return { path: deepest.instanceLocation.slice(2).replaceAll('/', '.'), message: deepest.error };
  };
}
