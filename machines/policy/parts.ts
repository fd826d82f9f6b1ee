import { z } from 'zod';
import { didYouMean } from './suggest';
import { isZone } from './zone-offsets';

/** A value that `read` turns into what it means; it throws a sentence for the person who wrote it. Absent is `missing`. */
export function value<T>(missing: string, read: (written: unknown) => T) {
  return z.unknown().transform((written, context): T => {
    try {
      if (written === undefined || written === null) throw new Error(`is missing; write ${missing}.`);
      return read(written);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });
}

/** A mapping with no other keys than these; what they hold decides whether they may be left out. */
export function closed<S extends z.core.$ZodLooseShape>(shape: S) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: issue => {
      if (issue.code !== 'unrecognized_keys') {
        return issue.input === undefined || issue.input === null
          ? `is missing; write "{}" or what it may hold: ${names.join(', ')}.`
          : 'must be a mapping of names to values.';
      }
      const have = names.length > 0 ? ` Known here: ${names.join(', ')}.` : ' Nothing is expected here.';
      return issue.keys.map(key => `unknown key "${key}"${didYouMean(key, names) || '.'}${have}`).join('\n');
    },
  });
}

/** A section with exactly the keys `names`, each holding what `of` makes for it; left out, it is an empty one. */
export function section<T extends z.ZodType>(names: readonly string[], of: (name: string) => T) {
  return z.preprocess(written => written ?? {}, closed(Object.fromEntries(names.map(name => [name, of(name)]))));
}

export const wholeNumber = (least: number) =>
  value(`a whole number from ${least} on`, written => {
    if (typeof written === 'number' && Number.isSafeInteger(written) && written >= least) return written;
    throw new Error(`${JSON.stringify(written)} must be a whole number from ${least} on.`);
  });

export const zone = value('e.g. "Asia/Shanghai"', written => {
  if (typeof written === 'string' && isZone(written)) return written;
  const near = didYouMean(String(written), Intl.supportedValuesOf('timeZone'));
  throw new Error(`unknown time zone "${written}"${near || '; write an IANA name, e.g. "Asia/Shanghai".'}`);
});

/** `17:30` as minutes after midnight. */
export const timeOfDay = value('e.g. "17:30"', written => {
  const [, hours, minutes] = (typeof written === 'string' && /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(written)) || [];
  if (hours === undefined) throw new Error(`${JSON.stringify(written)} is not a time of day; write e.g. "17:30".`);
  return Number(hours) * 60 + Number(minutes);
});

/** A list in which nothing stands twice. */
export function list<T extends z.ZodType>(of: T, example: string) {
  return z.array(of, { error: `must be a list; write e.g. ${example}.` }).superRefine((items, context) => {
    for (const [i, item] of items.entries()) {
      if (items.indexOf(item) !== i) context.addIssue({ code: 'custom', path: [i], message: 'stands here twice.' });
    }
  });
}
