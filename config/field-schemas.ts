import { z } from 'zod';
import type { FieldName } from './fields';

const port = z
  .union([z.number(), z.string().regex(/^\d+$/, 'must be a whole number').transform(Number)], {
    error: 'must be a whole number',
  })
  .pipe(
    z.number().int('must be a whole number').min(1, 'must be from 1 to 65535').max(65535, 'must be from 1 to 65535'),
  );
const filled = z.string('must be a text').trim().min(1, 'must not be empty');

/** What each setting may be. Its own file because loading zod takes longer than most runs of the command line. */
export const fieldSchemas = {
  address: filled.regex(/^(\[[^\]]+\]|[^\s:/]+):\d{1,5}$/, 'must be host:port'),
  uiUrl: filled.regex(/^https?:\/\//, 'must begin with http:// or https://'),
  host: filled.regex(/^[\w.:-]+$/, 'must be an IP address or host name'),
  port,
  uiPort: port,
  dataDir: filled,
  namespace: filled.regex(/^[A-Za-z0-9][\w.-]+$/, 'must be two or more letters, digits, ".", "_" or "-"'),
  taskQueue: filled.max(200, 'must be at most 200 characters'),
  policy: filled,
  deployment: filled.regex(/^[\w-]+\/[\w.-]+$/, 'must be a name and a build, e.g. service-centre/2026.11.1'),
  database: filled.regex(/^(postgres(ql)?:\/\/|none$)/, 'must begin with postgres:// or be none'),
} satisfies { readonly [name in FieldName]: z.ZodType };

/** @returns what is wrong with the value, or the value as the settings keep it */
export function checkField(
  name: FieldName,
  value: unknown,
): { readonly problem: string } | { readonly value: string | number } {
  const result = fieldSchemas[name].safeParse(value);
  return result.success ? { value: result.data } : { problem: result.error.issues[0]?.message ?? 'is not allowed' };
}
