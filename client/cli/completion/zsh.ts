import type { CompletedOption, Completions } from './model';

/** A script for zsh, to be sourced or put into a folder of `fpath` as `_duecourse`. */
export function zsh({ commands, options }: Completions): string {
  return [
    '#compdef duecourse',
    '_duecourse() {',
    '  local line state',
    `  local -a global=(${options.map(spec).join(' ')})`,
    `  _arguments -C $global '1: :->command' '*:: :->argument'`,
    '  case $state in',
    `    command) local -a commands=(${commands.map(({ name, title }) => quoted(`${name}:${title}`)).join(' ')}); _describe command commands ;;`,
    '    argument)',
    '      case $line[1] in',
    ...commands.map(({ name, options: own, words }) => {
      const argument = words.length > 0 ? quoted(`1: :(${words.join(' ')})`) : quoted('1: :');
      return `        ${name}) _arguments $global ${[...own.map(spec), argument].join(' ')} ;;`;
    }),
    '      esac ;;',
    '  esac',
    '}',
    'if [ "$funcstack[1]" = "_duecourse" ]; then _duecourse "$@"; else compdef _duecourse duecourse; fi',
  ].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function spec({ long, title, takes }: CompletedOption): string {
  const words = `[${title.replace(/[[\]:]/g, char => (char === ':' ? '\\:' : ''))}]`;
  if (takes === 'nothing') return quoted(`${long}${words}`);
  const value = takes === 'file' ? ': :_files' : takes === 'anything' ? ': :' : `: :(${takes.join(' ')})`;
  return quoted(`${long}${words}${value}`);
}
