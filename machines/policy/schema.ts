import { z } from 'zod';
import type { PolicyNeeds } from '../../statechart/procedure';
import type { RungPlan } from '../../time/clock';
import { type Duration, parseDuration } from '../../time/duration';
import { DuecourseError } from '../../time/error';
import { roles } from '../roles';
import { didYouMean } from './suggest';
import { isZone } from './zone-offsets';

const DURATION = '"3 calendar days", "72 hours" or "20 minutes"';

/** A value that `read` turns into what it means; it throws a sentence for the person who wrote it. Absent is `missing`. */
function value<T>(missing: string, read: (written: unknown) => T) {
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
function closed<S extends z.core.$ZodLooseShape>(shape: S) {
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
function section<T extends z.ZodType>(names: readonly string[], of: (name: string) => T) {
  return z.preprocess(written => written ?? {}, closed(Object.fromEntries(names.map(name => [name, of(name)]))));
}

const duration = () =>
  value<Duration>(`e.g. ${DURATION}`, written => {
    if (typeof written === 'string' || typeof written === 'number') return parseDuration(String(written));
    throw new DuecourseError('BAD_DURATION', `must be one duration; write e.g. ${DURATION}.`);
  });

const wholeNumber = (least: number) =>
  value(`a whole number from ${least} on`, written => {
    if (typeof written === 'number' && Number.isSafeInteger(written) && written >= least) return written;
    throw new Error(`${JSON.stringify(written)} must be a whole number from ${least} on.`);
  });

const share = value('a percentage', written => {
  const percent = typeof written === 'string' ? Number(/^(\d+(?:\.\d+)?) ?%$/.exec(written)?.[1]) : Number.NaN;
  if (Number.isNaN(percent))
    throw new Error(`${JSON.stringify(written)} is not a share of the limit; write e.g. "50 %".`);
  if (percent <= 0 || percent >= 100) throw new Error(`${written} must lie between 0 % and 100 %, both excluded.`);
  return percent / 100;
});

const zone = value('e.g. "Asia/Shanghai"', written => {
  if (typeof written === 'string' && isZone(written)) return written;
  const near = didYouMean(String(written), Intl.supportedValuesOf('timeZone'));
  throw new Error(`unknown time zone "${written}"${near || '; write an IANA name, e.g. "Asia/Shanghai".'}`);
});

/** `17:30` as minutes after midnight. */
const timeOfDay = value('e.g. "17:30"', written => {
  const [, hours, minutes] = (typeof written === 'string' && /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(written)) || [];
  if (hours === undefined) throw new Error(`${JSON.stringify(written)} is not a time of day; write e.g. "17:30".`);
  return Number(hours) * 60 + Number(minutes);
});

const role = value('a role', written => {
  const known = Object.keys(roles);
  if (typeof written === 'string' && Object.hasOwn(roles, written)) return written;
  const near = didYouMean(String(written), known);
  throw new Error(`${JSON.stringify(written)} is not a role${near || '.'} Roles: ${known.join(', ')}.`);
});

/** A list in which nothing stands twice. */
function list<T extends z.ZodType>(of: T, example: string) {
  return z.array(of, { error: `must be a list; write e.g. ${example}.` }).superRefine((items, context) => {
    for (const [i, item] of items.entries()) {
      if (items.indexOf(item) !== i) context.addIssue({ code: 'custom', path: [i], message: 'stands here twice.' });
    }
  });
}

const escalation = closed({ every: duration().optional(), levels: list(role, '[manager, gm]') }).superRefine(
  ({ every, levels }, context) => {
    if (levels.length < 2 || every !== undefined) return;
    context.addIssue({ code: 'custom', path: ['every'], message: 'is missing; write e.g. "1 calendar day".' });
  },
);

const clock = closed({ warnAt: list(share, '[50 %, 80 %]').optional(), escalate: escalation.optional() }).transform(
  ({ warnAt, escalate }): RungPlan => ({ warnAt: warnAt ?? [], levels: [], ...escalate }),
);

/** The whole file, for the procedures that `needs` names. */
export function policySchema(needs: { readonly [procedure: string]: PolicyNeeds }) {
  const procedure = (name: string) =>
    closed({
      limits: section(needs[name]!.limits, duration),
      numbers: section(needs[name]!.numbers, () => wholeNumber(0)),
      clocks: section(needs[name]!.clocks, () => clock),
    });
  return closed({
    version: wholeNumber(1),
    zone,
    dayEnd: timeOfDay,
    procedures: section(Object.keys(needs), procedure),
  });
}
