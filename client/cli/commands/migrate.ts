import { DuecourseError } from '../../../time/error';
import { type Moved, migrateCases, runningCases } from '../../migrate-cases';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { exitCodes } from '../exit-codes';
import { operator } from '../operator';
import { during } from '../progress';
import { reasonOf } from '../reason';
import { table } from '../render/table';
import { withDesk } from '../with-desk';

/** `duecourse migrate <procedure> --to N`: exit code 4 if a case cannot be moved. */
export async function migrate(cli: Cli, [procedure = '']: readonly string[], options: Options): Promise<void> {
  const to = versionOf(options.to);
  const only = (options.case ?? []) as readonly string[];
  const dryRun = options.dryRun === true;
  if (!dryRun && (only.length === 0) === (options.all !== true))
    throw new DuecourseError('USAGE', 'Say which: --case <id> (as often as needed), --all, or --dry-run to see first.');
  const reason = dryRun ? '' : reasonOf(options);
  await withDesk(cli, async ({ desk: { cases } }) => {
    const by = dryRun ? undefined : await operator(cli, procedure, 'migrate');
    const ids = only.length > 0 ? only : await during(cli, cli.say('working'), runningCases(cases, procedure));
    let n = 0;
    const moving = migrateCases(
      cases,
      ids,
      { to, type: procedure, ...(!dryRun && { order: { to, reason, ...(by && { by }) } }) },
      () => void n++,
    );
    const outcomes = await during(cli, () => cli.say('migrating', { n, of: ids.length }), moving);
    cli.result({ procedure, to, dryRun, cases: outcomes }, () => text(cli, procedure, outcomes));
    if (outcomes.some(({ outcome }) => outcome === 'refused')) process.exitCode = exitCodes.refused.code;
  });
}

function versionOf(to: unknown): number {
  const version = Number(to);
  if (to !== undefined && Number.isInteger(version) && version > 0) return version;
  throw new DuecourseError(
    'USAGE',
    `Say to which version: --to takes a whole number${to === undefined ? '' : `, not "${to}"`}.`,
  );
}

function text(cli: Cli, procedure: string, outcomes: readonly Moved[]): string {
  if (outcomes.length === 0) return cli.say('noneRunning', { procedure });
  const headings = (['case', 'version', 'outcome', 'state', 'cause'] as const).map(word => cli.say(word));
  const rows = outcomes.map(({ id, from, outcome, state, problem }) => [
    cli.paint.bold(id),
    from === undefined ? '' : String(from),
    STYLE[outcome] ? cli.paint[STYLE[outcome]](cli.say(`move_${outcome}`)) : cli.say(`move_${outcome}`),
    typeof state === 'string' ? state : state === undefined ? '' : JSON.stringify(state),
    problem ? `${problem.message.replaceAll('\n', ' ')} [${problem.code}]` : '',
  ]);
  return table(cli, headings, rows);
}

const STYLE: { readonly [outcome in Moved['outcome']]?: 'green' | 'yellow' | 'red' } = {
  moved: 'green',
  waits: 'yellow',
  'would-wait': 'yellow',
  refused: 'red',
};
