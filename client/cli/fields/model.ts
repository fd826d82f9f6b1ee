import { z } from 'zod';
import type { Text } from '../../../statechart/types';

/** One thing that can be filled in: what `--set`, prompts and `procedures <name>` go by. */
export interface Field {
  /** Dotted, from the top: `site.room`. */
  readonly path: string;
  readonly title: Text;
  /** A list holds texts; `json` is whatever has no simpler form. */
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'instant' | 'list' | 'json';
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly default?: unknown;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
}

/** The fields of a procedure's input or of an event, nested ones by their dotted path, in the order of the schema. */
export const fieldsOf = (schema: z.ZodType): Field[] =>
  inside(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, { path: '', required: true });

/** Where a nested field lies: its owner's path (with a dot at the end) and title, and whether the owner has to be there. */
interface Within {
  readonly path: string;
  readonly title?: Text;
  readonly required: boolean;
}

function inside(schema: Schema, within: Within): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = `${within.path}${name}`;
    const required = within.required && schema.required?.includes(name) === true && property.default === undefined;
    const plain = withoutNull(property);
    const title = under(within.title, titleOf(property.title ?? plain.title, name));
    if (plain.properties) return inside(plain, { path: `${path}.`, title, required });
    return [{ path, title, required, ...formOf(plain) }];
  });
}

const under = (owner: Text | undefined, { zh, en }: Text): Text =>
  owner ? { zh: `${owner.zh} › ${zh}`, en: `${owner.en} › ${en}` } : { zh, en };

/** A field that may also be null is asked for as if it could not. */
function withoutNull(schema: Schema): Schema {
  const others = schema.anyOf?.filter(({ type }) => type !== 'null');
  if (others?.length === 1) return { ...schema, ...others[0], anyOf: undefined };
  const types = Array.isArray(schema.type) ? schema.type.filter(type => type !== 'null') : [];
  return types.length === 1 ? { ...schema, type: types[0] } : schema;
}

function formOf(schema: Schema): Pick<Field, 'kind' | 'choices' | 'default'> {
  const preset = schema.default === undefined ? {} : { default: schema.default };
  const choices = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (choices?.every(choice => typeof choice === 'string')) return { kind: 'choice', choices, ...preset };
  if (schema.type === 'string') return { kind: schema.format === 'date-time' ? 'instant' : 'text', ...preset };
  if (schema.type === 'number' || schema.type === 'integer') return { kind: 'number', ...preset };
  if (schema.type === 'boolean') return { kind: 'boolean', ...preset };
  if (schema.type === 'array' && schema.items?.type === 'string') return { kind: 'list', ...preset };
  return { kind: 'json', ...preset };
}

/** Titles are written `地点 · Site`; a field without one goes by its name. */
function titleOf(title: string | undefined, name: string): Text {
  const [zh, en = zh] = title?.split(' · ') ?? [];
  return { zh: zh ?? name, en: en ?? name };
}
