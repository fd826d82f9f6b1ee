import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../../time/lang';
import { type CommandSpec, commands, type OptionSpec, type Options } from './command-table';
import { globalOptions } from './global-options';
import { wordsIn } from './words';

export type Act = (spec: CommandSpec, args: readonly string[], options: Options) => Promise<void>;

/** The parser for the whole command line. Errors and `--help` come as `CommanderError`; nothing here ends the process. */
export function program(lang: Lang, version: string, act: Act): Command {
  const say = wordsIn(lang);
  const headings: { readonly [heading: string]: string } = {
    'Usage:': say('usage'),
    'Arguments:': say('arguments'),
    'Options:': say('options'),
    'Global Options:': say('globalOptions'),
    'Commands:': say('commands'),
  };
  const root = prepared(new Command('duecourse'));
  root.description(say('about')).version(version, '-V, --version', say('versionOption'));
  for (const option of globalOptions) root.addOption(optionOf(option, lang));
  root.addHelpText('after', `\n${say('examples')}\n${commands.map(({ examples }) => `  ${examples[0]}`).join('\n')}`);
  for (const spec of commands) {
    const command = prepared(root.command(spec.name)).description(spec.title[lang]);
    for (const argument of spec.args) command.argument(argument);
    for (const option of spec.options) command.addOption(optionOf(option, lang));
    command.addHelpText('after', `\n${say('examples')}\n${spec.examples.map(line => `  ${line}`).join('\n')}`);
    command.action((...given: unknown[]) => {
      const args = given.slice(0, spec.args.length).filter(arg => typeof arg === 'string');
      return act(spec, args, command.optsWithGlobals() as Options);
    });
  }
  return root;

  function prepared(command: Command): Command {
    return command
      .exitOverride()
      .configureOutput({ outputError: () => {} })
      .configureHelp({
        showGlobalOptions: true,
        styleTitle: title => headings[title] ?? title,
        subcommandTerm: command => [command.name(), ...command.registeredArguments.map(argument)].join(' '),
        commandDescription: command => command.description(),
      })
      .helpOption('-h, --help', say('helpOption'))
      .helpCommand(false);
  }
}

const argument = (of: { name(): string; required: boolean }): string =>
  of.required ? `<${of.name()}>` : `[${of.name()}]`;

function optionOf({ flag, title, repeats }: OptionSpec, lang: Lang): Option {
  const option = new Option(flag, title[lang]);
  if (flag.startsWith('--lang')) option.argParser(language);
  if (repeats) option.argParser((value: string, list: readonly string[] | undefined) => [...(list ?? []), value]);
  return option;
}

function language(value: string): string {
  if (value === 'zh' || value === 'en') return value;
  throw new InvalidArgumentError('It is zh or en.');
}

export { CommanderError };
