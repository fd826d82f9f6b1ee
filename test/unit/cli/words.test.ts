import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../../client/cli/command-table';
import { exitCodes } from '../../../client/cli/exit-codes';
import { globalOptions } from '../../../client/cli/global-options';
import { words, wordsIn } from '../../../client/cli/words';

const folder = join(__dirname, '../../../client/cli');
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test.each(Object.entries(words))('%s is said in both languages, with the same things filled in', (_, { zh, en }) => {
  expect(zh.trim()).not.toBe('');
  expect(en.trim()).not.toBe('');
  expect(placeholders(zh)).toEqual(placeholders(en));
});

test('English words have no Chinese in them', () => {
  expect(Object.values(words).filter(({ en }) => /\p{Script=Han}/u.test(en))).toEqual([]);
});

test('no word is left that nobody says', () => {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && file !== 'words.ts')
    .map(file => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  // Words chosen by a value: `check_${status}`, `kind_${kind}`.
  const said = (word: string) => sources.includes(`'${word}'`) || sources.includes(`\`${word.split('_')[0]}_$`);
  expect(Object.keys(words).filter(word => !said(word))).toEqual([]);
});

test('what is filled in is filled in; what is not given stays visible', () => {
  expect(wordsIn('en')('earlier', { n: 3, command: 'duecourse journal x' })).toBe('… 3 earlier: duecourse journal x');
  expect(wordsIn('zh')('connecting')).toContain('{address}');
});

test('commands, options and kinds of failure are named in both languages', () => {
  const texts = [
    ...commands.flatMap(({ title, options }) => [title, ...options.map(option => option.title)]),
    ...globalOptions.map(({ title }) => title),
    ...Object.values(exitCodes).map(({ title }) => title),
  ];
  expect(texts.filter(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en))).toEqual([]);
});
