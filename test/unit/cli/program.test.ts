import { commands, type Options } from '../../../client/cli/command-table';
import { langOf } from '../../../client/cli/lang';
import { program } from '../../../client/cli/program';
import { catalogue } from '../../../machines/catalogue';

/** What the parser makes of a command line: the command with its arguments and options, and what was printed. */
async function parse(line: readonly string[], lang: 'zh' | 'en' = 'en') {
  let printed = '';
  let acted: { command: string; args: readonly string[]; options: Options } | undefined;
  const write = jest.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += String(text);
    return true;
  });
  try {
    const root = program(lang, '1.2.3', async ({ name }, args, options) => {
      acted = { command: name, args, options };
    });
    await root.parseAsync([...line], { from: 'user' });
  } catch (error) {
    return { printed, acted, error: error as Error & { code: string; exitCode: number } };
  } finally {
    write.mockRestore();
  }
  return { printed, acted, error: undefined };
}

test.each(commands.map(({ name }) => name))('%s --help shows examples of itself, in both languages', async name => {
  for (const lang of ['en', 'zh'] as const) {
    const { printed, error } = await parse([name, '--help'], lang);
    expect(error?.exitCode).toBe(0);
    expect(printed).toContain(lang === 'en' ? 'Examples:' : '示例：');
    expect(printed).toMatch(new RegExp(`(示例：|Examples:)\\n  .*duecourse ${name}`));
    expect(printed).toContain('--json');
  }
});

const splitLine = (line: string): string[] =>
  [...line.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''));

test.each(commands.flatMap(({ examples }) => examples))('the parser takes the example: %s', async example => {
  const [, line = ''] = /duecourse (.*?)(?:\)| >|$)/.exec(example) ?? [];
  const { acted, error } = await parse(splitLine(line));
  expect(error).toBeUndefined();
  expect(acted?.command).toBe(splitLine(line)[0]);
});

test('examples name procedures and events that there are', () => {
  const lines = commands.flatMap(({ examples }) => examples);
  const named = lines.flatMap(line => /(?:start|procedures|--procedure) ([a-z-]+)/.exec(line)?.[1] ?? []);
  expect(named.filter(name => !(name in catalogue))).toEqual([]);
  const events = Object.values(catalogue).flatMap(({ schema }) => Object.keys(schema.events));
  const sent = lines.flatMap(line => /^duecourse send \S+ (\S+)/.exec(line)?.[1] ?? []);
  expect(sent.filter(event => !events.includes(event))).toEqual([]);
});

test('options of every command may stand before and after it', async () => {
  for (const line of [
    ['--json', 'show', 'x', '--lang', 'zh'],
    ['show', '--lang', 'zh', 'x', '--json'],
  ]) {
    const { acted } = await parse(line);
    expect(acted).toMatchObject({ command: 'show', args: ['x'], options: { json: true, lang: 'zh' } });
  }
});

test('--set is repeated and keeps its order', async () => {
  const { acted } = await parse(['send', 'x', 'Y', '--set', 'a=1', '--set', 'b=2']);
  expect(acted?.options.set).toEqual(['a=1', 'b=2']);
});

test.each([
  [['nonsense'], /unknown command/],
  [['show'], /missing required argument/],
  [['show', 'x', 'y'], /too many arguments/],
  [['show', 'x', '--nonsense'], /unknown option/],
  [['show', 'x', '--lang', 'fr'], /zh or en/],
])('%j is refused', async (line, message) => {
  const { error, acted } = await parse(line);
  expect(error?.message).toMatch(message);
  expect(acted).toBeUndefined();
});

test('the version is printed', async () => {
  expect((await parse(['--version'])).printed).toBe('1.2.3\n');
});

test.each([
  [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
  [[], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
  [[], { LC_MESSAGES: 'zh_TW', LANG: 'en_US' }, 'zh'],
  [[], {}, 'en'],
  [['show', '--lang', 'zh'], { LANG: 'en_US' }, 'zh'],
  [['--lang=en'], { LANG: 'zh_CN' }, 'en'],
  [['--lang', 'fr'], { LANG: 'zh_CN' }, 'zh'],
] as const)('language of %j in %j is %s', (argv, env, lang) => {
  expect(langOf(argv, env)).toBe(lang);
});
