import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../../time/lang';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { roleTitle } from '../labels';
import { indent } from '../render/table';
import { wrap } from '../render/wrap';

interface Rendered {
  readonly subject?: string;
  readonly text: string;
}

/** A message as the worker's outbox keeps it: one file each. `at` in ms. */
interface Message extends Rendered {
  readonly key: string;
  readonly case: string;
  readonly template: string;
  readonly to: string;
  readonly at: number;
  readonly lang: Lang;
  readonly translations?: { readonly [lang in Lang]?: Rendered };
}

/** `duecourse outbox [--case id]`. */
export async function outbox(cli: Cli, _: readonly string[], options: Options): Promise<void> {
  const { dataDir, policy } = cli.settings();
  const folder = join(dataDir, 'outbox');
  const messages = messagesIn(folder, options.case as string | undefined);
  if (cli.json || messages.length === 0) {
    const documents = messages.map(message => ({ ...message, at: new Date(message.at).toISOString() }));
    return cli.result({ folder, messages: documents }, () => cli.say('noMessages', { folder }));
  }
  const { houseZone } = require('../house-zone') as typeof import('../house-zone');
  const zone = houseZone(policy);
  cli.result({}, () =>
    messages
      .map(message => {
        const { subject, text } = inLanguage(message, cli.lang);
        const head = `${formatInstant(message.at, zone)}  ${message.case}  → ${cli.paint.cyan(roleTitle(message.to)[cli.lang])}`;
        return [
          head,
          ...(subject === undefined ? [] : [indent(cli.paint.bold(subject))]),
          indent(wrap(text, Math.min(cli.width, 100) - 2)),
        ].join('\n');
      })
      .join('\n\n'),
  );
}

/** Messages in order of time. A file that is being written, or is none of ours, is passed over. */
function messagesIn(folder: string, only: string | undefined): Message[] {
  if (!existsSync(folder)) return [];
  const cases = only === undefined ? readdirSync(folder) : [encodeURIComponent(only)];
  return cases
    .filter(name => existsSync(join(folder, name)))
    .flatMap(name =>
      readdirSync(join(folder, name))
        .filter(file => file.endsWith('.json') && !file.startsWith('.'))
        .map(file => JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as Message),
    )
    .sort((a, b) => a.at - b.at || a.key.localeCompare(b.key));
}

const inLanguage = (message: Message, lang: Lang): Rendered => message.translations?.[lang] ?? message;
