import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { closed, list } from '../parts';
import { didYouMean } from '../suggest';
import { parseYaml, readText } from '../yaml-file';
import { crossProblems } from './cross';
import { type Addresses, address, dept, id, LEVELS, lang, name, ROLES, role, wallTime } from './parts';

/** The directory as its file has it. */
export type DirectoryFile = z.output<ReturnType<typeof fileSchema>>;
export type PersonEntry = DirectoryFile['people'][number];

export interface Reading {
  readonly addresses: Addresses;
  /** The names of the house's channels; without them any name will do. */
  readonly channels?: readonly string[];
}

/** Where the directory of a house is: beside its policy file. */
export const directoryFile = (policyFile: string): string => join(dirname(policyFile), 'directory.yaml');

/**
 * The directory beside the policy file, or undefined where there is none.
 * @throws DuecourseError `BAD_DIRECTORY` with every mistake of the file at once, each with line, column, and what to write instead; it repeats
 * no name, address, number or id
 */
export function loadDirectory(policyFile: string, reading: Reading): DirectoryFile | undefined {
  const file = directoryFile(policyFile);
  return existsSync(file) ? parseDirectory(readText(file, 'BAD_DIRECTORY', 'directory'), file, reading) : undefined;
}

/** The directory in `text`; `file` is how messages name it. Throws as `loadDirectory` does. */
export function parseDirectory(text: string, file: string, reading: Reading): DirectoryFile {
  return parseYaml(text, { file, code: 'BAD_DIRECTORY', schema: whole(reading) }).data;
}

/** What is wrong with a person alone and what is wrong among them, in one go. */
function whole(reading: Reading) {
  const schema = fileSchema(reading);
  return z.unknown().transform((written, context): z.output<typeof schema> => {
    const result = schema.safeParse(written);
    for (const issue of result.error?.issues ?? []) context.addIssue({ ...issue } as z.core.$ZodRawIssue);
    const { people } = (written ?? {}) as { people?: unknown };
    const entries = (Array.isArray(people) ? people : []).map(each => (each ?? {}) as object);
    for (const { person, field, message } of crossProblems(entries))
      context.addIssue({ code: 'custom', path: ['people', person, field], message });
    return result.success ? result.data : z.NEVER;
  });
}

type Times = { readonly from?: string | undefined; readonly to?: string | undefined };

const inOrder = (
  { from, to }: Times,
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
) => {
  if (from !== undefined && to !== undefined && to < from.slice(0, to.length))
    context.addIssue({ code: 'custom', path: ['to'], message: 'is before "from".' });
};

const span = closed({ from: wallTime.optional(), to: wallTime.optional() }).superRefine(inOrder);

/** `true`, one span, or a list of spans. Not a union: that would say of a slip in a span only that it is none of these. */
const away = z.unknown().transform((written, context): readonly z.output<typeof span>[] => {
  if (written === null || written === false) return [];
  if (written === true) return [{}];
  if (typeof written !== 'object') {
    context.addIssue({
      code: 'custom',
      message: 'must be true, { from: 2026-11-23, to: 2026-11-27 }, or a list of such.',
    });
    return z.NEVER;
  }
  const result = Array.isArray(written) ? z.array(span).safeParse(written) : span.safeParse(written);
  if (result.success) return [result.data].flat();
  for (const issue of result.error.issues) context.addIssue({ ...issue } as z.core.$ZodRawIssue);
  return z.NEVER;
});

function fileSchema({ addresses, channels }: Reading) {
  const reach = z
    .array(reachEntry(addresses, channels), {
      error:
        'must be a list, the preferred way first; write e.g. [{ email: fang@example.com }, { phone: "13800138000" }].',
    })
    .optional()
    .transform(written => written ?? []);
  const rule = closed({
    tell: z.enum(['all', 'first'], { error: 'must be all or first.' }).optional(),
    above: role.optional(),
    fallback: reach,
  }).transform(({ tell = 'all', ...more }) => ({ tell, ...more }));
  const person = closed({
    id,
    name,
    roles: list(role, '[manager]').min(1, 'must name a role; write e.g. [manager].'),
    departments: list(dept, '[after-sales]')
      .optional()
      .transform(written => written ?? []),
    deputy: id.optional(),
    away: away.optional().transform(written => written ?? []),
    lang: lang.optional().transform(written => written ?? 'zh'),
    reach,
    from: wallTime.optional(),
    to: wallTime.optional(),
  })
    .superRefine(inOrder)
    .transform(({ from, to, ...more }) => ({ ...more, valid: { from, to } }));
  return closed({
    levels: list(role, `[${LEVELS.join(', ')}]`).optional(),
    roles: z.record(z.string(), rule).optional(),
    people: z.array(person, { error: 'must be a list of people, each with id, name and roles.' }),
  })
    .superRefine(({ levels = LEVELS, roles = {} }, context) => {
      const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
      for (const [each, { above }] of Object.entries(roles)) {
        if (!ROLES.includes(each))
          complain(['roles', each], `is no role${didYouMean(each, ROLES) || '.'} There are: ${ROLES.join(', ')}.`);
        if (above !== undefined && !levels.includes(above))
          complain(['roles', each, 'above'], `must be a level: ${levels.join(', ')}.`);
      }
    })
    .transform(({ levels = LEVELS, roles = {}, people }) => ({ levels, roles, people }));
}

/** `{ email: … }`, `{ phone: … }`, `{ sms: … }` (a channel of the house), or the name of a channel that needs no address. */
function reachEntry(addresses: Addresses, channels: readonly string[] | undefined) {
  return z.unknown().transform((written, context): { readonly by: string; readonly address?: string } => {
    const complain = (message: string, path: PropertyKey[] = []): never => {
      context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    };
    const entries = typeof written === 'string' ? [[written]] : Object.entries((written ?? {}) as object);
    const [by, to] = entries.length === 1 ? entries[0]! : [];
    if (by === undefined)
      return complain('must be one way, e.g. { email: fang@example.com } or { phone: "13800138000" }.');
    if (!['email', 'phone', ...(channels ?? [by])].includes(by))
      return complain(`is no way to reach somebody. There are: ${['email', 'phone', ...channels!].join(', ')}.`);
    if (typeof written === 'string' && !['email', 'phone'].includes(by)) return { by };
    const result = address(by, addresses).safeParse(to);
    return result.success ? { by, address: result.data } : complain(result.error.issues[0]!.message, [by]);
  });
}
