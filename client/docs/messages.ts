import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { samples } from '../../machines/samples';
import { code, table } from './markdown';

/** What a procedure says: each template with its variables, and its subject in both languages, as the files in `<folder>/<procedure>` have it. */
export function messagesOf(folder: string, procedure: string): string {
  const files = readdirSync(join(folder, procedure)).sort();
  const names = [...new Set(files.map(file => file.replace(/\.(zh|en)\.liquid$/, '')))];
  const subject = (name: string, lang: string): string =>
    /^subject:[ \t]*(.*)$/m.exec(readFileSync(join(folder, procedure, `${name}.${lang}.liquid`), 'utf8'))?.[1] ?? '';
  return table(
    ['模板 · template', '变量 · variables', '标题', 'subject'],
    names.map(name => [
      code(name),
      (samples[procedure]?.messages[name] ?? []).map(code).join(' '),
      code(subject(name, 'zh')),
      code(subject(name, 'en')),
    ]),
  );
}
