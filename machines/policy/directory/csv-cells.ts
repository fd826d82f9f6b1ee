import { badFile, type Problem } from '../problems';

/** A cell as it is meant, with its place in the file (from 1 on). */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The cells of a CSV (RFC 4180: quotes, doubled quotes, line breaks within them; lines end by LF or CRLF), a byte order mark aside and lines
 * without anything left out. What begins like a formula is text like any other.
 * @throws DuecourseError `BAD_DIRECTORY` where a quote is not closed, or text follows one that is
 */
export function csvCells(source: string, file: string): readonly (readonly Cell[])[] {
  const text = source.replace(/^\ufeff/, '');
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let [at, line, lineStart] = [0, 1, 0];
  const refuse = (problem: Omit<Problem, 'path'>): never => {
    throw badFile('BAD_DIRECTORY', file, [{ ...problem, path: '' }]);
  };
  while (at < text.length) {
    const place = { line, column: at - lineStart + 1 };
    let value = '';
    if (text[at] === '"') {
      const end = closingQuote(text, at);
      if (end < 0) refuse({ ...place, message: 'this quote is never closed.' });
      const inner = text.slice(at + 1, end);
      value = inner.replaceAll('""', '"');
      const breaks = inner.split('\n').length - 1;
      line += breaks;
      if (breaks > 0) lineStart = at + 1 + inner.lastIndexOf('\n') + 1;
      at = end + 1;
      if (at < text.length && !/[,\r\n]/.test(text[at]!))
        refuse({ line, column: at - lineStart + 1, message: 'after a closed quote there must be a comma.' });
    } else {
      const end = text.slice(at).search(/[,\r\n]/);
      value = end < 0 ? text.slice(at) : text.slice(at, at + end);
      at += value.length;
    }
    row.push({ text: value.trim(), ...place });
    if (text[at] === ',') {
      at++;
      if (at === text.length) row.push({ text: '', line, column: at - lineStart + 1 });
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
    lineStart = at;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows.filter(cells => cells.some(cell => cell.text !== ''));
}

function closingQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at++;
  }
  return -1;
}
