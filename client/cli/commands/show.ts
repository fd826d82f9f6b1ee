import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { oneCase } from '../one-case';
import { caseText } from '../render/case';
import { withDesk } from '../with-desk';

/** Lines of the journal that `show` ends with. */
const LINES = 6;

/** `duecourse show <case> [--watch]`. */
export async function show(cli: Cli, [id = '']: readonly string[], { watch }: Options): Promise<void> {
  if (watch) {
    const { watchCase } = require('../watch') as typeof import('../watch');
    return withDesk(cli, opened => watchCase(cli, opened, id));
  }
  const { shown, document } = await oneCase(cli, id);
  cli.result(document, () => caseText(cli, shown, document, { journal: LINES, data: true }));
}
