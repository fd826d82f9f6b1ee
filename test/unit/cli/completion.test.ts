import { spawnSync } from 'node:child_process';
import { commands } from '../../../client/cli/command-table';
import { bash } from '../../../client/cli/completion/bash';
import { fish } from '../../../client/cli/completion/fish';
import { completions } from '../../../client/cli/completion/model';
import { zsh } from '../../../client/cli/completion/zsh';

const model = completions(['customer-complaint', 'repair-dispatch'], 'en');

test.each(Object.entries({ bash, zsh, fish }))('%s knows every command and every option', (_, script) => {
  const text = script(model);
  const options = model.commands.flatMap(command => command.options).concat(model.options);
  const missing = [
    ...commands.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(text)).map(({ name }) => name),
    ...options.filter(({ long }) => !text.includes(long.slice(2))).map(({ long }) => long),
  ];
  expect(missing).toEqual([]);
  expect(text).toContain('customer-complaint');
});

/** What bash offers for a line, its last word being completed. */
function offered(...words: string[]): string[] {
  const line = words.map(word => `'${word}'`).join(' ');
  const script = `${bash(model)}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _duecourse; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
}

test.each([
  [['duecourse', 'sh'], ['show']],
  [['duecourse', 'start', 're'], ['repair-dispatch']],
  [['duecourse', 'completion', ''], expect.arrayContaining(['bash', 'fish', 'zsh'])],
  [['duecourse', 'show', 'x', '--wa'], ['--watch']],
  [['duecourse', '--json', 'list', '--over'], ['--overdue']],
  [['duecourse', 'list', '--procedure', 'c'], ['customer-complaint']],
  [
    ['duecourse', 'show', '--lang', ''],
    ['zh', 'en'],
  ],
])('bash completes %j', (line, words) => {
  expect(offered(...line)).toEqual(words);
});
