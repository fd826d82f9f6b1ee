import { existsSync } from 'node:fs';
import type { AnyStateMachine } from 'xstate';
import { catalogue, entryOf } from '../../../machines/catalogue';
import { diffOf } from '../../../statechart/diff';
import { dot } from '../../../statechart/dot';
import { mermaid } from '../../../statechart/mermaid';
import { pathIn } from '../../../statechart/path';
import type { View } from '../../../statechart/view';
import { DuecourseError } from '../../../time/error';
import { svgOf } from '../../svg';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { machinesIn } from '../machine-file';
import { during } from '../progress';
import { differencesText } from '../render/differences';
import { withDesk } from '../with-desk';

/** `duecourse graph <procedure|file>`: needs no server, unless a case is to be marked in it. */
export async function graph(cli: Cli, [what = '']: readonly string[], options: Options): Promise<void> {
  const { format = 'mermaid', case: id } = options;
  if (format !== 'mermaid' && format !== 'svg')
    throw new DuecourseError('USAGE', `--format takes mermaid or svg, not "${format}".`);
  const candidates = await machinesOf(what);
  if (options.diff !== undefined) return drawDiff(cli, what, candidates, options, format);
  const view = id === undefined ? undefined : await viewOf(cli, String(id));
  const machine = chosen(what, candidates, view?.name, options.machine);
  const marks = { lang: cli.lang, ...(view && { active: view.value, path: pathIn(view.journal) }) };
  const text = format === 'svg' ? await svgOf(dot(machine, marks)) : mermaid(machine, marks);
  cli.result({ machine: machine.id, ...(id !== undefined && { case: id }), format, text }, () => text);
}

/** Both versions in one picture; on a terminal and in Mermaid the differences as a list as well. */
async function drawDiff(
  cli: Cli,
  what: string,
  candidates: { readonly [name: string]: AnyStateMachine },
  { diff: other, machine, case: id }: Options,
  format: 'mermaid' | 'svg',
): Promise<void> {
  if (id !== undefined) throw new DuecourseError('USAGE', 'Either --case or --diff, not both.');
  const after = chosen(what, candidates, undefined, machine);
  const others = /^\d+$/.test(String(other)) ? versionOf(what, Number(other)) : await machinesOf(String(other));
  const names = Object.keys(others);
  const same = Object.hasOwn(others, after.id) ? after.id : names.length === 1 ? names[0] : machine;
  const diff = diffOf(chosen(String(other), others, undefined, same), after, cli.lang);
  const marks = { lang: cli.lang, diff };
  const text = format === 'svg' ? await svgOf(dot(diff.machine, marks)) : mermaid(diff.machine, marks);
  const list = differencesText(cli, diff.differences);
  cli.result({ machine: after.id, format, differences: diff.differences, text }, () =>
    format === 'svg' ? text : `${text}\n\n${commented(list)}`,
  );
}

/** An earlier version of a procedure of the house. @throws DuecourseError `UNKNOWN_PROCEDURE`, `UNKNOWN_VERSION` */
function versionOf(what: string, version: number): { readonly [name: string]: AnyStateMachine } {
  const { procedure } = entryOf(what);
  const all = [procedure, ...procedure.earlier.map(earlier => earlier.procedure)];
  const found = all.find(one => one.version === version);
  if (found) return { [what]: found.machine };
  const known = all.map(one => one.version).join(', ');
  throw new DuecourseError('UNKNOWN_VERSION', `'${what}' is there in version ${known}, not ${version}.`, { version });
}

/** Mermaid takes the list for a comment, so that the whole may be put into a document. */
const commented = (list: string): string => list.replace(/^/gm, '%% ');

/** By the name of the workflow, which of a stranger's machine is its own name. */
async function machinesOf(what: string): Promise<{ readonly [name: string]: AnyStateMachine }> {
  if (Object.hasOwn(catalogue, what) || !existsSync(what)) return { [what]: entryOf(what).procedure.machine };
  return Object.fromEntries((await machinesIn(what)).map(machine => [machine.id, machine]));
}

function viewOf(cli: Cli, id: string): Promise<View> {
  return withDesk(cli, ({ desk }) => during(cli, cli.say('working'), desk.cases.get(id).view()));
}

function chosen(
  what: string,
  candidates: { readonly [name: string]: AnyStateMachine },
  ofCase: string | undefined,
  asked: unknown,
): AnyStateMachine {
  const names = Object.keys(candidates);
  const name = asked ?? ofCase ?? (names.length === 1 ? names[0] : undefined);
  const machine = typeof name === 'string' && Object.hasOwn(candidates, name) ? candidates[name] : undefined;
  if (machine) return machine;
  throw new DuecourseError(
    'USAGE',
    name === undefined
      ? `'${what}' has several machines, say which: --machine ${names.join('|')}.`
      : `'${what}' has no machine '${name}'; it has ${names.join(', ')}.`,
  );
}
