import { zoneOf } from '../case-document';
import type { Cli } from '../cli';
import { messagesOf, oneCase, wholeJournal } from '../one-case';
import { journalTable } from '../render/journal';
import { saidDocument, saidTable } from '../render/said';

/** `duecourse journal <case>`: every entry that the case still has, and those that are on record, with what was told, and every message that is on record. */
export async function journal(cli: Cli, [id = '']: readonly string[]): Promise<void> {
  const settings = cli.settings();
  const { shown, document } = await oneCase(cli, id, settings);
  const { procedure, title, zone, source } = document;
  const lines = await wholeJournal(settings, shown);
  const entries = lines.map(entry => ({ ...entry, at: new Date(entry.at).toISOString() }));
  const messages = await messagesOf(settings, shown);
  const said = messages && { messages: saidDocument(messages) };
  cli.result({ id, procedure, zone, source, journal: entries, ...said }, () =>
    [
      `${cli.paint.bold(id)}  ${title[cli.lang]}  ${cli.paint.dim(zone)}`,
      '',
      journalTable(cli, shown.entry, lines, zoneOf(shown.view), { data: true }),
      ...(messages && messages.length > 0 ? ['', saidTable(cli, messages, zoneOf(shown.view))] : []),
    ].join('\n'),
  );
}
