import { CommanderError } from 'commander';
import { DuecourseError } from '../../time/error';
import type { Lang } from '../../time/lang';
import { commands } from './command-table';
import { exitCodeOf, exitCodes, kindOfError } from './exit-codes';
import { paintFor } from './paint';
import { wordsIn } from './words';

/** Says on stderr what went wrong, for people or (with `--json`) for programs. Answers with the exit code. */
export function reportFailure(error: unknown, argv: readonly string[], lang: Lang): number {
  // `duecourse` alone: the help is the answer, and is printed already.
  if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.usage.code;
  const { code, message, details } = failureOf(error);
  const text = argv.includes('--json')
    ? JSON.stringify({ error: { code, message, details } })
    : forPeople(code, message, argv, lang);
  process.stderr.write(`${text}\n`);
  if (process.env.DUECOURSE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return exitCodeOf(code);
}

function failureOf(error: unknown): Pick<DuecourseError, 'code' | 'message' | 'details'> {
  if (error instanceof DuecourseError) return error;
  if (error instanceof CommanderError) return new DuecourseError('USAGE', error.message.replace(/^error: /, ''));
  const message = error instanceof Error ? error.message : String(error);
  return new DuecourseError('UNEXPECTED', `${message} (set DUECOURSE_DEBUG=1 to see where)`);
}

function forPeople(code: string, message: string, argv: readonly string[], lang: Lang): string {
  const paint = paintFor(process.stderr, process.env);
  const kind = exitCodes[kindOfError[code] ?? 'unexpected'].title[lang];
  const [first, ...more] = message.split('\n');
  const lines = [`${paint.red('✗')} ${lang === 'zh' ? `${kind}：` : ''}${first} ${paint.dim(`[${code}]`)}`, ...more];
  if (code === 'USAGE') {
    const known = commands.find(({ name }) => argv.includes(name));
    lines.push(paint.dim(wordsIn(lang)('seeHelp', { command: known ? `duecourse ${known.name}` : 'duecourse' })));
  }
  return lines.join('\n');
}
