import { didYouMean } from '../../../machines/policy/suggest';
import { DuecourseError } from '../../../time/error';
import type { Field } from './model';

/** Plain JSON object that is being filled in. */
export interface Draft {
  [name: string]: unknown;
}

/**
 * Puts each `key=value` into the draft, typed by its field; a list takes one item each time.
 * @throws DuecourseError `USAGE` without `=`, `UNKNOWN_FIELD` with the fields there are
 */
export function assignAll(draft: Draft, fields: readonly Field[], assignments: readonly string[]): Draft {
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    if (at < 1) throw new DuecourseError('USAGE', `--set takes key=value, not "${assignment}".`);
    const path = assignment.slice(0, at).trim();
    const field = fields.find(known => known.path === path);
    if (field) put(draft, field, typed(field, assignment.slice(at + 1)));
    else if (fields.some(known => known.path.startsWith(`${path}.`)))
      throw unknown(`"${path}" has fields of its own; set one of them`, path, fields);
    else if (!putInside(draft, fields, path, assignment.slice(at + 1)))
      throw unknown(`There is no field "${path}"`, path, fields);
  }
  return draft;
}

/** What `text` means for the field; what does not fit stays text, and the schema says what is wrong with it. */
export function typed(field: Field, text: string): unknown {
  switch (field.kind) {
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      return /^(true|yes|y|是)$/i.test(text) ? true : /^(false|no|n|否)$/i.test(text) ? false : text;
    case 'json':
      return parsed(text);
    default:
      return text;
  }
}

/** Puts a value where the field's path says; onto the end of a list. */
export function put(draft: Draft, field: Field, value: unknown): void {
  const names = field.path.split('.');
  const last = names.pop() as string;
  const owner = names.reduce<Draft>((within, name) => {
    const inner = within[name];
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) return inner as Draft;
    const fresh: Draft = {};
    within[name] = fresh;
    return fresh;
  }, draft);
  const present = owner[last];
  owner[last] =
    field.kind === 'list' && !Array.isArray(value) ? [...(Array.isArray(present) ? present : []), value] : value;
}

/** The value at a field's path; undefined where there is none. */
export const valueAt = (draft: Draft, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (within, name) => (typeof within === 'object' && within !== null ? (within as Draft)[name] : undefined),
      draft,
    );

/** A key inside a field that is free in form (`json`). */
function putInside(draft: Draft, fields: readonly Field[], path: string, text: string): boolean {
  const free = fields.find(({ kind, path: known }) => kind === 'json' && path.startsWith(`${known}.`));
  if (!free) return false;
  put(draft, { ...free, path }, parsed(text));
  return true;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function unknown(what: string, path: string, fields: readonly Field[]): DuecourseError {
  const known = fields.map(field => field.path);
  const there = known.length === 0 ? 'Nothing is to be filled in here.' : `There are: ${known.join(', ')}.`;
  return new DuecourseError('UNKNOWN_FIELD', `${what}${didYouMean(path, known) || '.'} ${there}`, {
    field: path,
    known,
  });
}
