import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node, visit } from 'yaml';
import type { z } from 'zod';
import { DuecourseError } from '../../time/error';

/** One mistake in a file: where (from 1 on), under which name, and what to write instead. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** What errors of each kind of file are called. */
export type FileCode = 'BAD_POLICY' | 'BAD_CALENDAR' | 'BAD_CHANNELS' | 'BAD_DIRECTORY';

/** The error for a file with mistakes: one line each, `file:line:column name: what is wrong`. */
export function badFile(code: FileCode, file: string, problems: readonly Problem[]): DuecourseError {
  const inOrder = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const lines = inOrder.map(p => `${file}:${p.line}:${p.column} ${p.path && `${p.path}: `}${p.message}`);
  return new DuecourseError(code, lines.join('\n'), { file, problems: inOrder });
}

/** What keeps the text from being YAML at all: slips of syntax, keys that stand twice, aliases of nothing. */
export function syntaxProblems(document: Document, lines: LineCounter): Problem[] {
  const slips = document.errors.map(({ code, pos, message }) => ({
    offset: pos[0],
    message: code === 'DUPLICATE_KEY' ? 'this key stands here twice.' : `not YAML: ${message}.`,
  }));
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      slips.push({
        offset: startOf(alias) ?? 0,
        message: `"*${alias.source}" refers to no "&${alias.source}" above it.`,
      });
    },
  });
  return slips.map(({ offset, message }) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, path: '', message };
  });
}

/** What the schema found, with the place in the file that each mistake is at. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], document: Document, lines: LineCounter): Problem[] {
  return issues.flatMap(issue => {
    const spots =
      issue.code === 'unrecognized_keys'
        ? issue.message
            .split('\n')
            .map((message, i) => ({ message, path: [...issue.path, issue.keys[i] ?? ''], at: 'key' as const }))
        : [{ message: issue.message, path: issue.path, at: 'value' as const }];
    return spots.map(({ message, path, at }) => {
      const { line, col } = lines.linePos(offsetOf(document, path, at));
      const shown = at === 'key' ? path.slice(0, -1) : path;
      return { line, column: col, path: shown.join('.'), message };
    });
  });
}

/** Where in the text the last name of `path` (its key, or what it holds) stands; the nearest name above it where there is none. */
function offsetOf(document: Document, path: readonly PropertyKey[], at: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [i, name] of path.entries()) {
    let key: unknown;
    if (isMap(node)) {
      const pair = node.items.find(item => (isScalar(item.key) ? String(item.key.value) : item.key) === name);
      [key, node] = [pair?.key, pair?.value];
    } else {
      node = isSeq(node) ? node.items[Number(name)] : undefined;
    }
    const inside = i < path.length - 1 || at === 'key' || !isFilled(node);
    offset = (inside ? (startOf(key) ?? startOf(node)) : startOf(node)) ?? offset;
  }
  return offset;
}

function isFilled(node: unknown): boolean {
  return node !== null && node !== undefined && !(isScalar(node) && node.source === '');
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
