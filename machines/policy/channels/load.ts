import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { closed, list, value } from '../parts';
import { didYouMean } from '../suggest';
import { parseYaml, readText } from '../yaml-file';
import { channelKinds, channelSchema } from './kinds';
import { secret } from './secret';
import { DEFAULT_WHEN, whenSchema } from './when';

/** The channels of the house as its file has them; secrets are functions. */
export type ChannelFile = z.output<ReturnType<typeof fileSchema>>;

/** The channel that is always there and needs nothing. */
export const OUTBOX = 'outbox';

const NO_FILE: ChannelFile = {
  channels: {},
  routes: { customer: [OUTBOX], staff: [OUTBOX] },
  receipts: undefined,
  when: DEFAULT_WHEN,
};

/**
 * The channel file beside the policy file, `channels.yaml`; where there is none, messages go into the outbox.
 * @throws DuecourseError `BAD_CHANNELS` with every mistake of the file at once, each with line, column, and what to write instead
 */
export function loadChannels(policyFile: string, env: NodeJS.ProcessEnv = process.env): ChannelFile {
  const file = join(dirname(policyFile), 'channels.yaml');
  return existsSync(file) ? parseChannels(readText(file, 'BAD_CHANNELS', 'channel file'), file, env) : NO_FILE;
}

/** The channel file in `text`; `file` is how messages name it, and where its paths begin. Throws as `loadChannels` does. */
export function parseChannels(text: string, file: string, env: NodeJS.ProcessEnv): ChannelFile {
  const schema = fileSchema(dirname(file), env);
  return parseYaml(text, { file, code: 'BAD_CHANNELS', schema }).data;
}

const name = value('a name', written => {
  if (typeof written === 'string' && /^[a-z][a-z0-9-]{0,30}$/.test(written)) return written;
  throw new Error(`${JSON.stringify(written)} is no name of a channel: small letters, digits and "-".`);
});

function fileSchema(folder: string, env: NodeJS.ProcessEnv) {
  const route = list(name, '[sms, mail, outbox]').optional();
  return closed({
    channels: z.record(z.string(), channelSchema(folder, env)).optional(),
    routes: closed({ customer: route, staff: route }).optional(),
    receipts: closed({
      host: z.string().optional(),
      port: z.number('must be a port; write a number from 1 to 65535.').int().min(1).max(65_535),
      secret: secret(folder, env),
    }).optional(),
    when: whenSchema(folder).optional(),
  })
    .superRefine(({ channels = {}, routes = {}, when = DEFAULT_WHEN }, context) => {
      const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
      const known = [...Object.keys(channels), OUTBOX];
      for (const key of Object.keys(channels)) {
        if (!name.safeParse(key).success)
          complain(['channels', key], `"${key}" is no name of a channel: small letters, digits and "-".`);
        if (key === OUTBOX) complain(['channels', key], 'the outbox is always there; give this channel another name.');
      }
      const allKnown = (path: PropertyKey[], names: readonly string[] = []) => {
        for (const [i, each] of names.entries()) {
          const near = didYouMean(each, known);
          if (!known.includes(each))
            complain([...path, i], `there is no channel "${each}"${near || '.'} Channels: ${known.join(', ')}.`);
        }
      };
      for (const [who, names] of Object.entries(routes)) {
        if (names?.length === 0) complain(['routes', who], `must name a channel; write e.g. [${OUTBOX}].`);
        allKnown(['routes', who], names);
      }
      // A part with a mistake of its own is not there.
      for (const part of ['quiet', 'throttle', 'bundle'] as const)
        for (const [i, rule] of (when[part] ?? []).entries())
          allKnown(['when', part, i, 'channels'], (rule as { readonly channels?: readonly string[] }).channels);
    })
    .transform(({ channels = {}, routes = {}, receipts, when = DEFAULT_WHEN }) => ({
      channels,
      routes: { customer: routes.customer ?? [OUTBOX], staff: routes.staff ?? [OUTBOX] },
      receipts,
      when,
    }));
}

/** Every type of channel with the names of its fields, for documents. */
export const fieldsOfKinds = (): { readonly [kind: string]: readonly string[] } =>
  Object.fromEntries(Object.entries(channelKinds('.', {})).map(([kind, schema]) => [kind, Object.keys(schema.shape)]));
