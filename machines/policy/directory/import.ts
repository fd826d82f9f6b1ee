import { parseDocument } from 'yaml';
import { badFile, type Problem } from '../problems';
import { didYouMean } from '../suggest';
import { crossProblems } from './cross';
import { type Cell, csvCells } from './csv-cells';
import { type Column, cellSchemas, columnOf, columns } from './csv-columns';
import { type DirectoryFile, parseDirectory, type Reading } from './load';
import { putPerson } from './put-person';

/** The directory with what a CSV says, and what that changes; people by their ids. */
export interface Imported {
  readonly text: string;
  readonly directory: DirectoryFile;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** In the CSV, and as they were. */
  readonly unchanged: readonly string[];
  /** Not in the CSV: they stay. */
  readonly left: readonly string[];
}

/** A row: what its cells say, and where they stand. */
interface Row {
  readonly values: { readonly [column in Column]?: unknown };
  readonly cells: { readonly [column in Column]?: Cell };
  readonly start: Cell;
}

/** What everybody has. */
const REQUIRED = ['id', 'name', 'roles'] as const;

/** What a new file begins with. */
const HEAD = '# 人员名录 · the people of the house: docs/directory.md\npeople: []\n';

/**
 * Puts what stands in a CSV (first line: names of columns, in Chinese or English) into the directory `current`, whose comments and order stay.
 * Columns that the CSV does not have stay as they are, an empty cell takes away what was there; people whom it does not name stay.
 * @throws DuecourseError `BAD_DIRECTORY` with every mistake of the CSV at once, or those of the file as it is; neither repeats what was written
 */
export function importPeople(
  csv: { readonly text: string; readonly file: string },
  current: { readonly text: string | undefined; readonly file: string },
  reading: Reading,
): Imported {
  const before = parseDirectory(current.text ?? HEAD, current.file, reading);
  const rows = rowsOf(csv, reading, before);
  const document = parseDocument(current.text ?? HEAD);
  for (const { values, cells } of rows) putPerson(document, values, Object.keys(cells) as Column[]);
  const text = document.toString({ lineWidth: 0 });
  const directory = parseDirectory(text, current.file, reading);
  const was = new Map(before.people.map(person => [person.id, JSON.stringify(person)]));
  const is = new Map(directory.people.map(person => [person.id, JSON.stringify(person)]));
  const named = rows.map(({ values }) => String(values.id));
  return {
    text,
    directory,
    added: named.filter(id => !was.has(id)),
    changed: named.filter(id => was.has(id) && was.get(id) !== is.get(id)),
    unchanged: named.filter(id => was.get(id) === is.get(id)),
    left: before.people.map(({ id }) => id).filter(id => !named.includes(id)),
  };
}

function rowsOf(
  { text, file }: { readonly text: string; readonly file: string },
  reading: Reading,
  before: DirectoryFile,
): readonly Row[] {
  const problems: Problem[] = [];
  const complain = ({ line, column }: Pick<Cell, 'line' | 'column'>, path: string, message: string) =>
    void problems.push({ line, column, path, message });
  const [heading = [], ...lines] = csvCells(text, file);
  const known = headings(heading, complain);
  if (problems.length > 0) throw badFile('BAD_DIRECTORY', file, problems);

  const schemas = cellSchemas(reading.addresses);
  const rows = lines.map((cells): Row => {
    const start = cells[0]!;
    if (cells.length !== known.length)
      complain(start, '', `this line has ${cells.length} cells, and the first line ${known.length}.`);
    const row: { values: { [column in Column]?: unknown }; cells: { [column in Column]?: Cell } } = {
      values: {},
      cells: {},
    };
    for (const [i, cell] of cells.slice(0, known.length).entries()) {
      const column = known[i]!;
      row.cells[column] = cell;
      if (cell.text === '') continue;
      const result = schemas[column].safeParse(cell.text);
      if (result.success) row.values[column] = result.data;
      else complain(cell, heading[i]!.text, result.error.issues[0]!.message);
    }
    return { ...row, start };
  });
  const old = new Set(before.people.map(({ id }) => id));
  for (const { values, cells, start } of rows) {
    // Of those who are there already a column may be left out; none may be emptied.
    const needed = old.has(String(values.id)) ? REQUIRED.filter(column => cells[column]) : REQUIRED;
    for (const column of needed)
      if ((cells[column]?.text ?? '') === '') complain(cells[column] ?? start, column, 'is missing.');
    const { from, to } = values as { readonly from?: string; readonly to?: string };
    if (from !== undefined && to !== undefined && to < from.slice(0, to.length))
      complain(cells.to!, 'to', `is before "from".`);
  }
  for (const { row, field, message } of among(rows, before)) complain(row.cells[field] ?? row.start, field, message);
  if (problems.length > 0) throw badFile('BAD_DIRECTORY', file, problems);
  return rows;
}

function headings(
  heading: readonly Cell[],
  complain: (cell: Cell, path: string, message: string) => void,
): readonly Column[] {
  const names = Object.values(columns).flat();
  const found = heading.map(cell => columnOf(cell.text));
  for (const [i, cell] of heading.entries()) {
    const known = Object.values(columns).map(([en, zh]) => `${en} ${zh}`);
    if (found[i] === undefined)
      complain(cell, '', `is no column${didYouMean(cell.text, names) || '.'} Columns: ${known.join(', ')}.`);
    else if (found.indexOf(found[i]) !== i) complain(cell, '', 'this column stands here twice.');
  }
  const first = heading[0] ?? { text: '', line: 1, column: 1 };
  if (!found.includes('id')) complain(first, '', 'there is no column "id" (工号): it says who a line is about.');
  return found.map(column => column ?? 'id');
}

/** What is wrong among the people as they would be: those of the CSV come first, so that it is said of them. */
function among(rows: readonly Row[], { people }: DirectoryFile) {
  const named = new Set(rows.map(({ values }) => values.id));
  const said = rows.map(({ values, cells }) => {
    const old = people.find(({ id }) => id === values.id);
    return { id: values.id, deputy: cells.deputy ? values.deputy : old?.deputy };
  });
  return crossProblems([...said, ...people.filter(({ id }) => !named.has(id))]).flatMap(({ person, ...problem }) => {
    const row = rows[person];
    return row ? [{ row, ...problem }] : [];
  });
}
