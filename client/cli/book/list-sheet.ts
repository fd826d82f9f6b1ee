import type { Calendar } from '../../../time/add';
import { toLocal } from '../../../time/zone';
import type { Cell } from './cells';
import type { Page } from './page';
import type { CellObject, PrintedSheet, Row } from './workbook';

const THIN = { borderStyle: 'thin', borderColor: '#808080' } as const;
const HEADING = {
  ...THIN,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  backgroundColor: '#E7E6E6',
} as const;
const BODY = { ...THIN, alignVertical: 'top', wrap: true } as const;

/** A form with a line a case: title, period, headings that every printed page repeats, the lines, the signatures. */
export function listSheet({ name, title, about, headings, rows, foot }: Page, zone: Calendar): PrintedSheet {
  const across = headings.length;
  return {
    name,
    data: [
      spread({ value: title, fontSize: 16, fontWeight: 'bold', align: 'center' }, across),
      spread({ value: about.join('　　'), align: 'center' }, across),
      headings.map(({ text }) => ({ value: text, ...HEADING })),
      ...rows.map(row => row.map(cell => ({ ...excel(cell, zone), ...BODY }))),
      spread({ value: foot.join('　　　　'), alignVertical: 'bottom', height: 30 }, across),
    ],
    widths: headings.map(({ width }) => width),
    heading: 3,
    landscape: true,
    breaks: [],
  };
}

/** One cell over so many columns. */
export const spread = (cell: CellObject, columns: number): Row => [
  { ...cell, columnSpan: columns },
  ...Array<null>(columns - 1).fill(null),
];

/** XML has no signs below 32 but tab, line feed and carriage return; and a cell takes 32,767 characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text stays text, whatever a spreadsheet would make of it; instants are dates by the wall clock of the house. */
export function excel(cell: Cell, zone: Calendar): CellObject {
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'object')
    return { value: new Date(toLocal(cell.at, zone)), type: Date, format: 'yyyy-mm-dd hh:mm', align: 'left' };
  return { value: cell.replaceAll('\r\n', '\n').replace(UNWRITABLE, '\ufffd').slice(0, 32_767), type: String };
}
