import type { Lang } from '../../time/lang';

/**
 * The language for a command line: `--lang`, else the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`). Looked up before the command line is
 * parsed, because help and parse errors are in that language too; what is not a language is refused by the parser later.
 */
export function langOf(argv: readonly string[], env: NodeJS.ProcessEnv): Lang {
  const at = argv.findIndex(word => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  if (asked === 'zh' || asked === 'en') return asked;
  return (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
