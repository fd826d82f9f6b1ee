/** A table in Markdown; `|` and line breaks within a cell are written so that they stay in it. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', '<br>');

export const code = (text: string): string => `\`${text}\``;

export const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** Parts with an empty line between them; empty parts are left out. */
export const paragraphs = (...parts: readonly string[]): string => parts.filter(part => part !== '').join('\n\n');

/**
 * A document in which the text between `<!-- name -->` and `<!-- /name -->` is `text`.
 * @throws Error if the document has no such place
 */
export function withBlock(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`There is no place ${begin} … ${end}.`);
  return `${document.slice(0, from + begin.length)}\n${text}\n${document.slice(to)}`;
}
