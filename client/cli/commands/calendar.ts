import { writeFileSync } from 'node:fs';
import { loadCalendar } from '../../../machines/policy/calendar';
import { dateOf } from '../../../machines/policy/calendar-days';
import { extendCalendar } from '../../../machines/policy/calendar-extend';
import { daysAsYaml, importCalendar } from '../../../machines/policy/calendar-import';
import { readText } from '../../../machines/policy/yaml-file';
import { PROVISIONAL_TAG } from '../../../statechart/protocol';
import { DuecourseError } from '../../../time/error';
import { listCases } from '../../list';
import { checkCalendar } from '../calendar/check';
import { diffCalendars } from '../calendar/diff';
import { showMonth } from '../calendar/show';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { calendarFile } from '../house-calendar';
import { withDesk } from '../with-desk';

/** `duecourse calendar show [month] | check [file] | import <file> | diff <a> <b>`: needs no server. */
export async function calendar(cli: Cli, [action, what, other]: readonly string[], options: Options): Promise<void> {
  const house = () => calendarFile(cli.settings().policy, options.calendar as string | undefined);
  switch (action) {
    case 'show':
      return showMonth(cli, house(), what ?? new Date().toISOString().slice(0, 7));
    case 'check':
      return checkCalendar(cli, what === undefined ? house() : loadCalendar(what));
    case 'import':
      return importFrom(
        cli,
        needed(what, 'calendar import <file.ics | year.json>'),
        options.into as string | undefined,
      );
    case 'diff': {
      const [before, after] = [needed(what, DIFF), needed(other, DIFF)];
      return diffCalendars(cli, loadCalendar(before), loadCalendar(after));
    }
    default:
      throw new DuecourseError('USAGE', `"calendar ${action}" is not known: show, check, import or diff.`);
  }
}

const DIFF = 'calendar diff <before> <after>';

function needed(given: string | undefined, usage: string): string {
  if (given !== undefined) return given;
  throw new DuecourseError('USAGE', `A file is missing: duecourse ${usage}.`);
}

const REBASE = 'duecourse rebase --only-provisional --reason "…" --as manager:…';

/** How many running cases have a provisional deadline; undefined where no server says so. A calendar is a file, and can be mended without one. */
async function provisionalCases(cli: Cli): Promise<number | undefined> {
  try {
    return await withDesk(cli, async ({ desk }) => {
      const filter = { tag: PROVISIONAL_TAG, status: 'open', limit: Number.POSITIVE_INFINITY } as const;
      return (await listCases(desk.cases.temporal, filter)).length;
    });
  } catch (error) {
    if (error instanceof DuecourseError && error.code.startsWith('SERVER_')) return undefined;
    throw error;
  }
}

/** Puts what stands in the file into a calendar file, or prints it in the words of one, to be put under `days:`. */
async function importFrom(cli: Cli, file: string, into: string | undefined): Promise<void> {
  const imported = importCalendar(readText(file, 'BAD_CALENDAR', 'calendar file'), file);
  const days = imported.days.map(({ day, off, name }) => ({ date: dateOf(day), off, name }));
  if (into !== undefined) {
    const extended = extendCalendar(readText(into, 'BAD_CALENDAR', 'calendar file'), into, imported);
    writeFileSync(into, extended);
    const provisional = await provisionalCases(cli);
    const command = REBASE;
    cli.result(
      { file, into, source: imported.source, days, ...(provisional !== undefined && { provisional }), next: command },
      () =>
        [
          cli.say('imported', { n: days.length, into }),
          ...(provisional === undefined ? [cli.say('provisionalUnknown', { command })] : []),
          ...(provisional ? [cli.say('provisionalCases', { n: provisional, command })] : []),
        ].join('\n'),
    );
    return;
  }
  cli.result({ file, source: imported.source, days }, () => {
    const source = imported.source.map(each => `  - ${each}`);
    return [...(source.length > 0 ? ['source:', ...source] : []), 'days:', daysAsYaml(imported)].join('\n');
  });
}
