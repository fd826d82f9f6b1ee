import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { DuecourseError } from '../../time/error';
import { badFile, type FileCode, problemsOf, syntaxProblems } from './problems';

/** A sound file with a way to complain about what only shows when it is taken together with others. */
export interface Sound<T> {
  readonly data: T;
  /** @throws DuecourseError with every issue's place in the file; nothing if there are none */
  refuse(issues: readonly z.core.$ZodIssue[]): void;
}

/**
 * The YAML in `text` as `schema` has it; `file` is how messages name it.
 * @throws DuecourseError `code` with every mistake of the file at once, each with line, column, and what to write instead
 */
export function parseYaml<S extends z.ZodType>(
  text: string,
  { file, code, schema }: { readonly file: string; readonly code: FileCode; readonly schema: S },
): Sound<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.contents === null && document.errors.length === 0) {
    throw badFile(code, file, [{ line: 1, column: 1, path: '', message: 'the file is empty.' }]);
  }
  const slips = syntaxProblems(document, lines);
  // A key that stands twice leaves the rest of the file readable; after any other slip the rest would be guesswork.
  if (slips.length > document.errors.filter(error => error.code === 'DUPLICATE_KEY').length)
    throw badFile(code, file, slips);
  const result = schema.safeParse(toData(document, file, code));
  const problems = [...slips, ...problemsOf(result.error?.issues ?? [], document, lines)];
  if (!result.success || problems.length > 0) throw badFile(code, file, problems);
  return {
    data: result.data,
    refuse: issues => {
      if (issues.length > 0) throw badFile(code, file, problemsOf(issues, document, lines));
    },
  };
}

/** @throws DuecourseError `code` with the system's reason */
export function readText(path: string, code: FileCode, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new DuecourseError(code, `${path}: the ${what} cannot be read (${reason}).`, { file: path });
  }
}

/** Aliases that multiply beyond reason are refused by the YAML library, and only when the data is built. */
function toData(document: Document, file: string, code: FileCode): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const message = `not YAML: ${(error as Error).message}.`;
    throw badFile(code, file, [{ line: 1, column: 1, path: '', message }]);
  }
}
