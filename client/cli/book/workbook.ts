import type { CellObject, Feature, Row, SheetData } from 'write-excel-file/node' with { 'resolution-mode': 'import' };

export type { CellObject, Row };

/** The library's only function, as its CommonJS build has it. */
type Write = (
  sheets: readonly object[],
  options: { readonly fontFamily: string; readonly fontSize: number; readonly features: readonly Feature<unknown>[] },
) => { toBuffer(): Promise<Buffer> };

/** A sheet with how it is printed: on A4, as wide as the page, its heading repeated, its pages numbered. */
export interface PrintedSheet {
  readonly name: string;
  readonly data: SheetData;
  /** In characters. */
  readonly widths: readonly number[];
  /** The row (from 1) of the headings, which every printed page begins with. */
  readonly heading?: number;
  readonly landscape: boolean;
  /** A page ends after each of these rows (from 1). */
  readonly breaks: readonly number[];
}

/** What stands at the foot of each page; `&P` and `&N` are Excel's signs for its number and how many there are. */
export type PageNumbers = string;

/** The workbook as the bytes of an .xlsx file. */
export async function workbook(sheets: readonly PrintedSheet[], pageNumbers: PageNumbers): Promise<Buffer> {
  const write = require('write-excel-file/node') as Write;
  return write(
    sheets.map(({ name, data, widths, heading }) => ({
      data,
      sheet: tabName(name),
      columns: widths.map(width => ({ width })),
      orientation: 'landscape' as const,
      showGridLines: false,
      ...(heading !== undefined && { stickyRowsCount: heading }),
    })),
    { fontFamily: 'SimSun', fontSize: 10, features: [printing(sheets, pageNumbers)] },
  ).toBuffer();
}

/** What the library has no options for, put into the parts of the file by hand, in the order that their schema wants. */
function printing(sheets: readonly PrintedSheet[], pageNumbers: PageNumbers): Feature<unknown> {
  const names = sheets
    .map(({ name, heading }, i) =>
      heading === undefined
        ? ''
        : `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${xml(tabName(name))}'!$${heading}:$${heading}</definedName>`,
    )
    .join('');
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: content =>
            content.replace('<definedNames/>', names === '' ? '' : `<definedNames>${names}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _: unknown, { sheetIndex }: { readonly sheetIndex: number }) => {
            const { landscape, breaks } = sheets[sheetIndex]!;
            const setup = `<pageSetup paperSize="9" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`;
            const foot = `<headerFooter><oddFooter>${xml(`&C${pageNumbers}`)}</oddFooter></headerFooter>`;
            return content
              .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
              .replace('<pageMargins', '<printOptions horizontalCentered="1"/><pageMargins')
              .replace(/<pageSetup [^>]*\/>/, `${setup}${foot}${rowBreaks(breaks)}`);
          },
        },
      },
    },
  };
}

const rowBreaks = (breaks: readonly number[]): string =>
  breaks.length === 0
    ? ''
    : `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${breaks
        .map(row => `<brk id="${row}" max="16383" man="1"/>`)
        .join('')}</rowBreaks>`;

/** Excel takes 31 characters, and none of these. */
const tabName = (name: string): string =>
  name
    .replaceAll('/', '／')
    .replace(/[[\]:*?\\']/g, ' ')
    .slice(0, 31);

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
