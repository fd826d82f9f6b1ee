import { zoneOf } from '../case-document';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { messagesOf, oneCase } from '../one-case';
import { caseText } from '../render/case';
import { saidDocument, saidTable } from '../render/said';
import { withDesk } from '../with-desk';

/** Lines of the journal, and messages, that `show` ends with. */
const LINES = 6;

/** `duecourse show <case> [--watch]`. */
export async function show(cli: Cli, [id = '']: readonly string[], { watch }: Options): Promise<void> {
  if (watch) {
    const { watchCase } = require('../watch') as typeof import('../watch');
    return withDesk(cli, opened => watchCase(cli, opened, id));
  }
  const settings = cli.settings();
  const { shown, document } = await oneCase(cli, id, settings);
  const messages = await messagesOf(settings, shown);
  cli.result({ ...document, ...(messages && { messages: saidDocument(messages) }) }, () => {
    const said = saidTable(cli, (messages ?? []).slice(-LINES), zoneOf(shown.view));
    return caseText(cli, shown, document, { journal: LINES, data: true }) + (said === '' ? '' : `\n\n${said}`);
  });
}
