import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { Book } from '../../../machines/book';
import { bookOf, books } from '../../../machines/books';
import { entryOf, housePolicy } from '../../../machines/catalogue';
import { type BookFilter, casesInBook, entriesInBook } from '../../../register/book';
import type { Register } from '../../../register/open';
import { seersOf, sees } from '../../../register/sight';
import { DuecourseError } from '../../../time/error';
import type { Lang } from '../../../time/lang';
import { formatInstant } from '../../../time/zone';
import { type Cell, cellsOf, type Hand, textOf } from '../book/cells';
import { entryCells, entryColumns } from '../book/entries';
import type { Page } from '../book/page';
import { type Period, periodOf } from '../book/period';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { csv } from '../csv';
import { houseZone } from '../house-zone';
import { withRegister } from '../on-record';
import { paintFor } from '../paint';
import { during } from '../progress';
import { table } from '../render/table';
import { wordsIn } from '../words';

/** `duecourse book <name>`: a book for a period, as a workbook, as CSV or as JSON; `duecourse book list`. */
export async function book(cli: Cli, [name = 'list']: readonly string[], options: Options): Promise<void> {
  if (name === 'list') return listBooks(cli);
  const asked = bookOf(name);
  const settings = cli.settings();
  const now = Date.now();
  const zone = houseZone(settings.policy, now);
  const period = periodOf(options.from, options.to, now, zone);
  const format = formatOf(options, cli);
  const open = sees(cli.sender?.role, seersOf(housePolicy(settings.policy), asked.procedure));
  // The house's own forms are in Chinese, wherever they are printed.
  const lang: Lang = options.lang === 'en' ? 'en' : 'zh';
  const hand = { cli: { ...cli, lang, say: wordsIn(lang), paint: paintFor({}, {}) }, zone, open };
  const filter = { procedure: asked.procedure, from: period.from, to: period.to };
  const [cases, entries] = await withRegister(settings, register =>
    during(
      cli,
      cli.say('working'),
      rowsOf(register, asked, filter, hand, format === 'xlsx' || options.entries === true),
    ),
  );
  const pages = { cases: casePage(asked, cases, period, hand), entries: entryPage(asked, entries, period, hand) };
  const shown = options.entries ? pages.entries : pages.cases;
  if (format === 'json') return cli.result(documentOf(asked, period, shown, hand), () => '');
  const content =
    format === 'csv'
      ? csvOf(shown, hand)
      : await xlsxOf(asked, options.entries ? [pages.entries] : [pages.cases, pages.entries], hand);
  if (format === 'csv' && options.output === undefined) return void process.stdout.write(content);
  const file = resolve(String(options.output ?? `${asked.name}-${period.first}-${period.last}.xlsx`));
  await save(file, content);
  const rows = shown.rows.length;
  cli.result({ book: asked.name, from: period.first, to: period.last, rows, format, file }, () =>
    cli.say(options.entries ? 'entriesWritten' : 'bookWritten', {
      title: asked.title[cli.lang],
      first: period.first,
      last: period.last,
      rows,
      file,
    }),
  );
}

function listBooks(cli: Cli): void {
  const documents = books.map(({ name, title, procedure, source, layout, columns }) => ({
    name,
    title,
    procedure,
    ...(source !== undefined && { source }),
    layout,
    columns: columns.map(column => column.title),
  }));
  cli.result({ books: documents }, () =>
    table(
      cli,
      (['book', 'title', 'procedure', 'layout', 'source'] as const).map(word => cli.say(word)),
      books.map(({ name, title, procedure, layout, source = '' }) => [
        name,
        title[cli.lang],
        entryOf(procedure).procedure.title[cli.lang],
        cli.say(`layout_${layout}`),
        source,
      ]),
    ),
  );
}

type Format = 'xlsx' | 'csv' | 'json';

/** What `--format` says, or the output's name; `--json` without an output prints the book itself. @throws DuecourseError `USAGE` */
function formatOf({ format, output }: Options, { json }: Cli): Format {
  const ending = output === undefined ? '' : extname(String(output)).slice(1).toLowerCase();
  const asked =
    format ?? (ending === 'csv' || ending === 'xlsx' ? ending : json && output === undefined ? 'json' : 'xlsx');
  if (asked === 'xlsx' || asked === 'csv' || (asked === 'json' && json)) return asked;
  throw new DuecourseError('USAGE', `--format takes xlsx or csv, not "${String(asked)}".`);
}

/** The rows of the book, and of its day-by-day pages where those are wanted. */
async function rowsOf(
  { db }: Register,
  asked: Book,
  filter: BookFilter,
  hand: Hand & { readonly cli: Cli },
  withEntries: boolean,
): Promise<[Cell[][], Cell[][]]> {
  const cases: Cell[][] = [];
  const entries: Cell[][] = [];
  for await (const some of casesInBook(db, filter)) cases.push(...some.map(row => cellsOf(asked, row, hand)));
  if (!withEntries) return [cases, entries];
  const entry = entryOf(asked.procedure);
  for await (const some of entriesInBook(db, filter))
    entries.push(...some.map(line => entryCells(line, entry, asked, hand)));
  return [cases, entries];
}

function casePage(asked: Book, rows: readonly Cell[][], period: Period, hand: Hand): Page {
  const { lang, say } = hand.cli;
  return {
    name: asked.title[lang],
    title: asked.title[lang],
    about: aboutOf(asked, period, hand),
    headings: asked.columns.map(({ title, width }) => ({ text: title[lang], width })),
    rows,
    foot: [
      ...(asked.layout === 'list' ? [say('bookCount', { n: rows.length })] : []),
      ...asked.signed.map(who => say('bookSigned', { who: who[lang] })),
    ],
  };
}

function entryPage(asked: Book, rows: readonly Cell[][], period: Period, hand: Hand): Page {
  const { lang, say } = hand.cli;
  return {
    name: say('bookEntries'),
    title: `${asked.title[lang]} · ${say('bookEntries')}`,
    about: aboutOf(asked, period, hand),
    headings: entryColumns.map(({ title, width }) => ({ text: title[lang], width })),
    rows,
    foot: [say('entryCount', { n: rows.length })],
  };
}

function aboutOf({ source }: Book, { first, last }: Period, { cli: { say }, zone, open }: Hand): string[] {
  return [
    say('bookPeriod', { first, last }),
    ...(source === undefined ? [] : [say('bookSource', { source })]),
    say('bookMade', { at: formatInstant(Date.now(), zone) }),
    ...(open ? [] : [say('bookMasked')]),
  ];
}

const csvOf = ({ headings, rows }: Page, { zone }: Hand): string =>
  csv(
    headings.map(({ text }) => text),
    rows.map(row => row.map(cell => textOf(cell, zone))),
    { bom: true },
  );

function xlsxOf({ layout }: Book, [first, ...more]: readonly Page[], { cli, zone }: Hand): Promise<Buffer> {
  const { listSheet } = require('../book/list-sheet') as typeof import('../book/list-sheet');
  const { slipSheet } = require('../book/slip-sheet') as typeof import('../book/slip-sheet');
  const { workbook } = require('../book/workbook') as typeof import('../book/workbook');
  const slip = layout === 'slip' && more.length > 0;
  const sheets = [slip ? slipSheet(first!, zone) : listSheet(first!, zone), ...more.map(page => listSheet(page, zone))];
  return workbook(sheets, cli.say('bookPages'));
}

const documentOf = (
  { name, title, source }: Book,
  { first, last }: Period,
  { headings, rows }: Page,
  { zone }: Hand,
) => ({
  book: name,
  title,
  ...(source !== undefined && { source }),
  from: first,
  to: last,
  zone: zone.zone,
  headings: headings.map(({ text }) => text),
  rows: rows.map(row => row.map(cell => (typeof cell === 'object' ? new Date(cell.at).toISOString() : cell))),
});

/** @throws DuecourseError `UNWRITABLE_FILE` */
async function save(file: string, content: string | Buffer): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new DuecourseError(
      'UNWRITABLE_FILE',
      `${file} cannot be written (${reason}). Close it where it is open, or name another file: --output.`,
      { file },
    );
  }
}
