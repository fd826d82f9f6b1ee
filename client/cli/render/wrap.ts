/** Wide characters (Chinese, full-width punctuation) take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (WIDE.test(char) ? 2 : 1), 0);

/** A text with no line wider than `width` columns. Broken between words, and between any two wide characters; lines there are stay. */
export const wrap = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap(line => wrapLine(line, Math.max(20, width)))
    .join('\n');

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const [piece] of line.matchAll(new RegExp(`${WIDE.source}|\\s+|[^\\s]`, 'gu'))) {
    if (widthOf(current + piece) <= width) {
      current += piece;
      continue;
    }
    // A word that has begun on this line moves to the next as a whole, if it fits there.
    const word = /[^\s\u1100-\u{3fffd}]+$/u.exec(current)?.[0] ?? '';
    const moves = word !== '' && word.length < current.length && !/^\s/.test(piece) && !WIDE.test(piece);
    lines.push((moves ? current.slice(0, -word.length) : current).trimEnd());
    current = moves ? word + piece : piece.trimStart();
  }
  return [...lines, current.trimEnd()];
}
