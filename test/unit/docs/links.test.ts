import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { packageRoot } from '../../../config/package-root';
import { filesOf, textOf } from '../../support/sources';

const files = filesOf();
const documents = files.filter(file => file.endsWith('.md'));
const there = new Set(files.flatMap(file => file.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'))));

/** Links of a document to files of the project, in text and as pictures; what stands in code is none. */
function linksOf(document: string): string[] {
  const text = textOf(document).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!.replace(/#.*$/, ''))
    .filter(link => link !== '' && !/^[a-z]+:/.test(link));
}

test.each(documents)('every link of %s leads somewhere', document => {
  const broken = linksOf(document).filter(
    link => !there.has(posix.join(posix.dirname(document), decodeURI(link)).replace(/\/$/, '')),
  );
  expect(broken).toEqual([]);
});

test('every document is in the index or linked from a document that is', () => {
  const reached = new Set(['README.md', 'docs/README.md']);
  for (const document of reached) {
    for (const link of linksOf(document)) {
      const path = posix.join(posix.dirname(document), link).replace(/\/$/, '');
      // A folder shows its README.
      const found = [path, `${path}/README.md`].find(each => documents.includes(each));
      if (found !== undefined) reached.add(found);
    }
  }
  expect(documents.filter(document => !reached.has(document))).toEqual([]);
});

test('every picture is shown somewhere, and has less than 250 kB', () => {
  const shown = documents.flatMap(document => linksOf(document).map(link => posix.join(posix.dirname(document), link)));
  const pictures = files.filter(file => file.startsWith('docs/images/'));
  expect(pictures.filter(file => !shown.includes(file))).toEqual([]);
  expect(pictures.filter(file => statSync(join(packageRoot, file)).size > 250_000)).toEqual([]);
});
