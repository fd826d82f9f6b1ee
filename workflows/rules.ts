import { Validator } from '@cfworker/json-schema';
import { roles } from '../machines/roles';
import type { Text } from '../statechart/types';
import { DuecourseError } from '../time/error';
import type { EventRules, FieldRules, Problem } from './ingress';

/** What may go into every procedure, as JSON Schemas made from the zod schemas; put into the bundle as a constant. */
export interface BundledRules {
  readonly [procedure: string]: {
    readonly input: object;
    readonly nameless?: readonly string[];
    readonly events: {
      readonly [event: string]: { readonly by: readonly string[]; readonly title: Text; readonly schema: object };
    };
  };
}

/** What may go into one procedure. */
export interface ProcedureRules {
  /** What is wrong with what a case is to be opened with; nothing if it fits. */
  readonly checkInput: (input: unknown) => Problem | undefined;
  readonly fields: FieldRules;
  readonly events: EventRules;
}

declare const DUECOURSE_RULES: BundledRules | undefined;

/**
 * The rules of one procedure. Its validators are built while the module loads: a preloaded module is frozen afterwards.
 * @throws DuecourseError `NO_EVENT_RULES` when the bundle was made without them
 */
export function rulesOf(procedure: string): ProcedureRules {
  const rules = typeof DUECOURSE_RULES === 'undefined' ? undefined : DUECOURSE_RULES[procedure];
  if (!rules)
    throw new DuecourseError(
      'NO_EVENT_RULES',
      `The workflow bundle has no event rules for '${procedure}'; make it with duecourse's own worker.`,
    );
  const events = Object.entries(rules.events).map(([type, { by, title, schema }]) => [
    type,
    { by, title, roles, nameless: rules.nameless, check: checker(schema) },
  ]);
  const { properties = {} } = rules.input as { properties?: { readonly [field: string]: object } };
  const fields = Object.entries(properties).map(([field, schema]) => [field, checker(schema)]);
  return { checkInput: checker(rules.input), fields: Object.fromEntries(fields), events: Object.fromEntries(events) };
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
