import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Liquid } from 'liquidjs';
import { DuecourseError } from '../time/error';
import type { Lang } from '../time/lang';
import { formatInstant, type Zone } from '../time/zone';

export interface Rendered {
  readonly subject?: string;
  readonly text: string;
}

/** Fills the message templates of the house: text files that an operator may edit while the worker runs. */
export interface Templates {
  /**
   * @throws DuecourseError `UNKNOWN_TEMPLATE`, `BAD_TEMPLATE` (among others when a variable is missing: never a blank in a message)
   */
  render(procedure: string, template: string, lang: Lang, data: object): Promise<Rendered>;
}

/** Templates `<folder>/<procedure>/<template>.<lang>.liquid`; `{{ due | instant }}` writes an instant (ms) in the zone. */
export function templatesIn(folder: string, zone: Zone): Templates {
  const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });
  engine.registerFilter('instant', (at: number) => formatInstant(at, zone));
  return {
    async render(procedure, template, lang, data) {
      const file = join(folder, procedure, `${template}.${lang}.liquid`);
      if (!existsSync(file))
        throw new DuecourseError('UNKNOWN_TEMPLATE', `There is no template ${procedure}/${template}.${lang}.liquid.`, {
          template,
        });
      const { head, body } = split(await readFile(file, 'utf8'));
      try {
        const subject = head === undefined ? undefined : ((await engine.parseAndRender(head, data)) as string).trim();
        return { ...(subject && { subject }), text: ((await engine.parseAndRender(body, data)) as string).trim() };
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

/** Front matter, if any, carries the subject. */
function split(source: string): { head?: string; body: string } {
  const match = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/.exec(source.replaceAll('\r\n', '\n'));
  if (!match) return { body: source };
  const subject = /^subject:[ \t]*(.*)$/m.exec(match[1]!)?.[1];
  return { ...(subject !== undefined && { head: subject }), body: match[2]! };
}
