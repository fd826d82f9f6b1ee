import type { Entry } from '../../../machines/catalogue';
import type { JournalEntry, Json } from '../../../statechart/types';
import type { Calendar } from '../../../time/add';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import { fieldsOf } from '../fields/model';
import { destination, isEcho, whatHappened } from './journal-words';
import { person } from './people';
import { indent, table } from './table';
import { valueText } from './value';

/** Entries as lines: when (in the case's zone), who, what, which rule. `data` says what was told with an event as well. */
export function journalTable(
  cli: Cli,
  entry: Entry,
  journal: readonly JournalEntry[],
  zone: Calendar,
  { data = false }: { readonly data?: boolean } = {},
): string {
  const headings = (['time', 'who', 'what', 'rule'] as const).map(word => cli.say(word));
  const rows = journal.flatMap((line, at) => {
    if (isEcho(journal[at - 1], line)) return [];
    const next = journal[at + 1];
    const echo = next && isEcho(line, next) ? next : undefined;
    const what =
      whatHappened(cli, entry, line, zone) +
      (echo ? destination(cli, entry, echo) : '') +
      happenedThen(cli, line, zone) +
      (data && line.type === 'event' ? told(cli, entry, line.event, line.data, zone) : '');
    return [[formatInstant(line.at, zone), 'by' in line ? person(line.by, cli.lang) : '', what, rulesOf(echo ?? line)]];
  });
  return indent(table(cli, headings, rows));
}

/** When it really happened, where that is earlier than when it was recorded, and why it was told late. */
function happenedThen({ say, paint }: Cli, line: JournalEntry, zone: Calendar): string {
  if (!('happened' in line) || line.happened === undefined) return '';
  const why = line.type === 'event' && line.reason !== undefined ? `: ${line.reason}` : '';
  return `\n${paint.dim(say('happenedAt', { at: formatInstant(line.happened, zone) }) + why)}`;
}

function told(cli: Cli, { schema }: Entry, event: string, data: Json | undefined, zone: Calendar): string {
  const known = schema.events[event];
  if (!known || typeof data !== 'object' || data === null || Array.isArray(data)) return '';
  const fields = new Map(fieldsOf(known.data).map(field => [field.path, field]));
  return Object.entries(data)
    .map(([name, value]) => {
      const field = fields.get(name);
      const title = `${field?.title[cli.lang] ?? name}${cli.lang === 'zh' ? '：' : ':'}`;
      return `\n${cli.paint.dim(title)} ${valueText(cli, field?.kind, value, zone)}`;
    })
    .join('');
}

function rulesOf(line: JournalEntry): string {
  if (line.type !== 'event') return '';
  return [...new Set(line.moves.flatMap(({ rule }) => (rule === undefined ? [] : [rule])))].join(', ');
}
