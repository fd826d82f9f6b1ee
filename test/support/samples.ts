import { z } from 'zod';

type Fields = { readonly [field: string]: unknown };

/**
 * Values that fit a schema of an event or an input: one for each combination of its choices (yes/no and lists of words, and left out
 * where they may be), but `most` at the most; everything else is filled in once. `at`: the instant (ms) that an instant lies an hour behind.
 */
export function samplesOf(schema: z.ZodObject, at: number, most = Number.POSITIVE_INFINITY): Fields[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  let samples: Fields[] = [{}];
  for (const [field, type] of Object.entries(properties)) {
    const values = valuesOf(type as z.core.JSONSchema.JSONSchema, at);
    const choices = required.includes(field) ? values : values.length > 1 ? [undefined, ...values] : [undefined];
    samples = samples.flatMap(sample =>
      choices.map(value => (value === undefined ? sample : { ...sample, [field]: value })),
    );
  }
  return samples.slice(0, most);
}

function valuesOf(type: z.core.JSONSchema.JSONSchema, at: number): unknown[] {
  if (type.enum) return [...type.enum];
  if (type.type === 'boolean') return [true, false];
  if (type.type === 'integer' || type.type === 'number') return [type.minimum ?? 1];
  if (type.format === 'date-time') return [new Date(at + 3_600_000).toISOString()];
  if (type.type === 'object') {
    const needed = Object.entries(type.properties ?? {}).filter(([field]) => type.required?.includes(field));
    return [
      Object.fromEntries(
        needed.map(([field, inner]) => [field, valuesOf(inner as z.core.JSONSchema.JSONSchema, at)[0]]),
      ),
    ];
  }
  if (type.type === 'array')
    return [valuesOf(type.items as z.core.JSONSchema.JSONSchema, at).slice(0, type.minItems ?? 1)];
  return [type.pattern ? '+86 100 0000 0101' : 'x'];
}
