import { catalogue } from '../../../machines/catalogue';
import type { Policy } from '../../../machines/policy/load';
import { zoneOffsets } from '../../../machines/policy/zone-offsets';
import type { MovedDeadline } from '../../../statechart/rebase';
import { DAY, formatLeft } from '../../../time/duration';
import { formatInstant, type Zone } from '../../../time/zone';
import type { Rebased } from '../../rebase-cases';
import type { Cli } from '../cli';
import { table } from './table';

const STYLE: { readonly [outcome in Rebased['outcome']]?: 'green' | 'yellow' | 'red' } = {
  moved: 'green',
  'would-move': 'yellow',
  refused: 'red',
};

/** As `duecourse rebase --json` prints a case: instants in ISO 8601. */
export function rebasedDocument({ moved, ...rest }: Rebased): object {
  return {
    ...rest,
    moved: moved.map(({ from, to, ...each }) => ({
      ...each,
      ...(from !== undefined && { from: new Date(from).toISOString() }),
      ...(to !== undefined && { to: new Date(to).toISOString() }),
    })),
  };
}

/** A line for each deadline that moves, one for each case that none moves of, and the sum. */
export function rebasedText(cli: Cli, outcomes: readonly Rebased[], { zone: name }: Policy, dryRun: boolean): string {
  const { say, paint } = cli;
  if (outcomes.length === 0) return say('noneRunningAtAll');
  const instants = outcomes
    .flatMap(({ moved }) => moved.flatMap(({ from, to }) => [from ?? 0, to ?? 0]))
    .filter(Boolean);
  const zone = zoneOffsets(name, Math.min(Date.now(), ...instants), Math.max(Date.now(), ...instants) + DAY);
  const headings = (['case', 'deadline', 'dueFrom', 'dueTo', 'outcome'] as const).map(word => say(word));
  const rows = outcomes.flatMap(rebased => {
    const { id, outcome, problem, moved, kept = [] } = rebased;
    const said = say(`rebase_${outcome}`);
    const result = STYLE[outcome] ? paint[STYLE[outcome]](said) : paint.dim(said);
    const why = problem ? `${result} ${problem.message.replaceAll('\n', ' ')} [${problem.code}]` : result;
    return [
      ...(moved.length === 0 ? [[paint.bold(id), '', '', '', why]] : []),
      ...moved.map((move, i) => row(cli, rebased, move, zone, i === 0 ? paint.bold(id) : '', result)),
      ...kept.map(wait => ['', wait, '', '', paint.yellow(say('keptWait'))]),
    ];
  });
  const n = outcomes.filter(({ outcome }) => outcome === (dryRun ? 'would-move' : 'moved')).length;
  return `${table(cli, headings, rows)}\n\n${say(dryRun ? 'wouldRebase' : 'rebased', { n, of: outcomes.length })}`;
}

function row(
  cli: Cli,
  { procedure = '' }: Rebased,
  move: MovedDeadline,
  zone: Zone,
  id: string,
  result: string,
): string[] {
  const { lang, say, paint } = cli;
  const { deadline, from, to, left, missed, settled } = move;
  const definition = catalogue[procedure]?.procedure;
  const timer = Object.entries(definition?.timerTitles ?? {}).find(([type]) => type === deadline)?.[1];
  const title = definition?.clocks[deadline]?.title ?? timer?.title;
  const instant = (at: number | undefined) => (at === undefined ? '' : formatInstant(at, zone));
  const [before, after] = left ? left.map(ms => formatLeft(ms, lang)) : [instant(from), instant(to)];
  const mark = missed ? paint.red(` ${say('missed')}`) : settled ? paint.green(` ${say('settledNow')}`) : '';
  return [id, title?.[lang] ?? deadline, before ?? '', `${after ?? ''}${mark}`, result];
}
