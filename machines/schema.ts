import { z } from 'zod';
import type { Text } from '../statechart/types';
import type { Role } from './roles';

/**
 * What goes into a procedure, as zod schemas: the client checks and prompts with them, the workflow checks with the JSON Schemas made
 * from them. This file and all `*.schema.ts` stay out of the workflow bundle: zod costs every open case hundreds of KiB there.
 */
export interface EventSchema {
  /** Who may send it. */
  readonly by: readonly Role[];
  readonly title: Text;
  readonly data: z.ZodObject;
}

export interface ProcedureSchema {
  /** Who may start a case. */
  readonly startedBy: readonly Role[];
  /** Roles whose senders are never named in a case: the desk drops a name before anything leaves it, the case refuses one. */
  readonly nameless?: readonly Role[];
  readonly input: z.ZodObject;
  readonly events: { readonly [type: string]: EventSchema };
}

export const schemas = <S extends ProcedureSchema>(schema: S): S => schema;

/** An event that people send. `data` are its fields; unknown ones are refused. */
export function event<D extends z.ZodRawShape = Record<never, never>>(config: {
  by: readonly Role[];
  title: Text;
  data?: z.ZodObject<D>;
}): { by: readonly Role[]; title: Text; data: z.ZodObject<D> } {
  return { by: config.by, title: config.title, data: config.data ?? (z.strictObject({}) as unknown as z.ZodObject<D>) };
}

/** A field's name in both languages, for prompts, `--help` and documents: `titled(z.string(), '地点', 'Site')`. */
export const titled = <T extends z.ZodType>(type: T, zh: string, en: string): T =>
  type.meta({ title: `${zh} · ${en}` });

/** An instant: ISO 8601 with its offset (`2026-11-24T10:30:00+08:00`). */
export const instant = (): z.ZodISODateTime => z.iso.datetime({ offset: true });

/** What machines see of the events of a schema: `type`, its fields, the instant (ms) and the sender. */
export type EventsOf<S extends ProcedureSchema> = {
  [T in keyof S['events'] & string]: { type: T; at: number; by: { role: Role; name?: string } } & z.infer<
    S['events'][T]['data']
  >;
}[keyof S['events'] & string];
