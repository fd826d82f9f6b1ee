import type { CompletedOption, Completions } from './model';

/** A script for bash 3.2 and later. */
export function bash({ commands, options }: Completions): string {
  const longs = (of: readonly CompletedOption[]) => of.map(({ long }) => long).join(' ');
  const every = [...options, ...commands.flatMap(command => command.options)];
  const values = new Map(every.map(option => [option.long, option.takes]));
  const cases = [...values].flatMap(([long, takes]) => {
    if (takes === 'nothing') return [];
    if (takes === 'file') return [`    ${long}) COMPREPLY=($(compgen -f -- "$current")); return ;;`];
    if (takes === 'anything') return [`    ${long}) return ;;`];
    return [`    ${long}) COMPREPLY=($(compgen -W "${takes.join(' ')}" -- "$current")); return ;;`];
  });
  return [
    '# duecourse: bash completion',
    '_duecourse() {',
    // Completion splits words at '=' and ':'; an option's value is the word before, as far as it stands alone.
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word`,
    '  case "$previous" in',
    ...cases,
    '  esac',
    `  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do`,
    `    case "$word" in ${commands.map(({ name }) => name).join('|')}) command="$word"; break ;; esac`,
    '  done',
    '  case "$command" in',
    `    "") COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} ${longs(options)} --help --version" -- "$current")) ;;`,
    ...commands.map(
      ({ name, words, options: own }) =>
        `    ${name}) COMPREPLY=($(compgen -W "${[...words, longs(own), longs(options), '--help'].filter(Boolean).join(' ')}" -- "$current")) ;;`,
    ),
    '  esac',
    '}',
    'complete -F _duecourse duecourse',
  ].join('\n');
}
