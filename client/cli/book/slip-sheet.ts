import type { Calendar } from '../../../time/add';
import { excel, spread } from './list-sheet';
import type { Page } from './page';
import type { PrintedSheet, Row } from './workbook';

const THIN = { borderStyle: 'thin', borderColor: '#808080' } as const;
const LABEL = { ...THIN, fontWeight: 'bold', alignVertical: 'center', wrap: true, backgroundColor: '#F2F2F2' } as const;
const VALUE = { ...THIN, alignVertical: 'center', align: 'left', wrap: true } as const;
/** From this width (characters) on a field has a line of the form for itself. */
const WIDE = 24;
const COLUMNS = 4;
/** Characters that the line of a long field takes, and its least height in points. */
const ACROSS = 70;
const LEAST = 34;

/** A form a case, each on a printed page of its own: labels beside what is filled in, long fields across, the signatures at the foot. */
export function slipSheet({ name, title, about, headings, rows, foot }: Page, zone: Calendar): PrintedSheet {
  const data: Row[] = [];
  const breaks: number[] = [];
  for (const [i, row] of rows.entries()) {
    if (i > 0) breaks.push(data.length);
    data.push(spread({ value: title, fontSize: 16, fontWeight: 'bold', align: 'center' }, COLUMNS));
    data.push(spread({ value: about.join('　　'), align: 'center' }, COLUMNS));
    data.push(...fields(headings, row, zone));
    data.push(spread({ value: foot.join('　　　　　　'), alignVertical: 'bottom', height: 36 }, COLUMNS));
  }
  if (rows.length === 0) {
    data.push(spread({ value: title, fontSize: 16, fontWeight: 'bold', align: 'center' }, COLUMNS));
    data.push(spread({ value: about.join('　　'), align: 'center' }, COLUMNS));
  }
  return { name, data, widths: [14, 30, 14, 30], landscape: false, breaks };
}

/** In points: no spreadsheet makes room by itself in cells that are joined. A row may have 409 of them; Chinese characters count twice. */
function heightOf(cell: Page['rows'][number][number]): number {
  if (typeof cell !== 'string') return LEAST;
  const wide = (line: string): number => [...line].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0);
  const lines = cell.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(wide(line) / ACROSS)), 0);
  return Math.min(409, Math.max(LEAST, lines * 14 + 6));
}

/** Two short fields a line, a long one by itself. */
function fields(headings: Page['headings'], row: Page['rows'][number], zone: Calendar): Row[] {
  const lines: Row[] = [];
  let half: Row | undefined;
  for (const [i, { text, width }] of headings.entries()) {
    const label = { value: text, ...LABEL };
    const value = { ...excel(row[i] ?? '', zone), ...VALUE };
    if (width >= WIDE) {
      if (half) lines.push(filled(half));
      half = undefined;
      lines.push([label, { ...value, columnSpan: 3, height: heightOf(row[i] ?? '') }, null, null]);
    } else if (half) {
      lines.push([...half, label, value]);
      half = undefined;
    } else half = [label, value];
  }
  return half ? [...lines, filled(half)] : lines;
}

const filled = (half: Row): Row => [half[0], { ...(half[1] as object), columnSpan: 3 }, null, null];
