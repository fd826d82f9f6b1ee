import type { Book, Column } from '../../../machines/book';
import { catalogue } from '../../../machines/catalogue';
import type { BookCase } from '../../../register/book';
import { maskName, maskPhone } from '../../../register/person';
import { withoutPerson } from '../../../register/sight';
import type { Sender } from '../../../statechart/types';
import type { Calendar } from '../../../time/add';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import { statesAt } from '../labels';
import { person } from '../render/people';

/** What stands in one place of a book: a text, a number, or an instant (ms). */
export type Cell = string | number | { readonly at: number };

/** How a book is written: in which language, by whose clocks, and whether its reader may see names. */
export interface Hand {
  readonly cli: Pick<Cli, 'lang' | 'say'>;
  readonly zone: Calendar;
  readonly open: boolean;
}

/** The cells of a case, in the order of the book's columns. */
export const cellsOf = ({ columns }: Book, row: BookCase, hand: Hand): Cell[] =>
  columns.map(column => {
    const cell = cellOf(column, row, hand);
    return cell === '' ? (column.empty?.[hand.cli.lang] ?? '') : cell;
  });

function cellOf(column: Column, row: BookCase, hand: Hand): Cell {
  const [where, ...path] = column.value.split('.');
  switch (where) {
    case 'case':
      return ofCase(path[0]!, row, hand);
    case 'clocks':
      return ofClock(path, row, hand);
    case 'steps':
      return ofSteps(path, column, row, hand);
    default:
      return plain(inside(row.context, path), column, row, hand);
  }
}

function ofCase(what: string, { id, status, value, started, closed, procedure }: BookCase, { cli }: Hand): Cell {
  if (what === 'id') return id;
  if (what === 'started') return { at: started };
  if (what === 'closed') return closed === undefined ? '' : { at: closed };
  if (status === 'failed' || status === 'cancelled' || status === 'terminated') return cli.say(`status_${status}`);
  const machine = catalogue[procedure]?.procedure.machine;
  return machine
    ? list(
        statesAt(machine, value).map(({ title }) => title[cli.lang]),
        cli,
      )
    : '';
}

function ofClock([name = '', what]: readonly string[], { clocks }: BookCase, { cli }: Hand): Cell {
  const clock = clocks[name];
  if (!clock) return '';
  if (what === 'due') return clock.due === undefined ? '' : { at: clock.due };
  return cli.say(clock.status === 'waiting' ? 'waitingClock' : clock.status);
}

/** Every time that the event was entered; with the instant before each where there are several. */
function ofSteps([event, what, ...path]: readonly string[], column: Column, row: BookCase, hand: Hand): Cell {
  const { cli, zone, open } = hand;
  const entries = row.steps.filter(step => step.event === event);
  const cells = entries.flatMap((entry): { cell: Cell; at: number; before: boolean }[] => {
    const { at, happened, by } = entry;
    if (what === 'by') return [{ cell: who(by, open, cli), at, before: true }];
    if (what === 'data') return [{ cell: plain(inside(entry.data, path), column, row, hand), at, before: true }];
    if (happened === undefined) return [{ cell: { at }, at, before: false }];
    const late = cli.say('happenedAt', { at: formatInstant(happened, zone) });
    return [
      { cell: `${formatInstant(at, zone)} ${cli.lang === 'zh' ? `（${late}）` : `(${late})`}`, at, before: false },
    ];
  });
  const told = cells.filter(({ cell }) => cell !== '');
  if (told.length <= 1) return told[0]?.cell ?? '';
  return told
    .map(({ cell, at, before }) => `${before ? `${formatInstant(at, zone).slice(5)} ` : ''}${textOf(cell, zone)}`)
    .join('\n');
}

/** People from outside are masked like those whom a case is about; those of the house stand in a register by name. */
function who(by: Sender | undefined, open: boolean, { lang }: Hand['cli']): string {
  const outside = by?.role === 'customer' || by?.role === 'employee';
  return person(outside && !open && by.name !== undefined ? { ...by, name: maskName(by.name) } : by, lang);
}

function inside(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, name) =>
      typeof found === 'object' && found !== null ? (found as { readonly [name: string]: unknown })[name] : undefined,
    value,
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/;

function plain(value: unknown, column: Column, row: BookCase, { cli, open }: Hand): Cell {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return cli.say(value ? 'yes' : 'no');
  if (Array.isArray(value))
    return list(
      value.map(each => word(column, String(each), cli)),
      cli,
    );
  if (typeof value !== 'string') return JSON.stringify(value);
  if (INSTANT.test(value) && !Number.isNaN(Date.parse(value))) return { at: Date.parse(value) };
  if (open) return word(column, value, cli);
  if (column.sight === 'name') return maskName(value);
  if (column.sight === 'phone') return maskPhone(value);
  if (column.sight === 'hidden') return '***';
  return withoutPerson(word(column, value, cli), row);
}

const word = ({ words }: Column, value: string, { lang }: Hand['cli']): string =>
  words && Object.hasOwn(words, value) ? words[value]![lang] : value;

const list = (texts: readonly string[], { lang }: Hand['cli']): string => texts.join(lang === 'zh' ? '、' : ', ');

/** A cell as text: for CSV, and in a line among others. */
export const textOf = (cell: Cell, zone: Calendar): string =>
  typeof cell === 'object' ? formatInstant(cell.at, zone) : String(cell);
