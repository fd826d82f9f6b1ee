import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fields } from '../../config/fields';
import { packageRoot } from '../../config/package-root';
import { catalogue, entryOf } from '../../machines/catalogue';
import { mermaid } from '../../statechart/mermaid';
import type { Lang } from '../../time/lang';
import { code, fenced, table, withBlock } from './markdown';
import { procedurePage } from './procedure-page';

/** A document that is made of the code, as it ought to be. `path` is relative to the package. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Every document, or part of one, that `npm run docs` writes. */
export function pages(): readonly Page[] {
  const at = (...parts: string[]) => join(packageRoot, ...parts);
  const policy = at('policy', 'service-centre.yaml');
  const templates = at('policy', 'templates');
  return [
    ...Object.entries(catalogue).map(([name, entry]) => ({
      path: `docs/procedures/${name}.md`,
      text: procedurePage(entry, policy, templates),
    })),
    { path: 'README.md', text: readme('README.md', 'en') },
    { path: 'README.zh.md', text: readme('README.zh.md', 'zh') },
  ];
}

/** A README with its picture of a machine and its table of settings. */
function readme(path: string, lang: Lang): string {
  const { machine } = entryOf('repair-dispatch').procedure;
  const now = readFileSync(join(packageRoot, path), 'utf8');
  const pictured = withBlock(now, 'machine', fenced('mermaid', mermaid(machine, { lang })));
  return withBlock(pictured, 'settings', settings(lang));
}

function settings(lang: Lang): string {
  const headings = {
    zh: ['命令行', '环境变量', '含义', 'duecourse.yaml'],
    en: ['Flag', 'Environment', 'Meaning', 'duecourse.yaml'],
  };
  return table(
    headings[lang],
    Object.entries(fields).map(([name, { flag, env, title }]) => [
      code(flag),
      env.map(code).join(', '),
      title[lang],
      code(name),
    ]),
  );
}
