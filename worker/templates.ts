import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filled, type Rendered, Unfilled } from '../activities/messages/fill';
import { liquidIn, readTemplate, type Slip } from '../activities/messages/template-file';
import {
  badTemplate,
  COMMON,
  type Templates,
  type TemplateWatch,
  templateNames,
  templatesIn,
} from '../activities/messages/templates';
import { entryOf, housePolicy } from '../machines/catalogue';
import { loadChannels } from '../machines/policy/channels/load';
import { didYouMean } from '../machines/policy/suggest';
import { zoneOffsets } from '../machines/policy/zone-offsets';
import { sampleData } from '../machines/sample-data';
import { samples, samplesFor } from '../machines/samples';
import { DAY } from '../time/duration';
import { DuecourseError } from '../time/error';
import type { Lang } from '../time/lang';
import type { Zone } from '../time/zone';
import { type SmsSize, smsSize, variableSlips, withSamples } from './template-check';

export { smsSize } from './template-check';

/** How far ahead messages can write instants in the zone's own time. */
const AHEAD = 3 * 366 * DAY;

/** How many parts of an SMS a text may take, unless it is said otherwise. */
export const PARTS = 8;

const LANGS = ['zh', 'en'] as const satisfies readonly Lang[];

/** The templates beside a policy file. */
export const templateFolder = (policyFile: string): string => join(dirname(policyFile), 'templates');

/** The zone in which messages write instants. @throws DuecourseError `BAD_POLICY` */
export function zoneOfMessages(policyFile: string): Zone {
  const now = Date.now();
  return zoneOffsets(housePolicy(policyFile).zone, now - AHEAD, now + AHEAD);
}

/** The templates of the house, for a worker: an edit that cannot be filled by what its procedure says is not used. */
export function houseTemplates(policyFile: string, zone: Zone, refused: TemplateWatch['refused']): Templates {
  const engine = liquidIn(zone);
  return templatesIn(templateFolder(policyFile), zone, {
    check: (procedure, template, file) => variableSlips(engine, procedure, template, file),
    ...(refused && { refused }),
  });
}

/** One template file as the check found it; `sms` is there where nothing keeps it from being filled. */
export interface CheckedTemplate {
  /** Below the folder of templates. */
  readonly file: string;
  readonly procedure: string;
  readonly template: string;
  readonly lang: Lang;
  readonly problems: readonly Slip[];
  /** Filled with its samples. */
  readonly sms?: SmsSize;
}

/**
 * Every template of every procedure in both languages, and each file of the folder besides.
 * @param maxParts how many parts of an SMS a text may take with its samples
 * @throws DuecourseError `BAD_POLICY`, `BAD_CHANNELS`
 */
export async function checkTemplates(policyFile: string, maxParts: number): Promise<CheckedTemplate[]> {
  const folder = templateFolder(policyFile);
  const engine = liquidIn(zoneOfMessages(policyFile));
  const { channels, routes } = loadChannels(policyFile);
  const byTemplate = routes.customer.filter(name => ['aliyun', 'tencent'].includes(channels[name]?.type ?? ''));
  const there = await templateNames(folder);
  const needed = Object.entries(samples).flatMap(([procedure, { messages }]) =>
    Object.keys(messages).flatMap(name => LANGS.map(lang => `${procedure}/${name}.${lang}.liquid`)),
  );
  return [...new Set([...needed, ...there])].sort().map((file): CheckedTemplate => {
    const [, procedure = '', template = '', written = ''] = /^([^/]+)\/(.+)\.([^./]+)\.liquid$/.exec(file) ?? [];
    const lang = LANGS.find(each => each === written) ?? 'zh';
    const head = { file, procedure, template, lang };
    const wrong = (message: string): CheckedTemplate => ({ ...head, problems: [{ line: 1, column: 1, message }] });
    // A procedure may have its own text for what is said in every case.
    const isOwn = Object.hasOwn(samples, procedure) && Object.hasOwn(samples[COMMON]!.messages, template);
    if (!needed.includes(file) && !(isOwn && LANGS.some(each => each === written)))
      return wrong(`no procedure sends this${didYouMean(file, needed) || '; remove the file or mend its name.'}`);
    if (!there.includes(file)) return wrong('the file is missing: a message is said in both languages.');
    const { file: parsed, slips } = readTemplate(engine, readFileSync(join(folder, file), 'utf8'));
    if (!parsed) return { ...head, problems: slips };
    const names = Object.keys(channels);
    const problems = [
      ...Object.entries(parsed.channels)
        .filter(([name]) => !names.includes(name))
        .map(([name, { line }]) => ({
          line,
          column: 1,
          message: `there is no channel "${name}"${didYouMean(name, names) || '.'} There are: ${names.join(', ') || 'none'}.`,
        })),
      ...byTemplate
        .filter(
          name =>
            lang === 'zh' && samplesFor(procedure, template)!.toCustomer.includes(template) && !parsed.channels[name],
        )
        .map(name => ({
          line: 1,
          column: 1,
          message: `customers are reached by "${name}": write channels.${name}.id.`,
        })),
      ...variableSlips(engine, procedure, template, parsed),
    ];
    if (problems.length > 0) return { ...head, problems };
    const sms = smsSize(withSamples(engine, procedure, template, lang, parsed).text);
    if (sms.parts <= maxParts) return { ...head, problems, sms };
    const message = `the text takes ${sms.parts} parts of an SMS (${sms.characters} characters in ${sms.encoding}); at most ${maxParts}: shorten it.`;
    return { ...head, problems: [{ line: parsed.body.line, column: 1, message }], sms };
  });
}

/**
 * A template filled: with its samples, or with what `data` has of its variables.
 * @throws DuecourseError `UNKNOWN_PROCEDURE`, `UNKNOWN_TEMPLATE`, `BAD_TEMPLATE`
 */
export function previewTemplate(policyFile: string, name: string, lang: Lang, data: object = {}): Rendered {
  const [procedure = '', template = ''] = name.split('/');
  if (procedure !== COMMON) entryOf(procedure);
  const names = Object.keys({ ...samples[procedure]?.messages, ...samples[COMMON]!.messages });
  if (!names.includes(template))
    throw new DuecourseError(
      'UNKNOWN_TEMPLATE',
      `There is no template "${name}"${didYouMean(template, names) || '.'} There are: ${names.join(', ')}.`,
      { known: names },
    );
  const engine = liquidIn(zoneOfMessages(policyFile));
  const own = `${procedure}/${template}.${lang}.liquid`;
  const isOwn = template in samples[procedure]!.messages || existsSync(join(templateFolder(policyFile), own));
  const file = isOwn ? own : `${COMMON}/${template}.${lang}.liquid`;
  const source = sourceOf(join(templateFolder(policyFile), file), file);
  const { file: parsed, slips } = readTemplate(engine, source);
  if (!parsed) throw badTemplate(file, slips);
  const wrong = variableSlips(engine, procedure, template, parsed);
  if (wrong.length > 0) throw badTemplate(file, wrong);
  return filledIn(file, () =>
    filled(engine, parsed, { ...sampleData(samplesFor(procedure, template), template, lang, false), ...data }),
  );
}

function sourceOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new DuecourseError('UNKNOWN_TEMPLATE', `The template ${file} is missing.`, { file });
  }
}

function filledIn(file: string, fill: () => Rendered): Rendered {
  try {
    return fill();
  } catch (error) {
    throw error instanceof Unfilled ? badTemplate(file, [error.slip]) : error;
  }
}

/** Whether a channel of the channel file carries mails or SMS. @throws DuecourseError `USAGE`, `BAD_CHANNELS` */
export function reachOfChannel(policyFile: string, name: string): 'email' | 'phone' {
  const { channels } = loadChannels(policyFile);
  const found = Object.hasOwn(channels, name) ? channels[name] : undefined;
  if (found) return found.type === 'smtp' ? 'email' : 'phone';
  const known = ['sms', 'email', ...Object.keys(channels)];
  throw new DuecourseError(
    'USAGE',
    `There is no channel "${name}"${didYouMean(name, known) || '.'} There are: ${known.join(', ')}.`,
  );
}
