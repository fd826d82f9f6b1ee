/** What a spreadsheet would take for a formula, wherever it stands in the cell's beginning. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Rows under headings as CSV (RFC 4180, lines ended by CRLF). A cell that a spreadsheet would take for a formula gets an apostrophe
 * before it. `bom` for files that Excel opens: without it, it takes Chinese for something else.
 */
export function csv(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { bom = false }: { readonly bom?: boolean } = {},
): string {
  return `${bom ? '\ufeff' : ''}${[headings, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
