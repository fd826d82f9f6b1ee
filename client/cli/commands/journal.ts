import { zoneOf } from '../case-document';
import type { Cli } from '../cli';
import { during } from '../progress';
import { journalTable } from '../render/journal';
import { withDesk } from '../with-desk';

/** `duecourse journal <case>`: every entry that the case still has, with what was told. */
export async function journal(cli: Cli, [id = '']: readonly string[]): Promise<void> {
  await withDesk(cli, async ({ show }) => {
    const { shown, document } = await during(cli, cli.say('working'), show(id));
    const { procedure, title, zone } = document;
    const entries = document.journal.map(entry => ({ ...entry, at: new Date(entry.at).toISOString() }));
    cli.result({ id, procedure, zone, journal: entries }, () =>
      [
        `${cli.paint.bold(id)}  ${title[cli.lang]}  ${cli.paint.dim(zone)}`,
        '',
        journalTable(cli, shown.entry, document.journal, zoneOf(shown.view), { data: true }),
      ].join('\n'),
    );
  });
}
