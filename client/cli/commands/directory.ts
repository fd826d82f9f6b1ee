import { readFileSync } from 'node:fs';
import { loadChannels, OUTBOX } from '../../../machines/policy/channels/load';
import { importPeople } from '../../../machines/policy/directory/import';
import {
  type DirectoryFile,
  directoryFile,
  parseDirectory,
  type Reading,
} from '../../../machines/policy/directory/load';
import { readText } from '../../../machines/policy/yaml-file';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { peopleTable, toldText } from '../render/directory';
import { replaceFile } from '../replace-file';

type Worker = typeof import('../../../worker/directory');
const worker = (): Worker => require('../../../worker/directory') as Worker;

/** `duecourse directory [show [role]] | check [file] | import <file.csv>`: the people of the house; needs no server. */
export async function directory(cli: Cli, [action = 'show', what]: readonly string[], options: Options): Promise<void> {
  switch (action) {
    case 'show':
      return what === undefined ? show(cli) : told(cli, what);
    case 'check':
      return check(cli, what);
    case 'import':
      return importFrom(cli, what, options.dryRun === true);
    default:
      throw new DuecourseError('USAGE', `"directory ${action}" is not known: show, check or import.`);
  }
}

function show(cli: Cli): void {
  const { file, people, levels, roles } = house(cli);
  const now = worker().wallTimeOf(cli.settings());
  cli.result({ file, levels, roles, people }, () =>
    people.length === 0 ? cli.say('nobodyInDirectory', { file }) : peopleTable(cli, people, now),
  );
}

/** To whom a message would go now. @throws DuecourseError `BAD_DIRECTORY`, `BAD_CHANNELS` */
async function told(cli: Cli, receiver: string): Promise<void> {
  house(cli);
  const addressees = await worker().whoIsTold(cli.settings(), receiver);
  cli.result({ receiver, addressees }, () => toldText(cli, addressees));
}

function check(cli: Cli, given: string | undefined): void {
  const { file, people } = house(cli, given);
  cli.result(
    { file, people: people.length },
    () => `${cli.paint.green('✓')} ${cli.say('directoryChecked', { file, n: people.length })}`,
  );
}

/** The file is written whole or not at all, and not over what somebody else has written since it was read. */
function importFrom(cli: Cli, csv: string | undefined, dryRun: boolean): void {
  if (csv === undefined) throw new DuecourseError('USAGE', 'A file is missing: duecourse directory import <file.csv>.');
  const file = directoryFile(cli.settings().policy);
  const read = () => replaceFile.current(file);
  const current = read();
  const imported = importPeople({ text: csvText(csv), file: csv }, { text: current, file }, reading(cli));
  const { text, directory, ...changes } = imported;
  const written = !dryRun && changes.added.length + changes.changed.length > 0;
  if (written) {
    if (read() !== current)
      throw new DuecourseError('BAD_DIRECTORY', `${file} was changed meanwhile: import once more.`, { file });
    replaceFile.write(file, text);
  }
  cli.result({ csv, file, written, people: directory.people.length, ...changes }, () => {
    const line = (word: 'peopleAdded' | 'peopleChanged' | 'peopleUnchanged' | 'peopleLeft', ids: readonly string[]) =>
      `${cli.say(word, { n: ids.length })}${ids.length > 0 ? `: ${ids.join(', ')}` : ''}`;
    return [
      line('peopleAdded', changes.added),
      line('peopleChanged', changes.changed),
      line('peopleUnchanged', changes.unchanged),
      line('peopleLeft', changes.left),
      cli.say(written ? 'directoryWritten' : dryRun ? 'directoryNotWritten' : 'nothingToWrite', { file }),
    ].join('\n');
  });
}

function house(cli: Cli, given?: string): DirectoryFile & { readonly file: string } {
  const file = given ?? directoryFile(cli.settings().policy);
  return { file, ...parseDirectory(readText(file, 'BAD_DIRECTORY', 'directory'), file, reading(cli)) };
}

/** Where the channel file is in order, ways to reach somebody must be its channels; a mistake in it is `channels check`'s to name. */
function reading(cli: Cli): Reading {
  const { addresses } = worker();
  try {
    return { addresses, channels: [OUTBOX, ...Object.keys(loadChannels(cli.settings().policy).channels)] };
  } catch (error) {
    if (error instanceof DuecourseError && error.code === 'BAD_CHANNELS') return { addresses };
    throw error;
  }
}

/** Spreadsheets may save in an older Chinese coding, which would make other names of the names. */
function csvText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new DuecourseError('BAD_DIRECTORY', `${file}: the CSV cannot be read (${reason}).`, { file });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message = `${file}:1:1 is not UTF-8: save it as "CSV UTF-8".`;
    throw new DuecourseError('BAD_DIRECTORY', message, { file });
  }
}
