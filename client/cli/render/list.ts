import { catalogue } from '../../../machines/catalogue';
import { titleOf } from '../../../statechart/definition';
import { PROVISIONAL_TAG } from '../../../statechart/protocol';
import type { Text } from '../../../statechart/types';
import type { Calendar } from '../../../time/add';
import { formatInstant } from '../../../time/zone';
import type { ListedRow } from '../cases-on-server';
import type { Cli } from '../cli';
import { statesIn } from '../labels';
import { leftOf } from './deadlines';
import { table } from './table';

const COLUMNS = ['case', 'procedure', 'state', 'started', 'due', 'left'] as const;

/** Listed cases as a table; with whom each is about where that is on record. */
export function listText(cli: Cli, rows: readonly ListedRow[], zone: Calendar): string {
  if (rows.length === 0) return cli.say('nothingListed');
  const [headings, cells] = listCells(cli, rows, zone);
  return table(cli, headings, cells);
}

/** Headings and cells, for a table and for CSV. */
export function listCells(cli: Cli, rows: readonly ListedRow[], zone: Calendar): [string[], string[][]] {
  const { lang, say, paint } = cli;
  const withPeople = rows.some(({ person }) => person !== undefined);
  const people = withPeople ? (['person', 'phone'] as const) : [];
  return [
    [...COLUMNS, ...people].map(word => say(word)),
    rows.map(row => [
      row.id,
      catalogue[row.procedure]?.procedure.title[lang] ?? row.procedure,
      row.closed === undefined
        ? row.tags
            .filter(tag => tag !== PROVISIONAL_TAG)
            .map(tag => tagTitle(row.procedure, tag, lang))
            .join(', ')
        : paint.dim(endOf(cli, row)),
      formatInstant(row.started, zone),
      dueOf(cli, row, zone),
      row.leftMs === undefined ? '' : leftOf(cli, { status: 'running', leftMs: row.leftMs }),
      ...people.map(which => row[which] ?? ''),
    ]),
  ];
}

function endOf({ say }: Cli, { status }: ListedRow): string {
  if (status === 'failed' || status === 'cancelled' || status === 'terminated') return say(`status_${status}`);
  return say('closed');
}

function dueOf({ say, paint }: Cli, { deadline, closed, provisional }: ListedRow, zone: Calendar): string {
  if (deadline === undefined || closed !== undefined) return '';
  return `${formatInstant(deadline, zone)}${provisional ? ` ${paint.yellow(say('provisional'))}` : ''}`;
}

/** What can happen to every case, as a list marks it. */
const MARKS: { readonly [mark: string]: Text } = {
  supervised: { zh: '督办', en: 'supervised' },
  'on-hold': { zh: '挂起', en: 'on hold' },
  urged: { zh: '催办', en: 'urged' },
};

/** A tag goes by the label of the outermost state that has it. */
function tagTitle(procedure: string, tag: string, lang: Cli['lang']): string {
  if (Object.hasOwn(MARKS, tag)) return MARKS[tag]![lang];
  const entry = catalogue[procedure];
  const node = entry && statesIn(entry.procedure.machine).find(({ tags }) => tags.includes(tag));
  return node ? titleOf(node)[lang] : tag;
}
