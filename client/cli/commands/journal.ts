import { zoneOf } from '../case-document';
import type { Cli } from '../cli';
import { oneCase, wholeJournal } from '../one-case';
import { journalTable } from '../render/journal';

/** `duecourse journal <case>`: every entry that the case still has, and those that are on record, with what was told. */
export async function journal(cli: Cli, [id = '']: readonly string[]): Promise<void> {
  const settings = cli.settings();
  const { shown, document } = await oneCase(cli, id, settings);
  const { procedure, title, zone, source } = document;
  const lines = await wholeJournal(settings, shown);
  const entries = lines.map(entry => ({ ...entry, at: new Date(entry.at).toISOString() }));
  cli.result({ id, procedure, zone, source, journal: entries }, () =>
    [
      `${cli.paint.bold(id)}  ${title[cli.lang]}  ${cli.paint.dim(zone)}`,
      '',
      journalTable(cli, shown.entry, lines, zoneOf(shown.view), { data: true }),
    ].join('\n'),
  );
}
