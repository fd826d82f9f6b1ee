import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf, exitCodes, kindOfError } from '../../../client/cli/exit-codes';
import { sourceFolders } from '../../support/sources';

const root = join(__dirname, '../../..');
const sources = sourceFolders.flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('exit-codes.ts'))
    .map(file => readFileSync(join(root, folder, file), 'utf8')),
);

/** The rows of a Markdown table, cells without backticks. */
const rowsOf = (file: string): string[][] =>
  readFileSync(join(root, 'docs', file), 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('| ---'))
    .slice(1)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim().replaceAll('`', '')),
    );

/** Codes that are given where an error is made: `new DuecourseError('CODE'`, `refuse('CODE'`, `refuse(closed ? 'CODE' : 'CODE'`. */
const thrown = new Set(
  sources.flatMap(source =>
    [
      ...source.matchAll(/\b(?:DuecourseError|refuse)\(\s*(?:[\w.]+\s*\?\s*)?'([A-Z_]+)'(?:\s*:\s*'([A-Z_]+)')?/g),
    ].flatMap(([, code, other]) => [code, other].filter(found => found !== undefined)),
  ),
);

test('every code that is thrown is in docs/errors.md', () => {
  const documented = rowsOf('errors.md').map(([code]) => code);
  expect([...thrown].filter(code => !documented.includes(code))).toEqual([]);
});

test('every code in docs/errors.md is used in the sources', () => {
  const unused = rowsOf('errors.md').filter(([code]) => !sources.some(source => source.includes(`'${code}'`)));
  expect(unused).toEqual([]);
});

test('docs/errors.md and the table of kinds name the same codes, in order, with the same exit codes', () => {
  const rows = rowsOf('errors.md');
  expect(rows.map(([code]) => code)).toEqual(Object.keys(kindOfError));
  expect(rows.map(([code]) => code)).toEqual([...Object.keys(kindOfError)].sort());
  expect(rows.map(([code, , , exit]) => [code, Number(exit)])).toEqual(
    Object.keys(kindOfError).map(code => [code, exitCodeOf(code)]),
  );
});

test('every row of docs/errors.md says what it means and what to do', () => {
  expect(rowsOf('errors.md').filter(([, meaning, todo]) => !meaning || !todo)).toEqual([]);
});

test('docs/exit-codes.md is the table of exit codes', () => {
  expect(rowsOf('exit-codes.md').map(([code, kind, words]) => [Number(code), kind, words])).toEqual(
    Object.entries(exitCodes).map(([kind, { code, title }]) => [code, kind, `${title.zh} · ${title.en}`]),
  );
});

test('each kind has an exit code of its own; what nobody has foreseen is 1', () => {
  const codes = Object.values(exitCodes).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(exitCodeOf('NEVER_HEARD_OF')).toBe(1);
});
