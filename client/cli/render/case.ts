import { formatInstant } from '../../../time/zone';
import type { Shown } from '../../desk';
import { type CaseDocument, zoneOf } from '../case-document';
import type { Cli } from '../cli';
import { valueAt } from '../fields/assign';
import { fieldsOf } from '../fields/model';
import { deadlinesTable } from './deadlines';
import { errorText } from './error';
import { journalTable } from './journal';
import { rolesInWords } from './people';
import { indent, table } from './table';
import { valueText } from './value';

export interface Parts {
  /** The last so many lines of the journal. */
  readonly journal?: number;
  /** What the case was opened with. */
  readonly data?: boolean;
}

/** A case as people see it: state, deadlines, what may be done. */
export function caseText(
  cli: Cli,
  shown: Shown,
  document: CaseDocument,
  { journal = 0, data = false }: Parts = {},
): string {
  const { lang, paint, say } = cli;
  const zone = zoneOf(shown.view);
  const states = document.states.map(({ title }) => title[lang]).join(', ');
  const ended = say(document.status);
  const status = document.status === 'open' || states.toLowerCase() === ended ? '' : `  ${paint.dim(`(${ended})`)}`;
  const clock = `${formatInstant(Date.parse(document.now), zone)} ${zone.zone}`;
  const ahead = document.aheadMs >= 60_000 ? ` · ${say('clockAhead')}` : '';
  const earlier = document.journal.length - journal;
  return [
    `${paint.bold(document.id)}  ${document.title[lang]}`,
    `${paint.cyan(states)}${status}  ${paint.dim(clock + ahead)}`,
    ...(data ? section(dataTable(cli, shown)) : []),
    ...(document.deadlines.length > 0 ? section(deadlinesTable(cli, document.deadlines, zone)) : []),
    ...(document.incidents.length > 0 ? section(incidentsTable(cli, document)) : []),
    ...(document.status === 'open' ? section(nextTable(cli, document)) : []),
    ...(journal > 0 ? section(journalTable(cli, shown.entry, document.journal.slice(-journal), zone)) : []),
    ...(journal > 0 && earlier > 0
      ? [paint.dim(`  ${say('earlier', { n: earlier, command: `duecourse journal ${document.id}` })}`)]
      : []),
    ...(document.link ? ['', paint.dim(document.link)] : []),
  ].join('\n');
}

const section = (text: string): string[] => (text === '' ? [] : ['', text]);

function nextTable(cli: Cli, { next }: CaseDocument): string {
  if (next.length === 0) return `  ${cli.paint.dim(cli.say('nothingNow'))}`;
  const headings = (['next', 'event', 'by'] as const).map(word => cli.say(word));
  return indent(
    table(
      cli,
      headings,
      next.map(({ event, title, by }) => [title[cli.lang], cli.paint.bold(event), rolesInWords(by, cli.lang)]),
    ),
  );
}

function incidentsTable(cli: Cli, { id, incidents }: CaseDocument): string {
  const rows = incidents.map(({ actor, error }) => [actor, cli.paint.red(errorText(error))]);
  const hint = cli.paint.dim(`duecourse repair ${id} retry|skip|resolve|move`);
  return indent(`${table(cli, [cli.say('stuckOn'), cli.say('cause')], rows)}\n${hint}`);
}

/** What the procedure asked for at the start, as far as the case still has it. */
function dataTable(cli: Cli, { entry, view }: Shown): string {
  const context = (view.context ?? {}) as { [name: string]: unknown };
  const within = typeof context.input === 'object' && context.input !== null ? context.input : context;
  const rows = fieldsOf(entry.schema.input).flatMap(({ path, title, kind }) => {
    const value = valueAt(within as { [name: string]: unknown }, path);
    if (value === undefined || value === null) return [];
    return [[cli.paint.dim(title[cli.lang]), valueText(cli, kind, value, zoneOf(view))]];
  });
  return rows.length === 0 ? '' : indent(table(cli, [], rows));
}
