import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuecourseError } from '../../time/error';
import type { Lang } from '../../time/lang';
import type { Zone } from '../../time/zone';
import { filled, type Rendered, Unfilled } from './fill';
import { liquidIn, readTemplate, type Slip, type TemplateFile } from './template-file';

/** Fills the message templates of the house: text files that an operator may edit while the worker runs. */
export interface Templates {
  /**
   * Looks at the file again each time. One that has become unusable is not used: the last good one stays.
   * @throws DuecourseError `UNKNOWN_TEMPLATE`, `BAD_TEMPLATE` (among others when a variable is missing: never a blank in a message)
   */
  render(procedure: string, template: string, lang: Lang, data: object): Promise<Rendered>;
  /** Reads all that is there, so that there is a last good one of each from the beginning, and mistakes are told at once. */
  readAll(): Promise<void>;
}

export interface TemplateWatch {
  /** What else would keep a template that can be read from being used. */
  readonly check?: (procedure: string, template: string, file: TemplateFile) => readonly Slip[];
  /** Is told once of each edit that is not used, and whether an earlier text goes on being used. */
  readonly refused?: (error: DuecourseError, kept: boolean) => void;
}

/** Templates that every procedure has, unless it has its own of that name. */
export const COMMON = 'every-case';

/** Templates `<folder>/<procedure>/<template>.<lang>.liquid`, or those of every case; `{{ due | instant }}` writes an instant (ms) in the zone. */
export function templatesIn(folder: string, zone: Zone, { check, refused }: TemplateWatch = {}): Templates {
  const engine = liquidIn(zone);
  const good = new Map<string, { source: string; file: TemplateFile }>();
  const bad = new Map<string, { source: string | undefined; error: DuecourseError }>();

  const judged = (name: string, source: string | undefined): TemplateFile | DuecourseError => {
    const [procedure = '', template = ''] = name.replace(/\.\w+\.liquid$/, '').split('/');
    if (source === undefined)
      return new DuecourseError('UNKNOWN_TEMPLATE', `There is no template ${name}.`, { template });
    const { file, slips } = readTemplate(engine, source);
    const all = file ? (check?.(procedure, template, file) ?? []) : slips;
    return file && all.length === 0 ? file : badTemplate(name, all);
  };

  const current = async (name: string): Promise<TemplateFile> => {
    const source = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    const kept = good.get(name);
    if (kept && kept.source === source) {
      bad.delete(name);
      return kept.file;
    }
    let known = bad.get(name);
    if (!known || known.source !== source) {
      const found = judged(name, source);
      if (source !== undefined && !(found instanceof DuecourseError)) {
        good.set(name, { source, file: found });
        bad.delete(name);
        return found;
      }
      known = { source, error: found as DuecourseError };
      bad.set(name, known);
      refused?.(known.error, kept !== undefined);
    }
    if (kept) return kept.file;
    throw known.error;
  };

  return {
    async render(procedure, template, lang, data) {
      const names = [procedure, COMMON].map(of => `${of}/${template}.${lang}.liquid`);
      const name = names.find(each => good.has(each) || existsSync(join(folder, each))) ?? names[0]!;
      const file = await current(name);
      try {
        return filled(engine, file, data);
      } catch (error) {
        throw error instanceof Unfilled ? badTemplate(name, [error.slip]) : error;
      }
    },
    async readAll() {
      const all = await templateNames(folder);
      await Promise.all(all.map(name => current(name).catch(() => undefined)));
    },
  };
}

/** The template files of a folder: `<procedure>/<template>.<lang>.liquid`. */
export async function templateNames(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true }).catch(() => []);
  return found
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith('.liquid'))
    .sort();
}

/** One line each: `file:line:column what is wrong`. */
export function badTemplate(name: string, slips: readonly Slip[]): DuecourseError {
  const inOrder = [...slips].sort((a, b) => a.line - b.line || a.column - b.column);
  const lines = inOrder.map(({ line, column, message }) => `${name}:${line}:${column} ${message}`);
  return new DuecourseError('BAD_TEMPLATE', lines.join('\n'), { file: name, problems: inOrder });
}
