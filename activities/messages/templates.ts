import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Liquid } from 'liquidjs';
import { parse } from 'yaml';
import { DuecourseError } from '../../time/error';
import type { Lang } from '../../time/lang';
import { formatInstant, type Zone } from '../../time/zone';

export interface Rendered {
  readonly subject?: string;
  readonly text: string;
  /** By channel: the provider's template that says the same, and its parameters, by name or by place. */
  readonly channels?: { readonly [channel: string]: ProviderTemplate };
}

export interface ProviderTemplate {
  readonly id: string;
  readonly params?: readonly string[] | { readonly [name: string]: string };
}

/** Fills the message templates of the house: text files that an operator may edit while the worker runs. */
export interface Templates {
  /**
   * @throws DuecourseError `UNKNOWN_TEMPLATE`, `BAD_TEMPLATE` (among others when a variable is missing: never a blank in a message)
   */
  render(procedure: string, template: string, lang: Lang, data: object): Promise<Rendered>;
}

/** Templates that every procedure has, unless it has its own of that name. */
const COMMON = 'every-case';

/** Templates `<folder>/<procedure>/<template>.<lang>.liquid`, or those of every case; `{{ due | instant }}` writes an instant (ms) in the zone. */
export function templatesIn(folder: string, zone: Zone): Templates {
  const engine = new Liquid({ strictVariables: true, lenientIf: true, strictFilters: true, ownPropertyOnly: true });
  engine.registerFilter('instant', (at: number) => formatInstant(at, zone));
  return {
    async render(procedure, template, lang, data) {
      const places = [procedure, COMMON].map(of => join(folder, of, `${template}.${lang}.liquid`));
      const file = places.find(existsSync);
      if (file === undefined)
        throw new DuecourseError('UNKNOWN_TEMPLATE', `There is no template ${procedure}/${template}.${lang}.liquid.`, {
          template,
        });
      const fill = async (text: string) => ((await engine.parseAndRender(text, data)) as string).trim();
      try {
        const { head, channels, body } = split(await readFile(file, 'utf8'));
        // A line break that came in with the data must not begin another line of a mail's head.
        const subject = head === undefined ? undefined : (await fill(head)).replace(/\s+/g, ' ');
        return {
          ...(subject && { subject }),
          text: await fill(body),
          ...(channels !== undefined && { channels: await filled(channels, fill) }),
        };
      } catch (error) {
        throw new DuecourseError(
          'BAD_TEMPLATE',
          `${procedure}/${template}.${lang}.liquid: ${error instanceof Error ? error.message : String(error)}`,
          { template },
        );
      }
    },
  };
}

interface Split {
  readonly head?: string;
  readonly channels?: object;
  readonly body: string;
}

/** Front matter, if any, carries the subject as it stands on its line, and `channels:` as YAML. */
function split(source: string): Split {
  const match = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/.exec(source.replaceAll('\r\n', '\n'));
  if (!match) return { body: source };
  const subject = /^subject:[ \t]*(.*)$/m.exec(match[1]!)?.[1];
  const block = /^channels:[ \t]*\n(?:[ \t]+.*(?:\n|$))+/m.exec(match[1]!)?.[0];
  const channels = block && (parse(block) as { channels: object | null }).channels;
  return { ...(subject !== undefined && { head: subject }), ...(channels ? { channels } : {}), body: match[2]! };
}

type Fill = (text: string) => Promise<string>;

/** @throws Error in words for whoever wrote the front matter */
async function filled(channels: object, fill: Fill): Promise<{ [channel: string]: ProviderTemplate }> {
  const result: { [channel: string]: ProviderTemplate } = {};
  for (const [name, written] of Object.entries(channels)) {
    const { id, params } = (written ?? {}) as { id?: unknown; params?: unknown };
    if (typeof id !== 'string' && typeof id !== 'number')
      throw new Error(`channels.${name}.id is missing: the provider's template id.`);
    result[name] = { id: String(id), ...(params !== undefined && { params: await filledParams(params, fill) }) };
  }
  return result;
}

async function filledParams(params: unknown, fill: Fill): Promise<ProviderTemplate['params']> {
  if (Array.isArray(params)) return Promise.all(params.map(each => fill(String(each))));
  const names = Object.entries(params as object).map(async ([name, text]) => [name, await fill(String(text))] as const);
  return Object.fromEntries(await Promise.all(names));
}
