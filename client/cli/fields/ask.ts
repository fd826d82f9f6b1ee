import type { z } from 'zod';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import type { Here } from '../instant';
import { readInstant } from '../instant';
import { type Draft, put, typed, valueAt } from './assign';
import type { Field } from './model';

/**
 * Asks for each open field, then again for whatever the schema does not take.
 * @throws DuecourseError `CANCELLED` when the person leaves
 */
export async function ask(
  cli: Cli,
  schema: z.ZodType,
  fields: readonly Field[],
  open: readonly Field[],
  draft: Draft,
  here: Here,
): Promise<void> {
  for (let asked = open; asked.length > 0; ) {
    for (const field of asked) {
      const answer = await askFor(cli, field, valueAt(draft, field.path));
      if (answer !== undefined) put(draft, { ...field, kind: 'text' }, answer);
    }
    const problems = schema.safeParse(readable(draft, fields, here)).error?.issues ?? [];
    asked = fields.filter(({ path }) => problems.some(problem => problem.path.join('.').startsWith(path)));
    for (const { path, message } of problems) {
      const title = fields.find(field => field.path === path.join('.'))?.title[cli.lang] ?? path.join('.');
      cli.note(cli.paint.yellow(cli.say('mend', { problem: `${title}: ${message}` })));
    }
  }
}

/** A copy with its instants in ISO 8601, for the schema to look at; one that cannot be read is left for it to refuse. */
function readable(draft: Draft, fields: readonly Field[], here: Here): Draft {
  const copy = structuredClone(draft);
  for (const field of fields) {
    const value = valueAt(copy, field.path);
    if (field.kind !== 'instant' || typeof value !== 'string') continue;
    try {
      put(copy, field, readInstant(value, here));
    } catch {}
  }
  return copy;
}

/** The person's answer; undefined where an optional field was skipped. */
async function askFor(cli: Cli, field: Field, before: unknown): Promise<unknown> {
  const options = choicesOf(cli, field);
  const message = `${field.title[cli.lang]} ${cli.paint.dim(hintFor(cli, field))}`.trim();
  if (options) return choose(cli, message, field.required ? options : [...options, skip(cli)], before ?? field.default);
  const { text, isCancel } = await prompts();
  const answer = await text({
    message,
    output: process.stderr,
    initialValue: typeof (before ?? field.default) === 'object' ? '' : `${before ?? field.default ?? ''}`,
    validate: value => {
      const given = value?.trim() ?? '';
      if (given === '') return field.required ? cli.say('needed') : undefined;
      return field.kind === 'number' && typeof typed(field, given) !== 'number' ? cli.say('numberNeeded') : undefined;
    },
  });
  if (isCancel(answer)) throw cancelled();
  const given = (answer ?? '').trim();
  if (given === '') return undefined;
  return field.kind === 'list' ? given.split(/[,，、]\s*/).filter(Boolean) : typed(field, given);
}

/** One of several; the value of what was chosen. @throws DuecourseError `CANCELLED` */
export async function choose<T>(
  { lang }: Cli,
  message: string,
  options: readonly { readonly value: T; readonly label: string }[],
  initialValue?: unknown,
): Promise<T> {
  const { select, isCancel } = await prompts();
  const initial = options.find(({ value }) => value === initialValue)?.value;
  const answer = await select<unknown>({
    message,
    options: options.map(option => ({ ...option })) as never,
    output: process.stderr,
    // Its instructions are in English only.
    showInstructions: lang === 'en',
    ...(initial !== undefined && { initialValue: initial }),
  });
  if (isCancel(answer)) throw cancelled();
  return answer as T;
}

function choicesOf(cli: Cli, field: Field) {
  if (field.kind === 'choice') return field.choices?.map(value => ({ value: value as unknown, label: value }));
  if (field.kind !== 'boolean') return undefined;
  return [
    { value: false as unknown, label: cli.say('no') },
    { value: true as unknown, label: cli.say('yes') },
  ];
}

const skip = (cli: Cli) => ({ value: undefined as unknown, label: cli.say('skipChoice') });

function hintFor(cli: Cli, { kind, required }: Field): string {
  const form =
    kind === 'instant' ? 'instantHint' : kind === 'list' ? 'listHint' : kind === 'json' ? 'jsonHint' : undefined;
  const hints = [...(form ? [cli.say(form)] : []), ...(required ? [] : [cli.say('skip')])];
  return hints.length === 0 ? '' : `(${hints.join(cli.lang === 'zh' ? '；' : '; ')})`;
}

/** An ES module, and of no use without a terminal. */
const prompts = () => import('@clack/prompts');

const cancelled = (): DuecourseError => new DuecourseError('CANCELLED', 'Nothing was sent.');
