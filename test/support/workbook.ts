import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';

export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** A workbook as another program reads it, and the parts that its file is made of. */
export async function workbookIn(
  file: string,
): Promise<{ readonly sheets: readonly ReadSheet[]; readonly parts: { readonly [name: string]: string } }> {
  const read = require('read-excel-file/node') as (
    file: string,
  ) => Promise<readonly { readonly sheet: string; readonly data: ReadSheet['rows'] }[]>;
  const sheets = (await read(file)).map(({ sheet, data }) => ({ name: sheet, rows: data }));
  const parts = Object.fromEntries(
    Object.entries(unzipSync(readFileSync(file))).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
  );
  return { sheets, parts };
}
