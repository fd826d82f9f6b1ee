import type { CompletedOption, Completions } from './model';

/** A script for fish 3. */
export function fish({ commands, options }: Completions): string {
  const first = "-n '__fish_use_subcommand'";
  return [
    '# duecourse: fish completion',
    'complete -c duecourse -f',
    ...options.map(option => `complete -c duecourse ${spec(option)}`),
    ...commands.map(({ name, title }) => `complete -c duecourse ${first} -a ${name} -d ${quoted(title)}`),
    ...commands.flatMap(({ name, options: own, words }) => {
      const here = `-n '__fish_seen_subcommand_from ${name}'`;
      return [
        ...own.map(option => `complete -c duecourse ${here} ${spec(option)}`),
        ...(words.length > 0 ? [`complete -c duecourse ${here} -a ${quoted(words.join(' '))}`] : []),
      ];
    }),
  ].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function spec({ long, title, takes }: CompletedOption): string {
  const value =
    takes === 'nothing'
      ? ''
      : takes === 'file'
        ? ' -r -F'
        : takes === 'anything'
          ? ' -x'
          : ` -x -a ${quoted(takes.join(' '))}`;
  return `-l ${long.slice(2)} -d ${quoted(title)}${value}`;
}
