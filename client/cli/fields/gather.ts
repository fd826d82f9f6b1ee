import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { type Here, readInstant } from '../instant';
import { assignAll, type Draft, put, valueAt } from './assign';
import { type Field, fieldsOf } from './model';

/** What is filled in: a case's input or an event's fields. */
export interface Form {
  /** The procedure's or the event's name. */
  readonly name: string;
  readonly schema: z.ZodType;
  /** What it is called when it is not filled in as it should be. */
  readonly refusal: 'BAD_INPUT' | 'BAD_PAYLOAD';
}

/**
 * What goes into a case or an event: the file of `--input`, then each `--set`, then, on a terminal, what is still missing by questions
 * (everything when nothing was given). Instants may be written as people do.
 *
 * @throws DuecourseError the form's refusal with the fields that are missing, `UNREADABLE_FILE`, `USAGE`, `UNKNOWN_FIELD`, `BAD_DURATION`, `CANCELLED`
 */
export async function gather(cli: Cli, form: Form, options: Options, here: Here): Promise<Draft> {
  const { schema } = form;
  const fields = fieldsOf(schema);
  const sets = (options.set ?? []) as readonly string[];
  const given = options.input !== undefined || sets.length > 0;
  const draft = assignAll(options.input === undefined ? {} : readObject(String(options.input)), fields, sets);
  if (cli.asks) {
    const open = fields.filter(field => (given ? field.required : true) && valueAt(draft, field.path) === undefined);
    if (open.length > 0) {
      const { ask } = require('./ask') as typeof import('./ask');
      await ask(cli, schema, fields, open, draft, here);
    }
  }
  requireAll(cli, form, fields, draft);
  return withInstants(draft, fields, here);
}

function requireAll({ say, lang }: Cli, { name, refusal }: Form, fields: readonly Field[], draft: Draft): void {
  const missing = fields.filter(({ path, required }) => required && valueAt(draft, path) === undefined);
  if (missing.length === 0) return;
  const lines = missing.map(({ path, title, kind, choices }) => {
    const form = choices?.join(' | ') ?? say(`kind_${kind}`);
    return `  --set ${path}=…  ${title[lang]} (${form})`;
  });
  throw new DuecourseError(refusal, `${say('missing', { name })}\n${lines.join('\n')}\n${say('orByFile')}`, {
    problems: missing.map(({ path }) => ({ path, message: 'is missing' })),
  });
}

/** The draft with every instant in ISO 8601. @throws DuecourseError `BAD_DURATION` */
export function withInstants(draft: Draft, fields: readonly Field[], here: Here): Draft {
  for (const field of fields) {
    const value = valueAt(draft, field.path);
    if (field.kind === 'instant' && typeof value === 'string') put(draft, field, readInstant(value, here));
  }
  return draft;
}

/** A JSON object from a file, or from stdin for `-`. @throws DuecourseError `UNREADABLE_FILE` */
export function readObject(file: string): Draft {
  const name = file === '-' ? 'stdin' : file;
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw unreadable(name, `cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable(name, `is not JSON (${(error as Error).message})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadable(name, 'is not a JSON object');
  return value as Draft;
}

const unreadable = (file: string, why: string): DuecourseError =>
  new DuecourseError('UNREADABLE_FILE', `${file} ${why}.`, { file });
