import type { Lang } from '../../../time/lang';
import { commands, type OptionSpec } from '../command-table';
import { globalOptions } from '../global-options';

export interface Completions {
  readonly commands: readonly CompletedCommand[];
  readonly options: readonly CompletedOption[];
  readonly procedures: readonly string[];
}

export interface CompletedCommand {
  readonly name: string;
  readonly title: string;
  readonly options: readonly CompletedOption[];
  /** What its first argument may be, where that is known. */
  readonly words: readonly string[];
}

export interface CompletedOption {
  /** `--watch` */
  readonly long: string;
  readonly title: string;
  /** What follows: nothing, a file or folder, one of some words, or anything. */
  readonly takes: 'nothing' | 'file' | 'anything' | readonly string[];
}

/** What there is to complete. */
export const completions = (procedures: readonly string[], lang: Lang): Completions => ({
  commands: commands.map(({ name, title, options, args }) => ({
    name,
    title: title[lang],
    options: options.map(option => completed(option, procedures, lang)),
    words: wordsFor(args[0], name, procedures),
  })),
  options: globalOptions.map(option => completed(option, procedures, lang)),
  procedures,
});

function wordsFor(argument: string | undefined, command: string, procedures: readonly string[]): readonly string[] {
  if (argument === '<shell>') return ['bash', 'zsh', 'fish'];
  if (argument === '<action>') return ['show', 'check', 'import', 'diff'];
  return ['start', 'procedures', 'simulate', 'migrate', 'graph'].includes(command) ? procedures : [];
}

function completed({ flag, title }: OptionSpec, procedures: readonly string[], lang: Lang): CompletedOption {
  const [, long = '', value] = /(--[\w-]+)(?: <(.+)>)?$/.exec(flag) ?? [];
  const takes = () => {
    if (value === undefined) return 'nothing';
    if (value === 'file' || value === 'folder') return 'file';
    if (long === '--procedure') return procedures;
    return value.includes('|') ? value.split('|') : 'anything';
  };
  return { long, title: title[lang], takes: takes() };
}
