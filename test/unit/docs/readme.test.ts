import { commands } from '../../../client/cli/command-table';
import { entryOf } from '../../../machines/catalogue';
import { filesOf, textOf } from '../../support/sources';

const readme = textOf('README.md');
const chinese = textOf('README.zh.md');

test('"Find your way around" lists every folder, and no other', () => {
  const [, table] = readme.split('## Find your way around');
  const listed = [...table!.matchAll(/^\| `([^`]+)\/` \|/gm)].map(([, folder]) => folder);
  const folders = new Set(filesOf().flatMap(file => (file.includes('/') ? file.slice(0, file.indexOf('/')) : [])));
  expect(listed.sort()).toEqual([...folders].sort());
});

test('"Your own machine" is code of the example', () => {
  const [, block] = /<!-- your-machine -->([\s\S]*)<!-- \/your-machine -->/.exec(readme)!;
  const example = filesOf()
    .filter(file => file.startsWith('examples/your-own-machine/src/'))
    .flatMap(file => textOf(file).split('\n'));
  const shown = block!.split('\n').filter(line => line.trim() !== '' && !/^```|^\/\/ /.test(line));
  expect(shown.filter(line => !example.includes(line))).toEqual([]);
  expect(shown.length).toBeLessThanOrEqual(20);
});

describe.each([
  ['README.md', readme],
  ['README.zh.md', chinese],
])('commands in %s', (_, text) => {
  const typed = [...text.matchAll(/npx duecourse ([a-z]+)((?: [^\n`|]*)?)/g)].map(([, name, rest]) => ({ name, rest }));

  test('are commands with options that there are', () => {
    expect(typed.length).toBeGreaterThan(5);
    const everywhere = ['--as', '--json', '--lang'];
    for (const { name, rest } of typed) {
      const command = commands.find(known => known.name === name);
      expect(command?.name).toBe(name);
      const options = [...rest!.matchAll(/(?<= )--[a-z-]+/g)].map(([option]) => option);
      const known = [...everywhere, ...command!.options.map(({ flag }) => /--[a-z-]+/.exec(flag)![0])];
      expect(options.filter(option => !known.includes(option))).toEqual([]);
    }
  });

  test('send events that the procedure has, by a role that may', () => {
    const schemaOf = (id: string) => entryOf(id.startsWith('repair') ? 'repair-dispatch' : 'customer-complaint').schema;
    for (const { rest } of typed.filter(({ name }) => name === 'send')) {
      const [, id, event] = /^ (\S+) ([A-Z_]+)/.exec(rest!)!;
      const [, role] = /--as (\w+)/.exec(rest!)!;
      expect(schemaOf(id!).events[event!]?.by).toContain(role);
    }
  });
});

test('both READMEs lead to each other', () => {
  expect(readme).toContain('(README.zh.md)');
  expect(chinese).toContain('(README.md)');
});

test('every release in the changelog says what becomes of running cases', () => {
  const releases = textOf('CHANGELOG.md')
    .split(/^## \[/m)
    .slice(1);
  expect(releases[0]).toMatch(/^Unreleased\]/);
  for (const release of releases) if (release.split('\n').length > 3) expect(release).toMatch(/^### Replay$/m);
});

test('every decision is in the index', () => {
  const index = textOf('docs/decisions/README.md');
  const decisions = filesOf().filter(file => /^docs\/decisions\/\d{4}-/.test(file));
  for (const file of decisions) {
    expect(index).toContain(`(${file.split('/').pop()}) | ${/^# (.+)$/m.exec(textOf(file))![1]} |`);
  }
});
