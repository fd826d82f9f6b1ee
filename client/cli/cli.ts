import type { Settings } from '../../config/settings';
import type { Sender } from '../../statechart/types';
import type { Lang } from '../../time/lang';
import type { Options } from './command-table';
import { type Paint, paintFor } from './paint';
import { readSender } from './sender';
import { type Say, wordsIn } from './words';

/** What every command is given: the language, where to write, and the settings. */
export interface Cli {
  readonly lang: Lang;
  readonly json: boolean;
  readonly say: Say;
  readonly paint: Paint;
  /** May questions be asked? */
  readonly asks: boolean;
  /** Is what is printed read on a terminal? */
  readonly terminal: boolean;
  /** The terminal's width, 100 where there is none. */
  readonly width: number;
  /** Who is at the keyboard, where that was said. @throws DuecourseError `USAGE` */
  readonly sender: Sender | undefined;
  /** Resolved at the first call. @throws DuecourseError `SETTINGS_INVALID` */
  settings(more?: { readonly running?: boolean }): Settings;
  /** Prints the result: the document with `--json`, the text otherwise. */
  result(document: unknown, text: () => string): void;
  /** A line for people, on stderr; nothing with `--json`. */
  note(text: string): void;
}

export function cliFor(options: Options, lang: Lang, env: NodeJS.ProcessEnv): Cli {
  const json = options.json === true;
  const terminal = process.stdout.isTTY === true;
  const as = (options.as as string | undefined) ?? (env.DUECOURSE_AS || undefined);
  return {
    lang,
    json,
    say: wordsIn(lang),
    paint: paintFor(process.stdout, env),
    asks: !json && process.stderr.isTTY === true && process.stdin.isTTY === true,
    terminal: terminal && !json,
    width: process.stdout.columns || 100,
    sender: as === undefined ? undefined : readSender(as),
    settings: ({ running = true } = {}) => {
      const { loadSettings } = require('../../config/settings') as typeof import('../../config/settings');
      return loadSettings({ flags: options as { [name: string]: string | undefined }, env, running });
    },
    result: (document, text) => {
      process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${text()}\n`);
    },
    note: text => {
      if (!json) process.stderr.write(`${text}\n`);
    },
  };
}
