import type { Book } from '../../../machines/book';
import type { Entry } from '../../../machines/catalogue';
import type { BookEntry } from '../../../register/book';
import { maskName } from '../../../register/person';
import { withoutPerson } from '../../../register/sight';
import type { JournalEntry, Text } from '../../../statechart/types';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import { fieldsOf } from '../fields/model';
import { whatHappened } from '../render/journal-words';
import { person } from '../render/people';
import { valueText } from '../render/value';
import type { Cell, Hand } from './cells';

/** The columns of the pages that are written day by day. */
export const entryColumns: readonly { readonly title: Text; readonly width: number }[] = [
  { title: { zh: '登记时间', en: 'Entered' }, width: 16 },
  { title: { zh: '案号', en: 'Case' }, width: 18 },
  { title: { zh: '事项', en: 'What' }, width: 34 },
  { title: { zh: '经办人', en: 'By' }, width: 18 },
  { title: { zh: '内容', en: 'Contents' }, width: 48 },
  { title: { zh: '实际时间及补录原因', en: 'When it really happened, and why it was entered late' }, width: 30 },
  { title: { zh: '条款', en: 'Rule' }, width: 14 },
];

/** A line of a journal as a line of the book; what is entered late stands where it was entered. */
export function entryCells(
  { case: id, entry: line, ...about }: BookEntry,
  entry: Entry,
  asked: Book,
  { cli, zone, open }: Hand & { readonly cli: Cli },
): Cell[] {
  const read = (text: string): string => (open ? text : withoutPerson(text, about));
  const by = 'by' in line ? line.by : undefined;
  const outside = by?.role === 'customer' || by?.role === 'employee';
  const happened = 'happened' in line ? line.happened : undefined;
  const reason = line.type === 'event' ? line.reason : undefined;
  return [
    { at: line.at },
    id,
    read(whatHappened(cli, entry, line, zone)),
    person(outside && !open && by.name !== undefined ? { ...by, name: maskName(by.name) } : by, cli.lang),
    read(told(line, entry, asked, { cli, zone })),
    happened === undefined
      ? ''
      : read([formatInstant(happened, zone), ...(reason === undefined ? [] : [reason])].join(' ')),
    rulesOf(line),
  ];
}

/** What was told with an event, in the order of its form; in the words that the book has for it. */
function told(
  line: JournalEntry,
  { schema }: Entry,
  { columns }: Book,
  { cli, zone }: Pick<Hand, 'zone'> & { readonly cli: Cli },
): string {
  if (line.type !== 'event' || typeof line.data !== 'object' || line.data === null || Array.isArray(line.data))
    return '';
  const known = schema.events[line.event];
  if (!known) return '';
  const { data } = line;
  return fieldsOf(known.data)
    .flatMap(({ path, title, kind }) => {
      const value = data[path];
      if (value === undefined) return [];
      const words = columns.find(column => column.value === `steps.${line.event}.data.${path}`)?.words;
      const said = words?.[String(value)]?.[cli.lang] ?? valueText(cli, kind, value, zone);
      return [`${title[cli.lang]}${cli.lang === 'zh' ? '：' : ': '}${said}`];
    })
    .join('\n');
}

const rulesOf = (line: JournalEntry): string =>
  line.type === 'event'
    ? [...new Set(line.moves.flatMap(({ rule }) => (rule === undefined ? [] : [rule])))].join('\n')
    : '';
