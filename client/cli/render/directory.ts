import type { PersonEntry } from '../../../machines/policy/directory/load';
import type { Cli } from '../cli';
import { roleTitle } from '../labels';
import { type Directed, directedLines } from './message';
import { table } from './table';

/** The people of the house, one a line. */
export function peopleTable(cli: Cli, people: readonly PersonEntry[], now: string): string {
  const { lang, say } = cli;
  const titles = (ids: readonly string[]) => ids.map(id => roleTitle(id)[lang]).join(', ');
  return table(
    cli,
    [
      say('personId'),
      say('personName'),
      say('personRoles'),
      say('personDepartments'),
      say('personDeputy'),
      say('personAway'),
      say('personLang'),
      say('personReach'),
    ],
    people.map(({ id, name, roles, departments, deputy = '', away, lang: speaks, reach }) => [
      id,
      name,
      titles(roles),
      titles(departments),
      deputy,
      away
        // What is over is of no interest any more.
        .filter(({ to }) => to === undefined || to >= now.slice(0, to.length))
        .map(({ from = '', to = '' }) => (from === '' && to === '' ? '✓' : `${from}…${to}`))
        .join(', '),
      speaks,
      reach.map(({ by, address = '' }) => `${by} ${address}`.trim()).join(', '),
    ]),
  );
}

/** To whom a message would go now, and by which channel. */
export function toldText(
  cli: Cli,
  addressees: readonly {
    readonly directed?: Directed;
    readonly way?: { readonly channel: string; readonly address?: string };
  }[],
): string {
  return addressees
    .map(({ directed, way }) =>
      [...directedLines(cli, directed), ...(way ? [`  ${way.channel} ${way.address ?? ''}`.trimEnd()] : [])].join('\n'),
    )
    .join('\n');
}
