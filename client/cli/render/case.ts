import { isTask } from '../../../machines/every-case/tasks';
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
import { wrap } from './wrap';

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

/** What the state asks for as a table; below it, in a few lines, what may happen to every case at any time. */
function nextTable(cli: Cli, { next }: CaseDocument): string {
  const { lang, paint, say, width } = cli;
  if (next.length === 0) return `  ${paint.dim(say('nothingNow'))}`;
  const asked = next.filter(({ event }) => isTask(event));
  const headings = (['next', 'event', 'by'] as const).map(word => say(word));
  const rows = asked.map(({ event, title, by }) => [title[lang], paint.bold(event), rolesInWords(by, lang)]);
  const rest = next.filter(({ event }) => !isTask(event)).map(({ event, title }) => `${title[lang]} ${event}`);
  const always =
    rest.length > 0 && paint.dim(wrap(`${say('atAnyTime')} ${rest.join(' · ')}`, Math.min(width, 110) - 2));
  return indent([rows.length > 0 && table(cli, headings, rows), always].filter(Boolean).join('\n'));
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
