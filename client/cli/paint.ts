const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Style = keyof typeof codes;
export type Paint = { readonly [style in Style]: (text: string) => string };

/** Colours for a stream that is a terminal and where nobody asked for none (`NO_COLOR`, `TERM=dumb`); plain text otherwise. */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const colours = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const styles = Object.entries(codes).map(([style, [on, off]]) => [
    style,
    (text: string) => (colours && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text),
  ]);
  return Object.fromEntries(styles) as Paint;
}
