import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HOUR, MINUTE, parseDuration } from '../../../time/duration';
import { roles } from '../../roles';
import { closed, list, timeOfDay, value, wholeNumber } from '../parts';
import { didYouMean } from '../suggest';

const STAFF = 'staff';
const CLASSES: readonly string[] = ['customer', STAFF, ...Object.keys(roles).filter(role => role !== 'customer')];

const receiver = value('customer, staff or a role', written => {
  if (typeof written === 'string' && CLASSES.includes(written)) return written;
  const near = didYouMean(String(written), CLASSES);
  throw new Error(
    `${JSON.stringify(written)} is no kind of receiver${near || '.'} Write customer, staff (everybody else) or a role.`,
  );
});

const within = value('e.g. "10 minutes"', written => {
  const duration = typeof written === 'string' ? parseDuration(written) : undefined;
  if (duration?.kind === 'elapsed') return duration.ms;
  throw new Error(`${JSON.stringify(written)} must be minutes or hours; write e.g. "10 minutes" or "24 hours".`);
});

const atMost = (longest: number, words: string) =>
  within.superRefine((ms, context) => {
    if (ms > longest) context.addIssue({ code: 'custom', message: `must not be longer than ${words}.` });
  });

const over = value('hold or drop', (written): 'hold' | 'drop' => {
  if (written === 'hold' || written === 'drop') return written;
  throw new Error(`${JSON.stringify(written)} must be "hold" (sent later) or "drop" (not sent, and on record).`);
});

const forWhom = list(receiver, '[customer]');

/** Who gets what at which hours when nobody has said: customers get no SMS at night, and not one after the other. */
const QUIET = [{ for: ['customer'], from: 21 * 60, to: 9 * 60 }];
const THROTTLE: { for: string[]; channels?: string[]; most: number; within: number; over: 'hold' | 'drop' }[] = [
  { for: ['customer'], most: 3, within: 10 * MINUTE, over: 'hold' },
  { for: ['customer'], most: 10, within: 24 * HOUR, over: 'hold' },
];
/** Where people or property are in danger. */
const BREAK_THROUGH = { messages: ['repair-dispatch/emergency-order', 'major-fault/reported'], to: [] };

export const DEFAULT_WHEN = { quiet: QUIET, throttle: THROTTLE, bundle: [], breakThrough: BREAK_THROUGH };

/** The part `when` of a channel file. `folder` is where it lies, and the templates beside it. */
export function whenSchema(folder: string) {
  const channels = list(z.string(), '[sms]').optional();
  const templates = templatesIn(join(folder, 'templates'));
  const message = value('a message', written => {
    if (templates.length === 0 || templates.includes(String(written))) return String(written);
    const near = didYouMean(String(written), templates);
    throw new Error(
      `there is no message ${JSON.stringify(written)}${near || '.'} Write the name of a template, or procedure/template.`,
    );
  });
  const quiet = closed({ for: forWhom, channels, from: timeOfDay, to: timeOfDay }).superRefine(
    ({ from, to }, context) => {
      if (from === to)
        context.addIssue({ code: 'custom', path: ['to'], message: 'must be another time of day than "from".' });
    },
  );
  const throttle = closed({
    for: forWhom,
    channels,
    most: wholeNumber(1),
    within: atMost(7 * 24 * HOUR, 'a week'),
    over: over.optional(),
  }).transform(rule => ({ ...rule, over: rule.over ?? 'hold' }));
  const bundle = closed({ for: forWhom, channels, within: atMost(HOUR, 'an hour') });
  return closed({
    quiet: z.array(quiet, 'must be a list of rules, or [] for none.').optional(),
    throttle: z.array(throttle, 'must be a list of rules, or [] for none.').optional(),
    bundle: z.array(bundle, 'must be a list of rules, or [] for none.').optional(),
    breakThrough: closed({
      messages: list(message, '[emergency-order]').optional(),
      to: list(receiver, '[gm]').optional(),
    }).optional(),
  }).transform(({ quiet = QUIET, throttle = THROTTLE, bundle = [], breakThrough }) => ({
    quiet,
    throttle,
    bundle,
    breakThrough: {
      messages: breakThrough?.messages ?? BREAK_THROUGH.messages,
      to: breakThrough?.to ?? BREAK_THROUGH.to,
    },
  }));
}

/** Every template by its name, and with its procedure's. */
function templatesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(folder, name))
        .filter(file => file.endsWith('.zh.liquid'))
        .map(file => file.slice(0, -'.zh.liquid'.length))
        .flatMap(template => [template, `${name}/${template}`]),
    );
}
