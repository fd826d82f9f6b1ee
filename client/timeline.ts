import { FONTS } from './svg';

/** Something that happened at an instant, in words. */
export interface TimelineNote {
  readonly text: string;
  readonly look: 'plain' | 'message' | 'bad';
}

/** An instant (ms) on the axis. */
export interface TimelineInstant {
  readonly at: number;
  readonly date: string;
  readonly time: string;
  readonly notes: readonly TimelineNote[];
}

/** A stretch between two instants, by their index; one without an end goes on beyond the picture. */
export interface TimelineBar {
  readonly from: number;
  readonly to?: number;
  readonly look: 'state' | 'running' | 'paused' | 'missed';
}

export interface TimelineMark {
  readonly at: number;
  readonly look: 'warned' | 'missed' | 'message' | 'met';
  readonly text?: string;
}

export interface TimelineRow {
  readonly title: string;
  readonly bars: readonly TimelineBar[];
  readonly marks: readonly TimelineMark[];
}

/** A case over time. Rows come in groups, each under its heading. */
export interface Timeline {
  readonly title: string;
  /** Below the title: what it is a picture of, and that the axis is not to scale. */
  readonly notes: readonly string[];
  readonly instants: readonly TimelineInstant[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly TimelineRow[] }[];
  readonly legend: readonly { readonly look: TimelineBar['look'] | TimelineMark['look']; readonly text: string }[];
  /** Heading of the list of what happened. */
  readonly list: string;
}

const INK = { text: '#1f2933', dim: '#6b7785', line: '#d5dbe1', band: '#f5f7f9', bad: '#c0392b', warn: '#d9822b' };
const BAR = { state: '#a9c9ef', running: '#1f5fbf', paused: 'url(#paused)', missed: '#c0392b' } as const;
const ROW = 34;
const LINE = 19;
const NEAREST = 60;
const FARTHEST = 190;
const TAIL = 70;
const MARGIN = 24;

/**
 * The picture of a timeline as SVG. Instants are never nearer to each other than their labels need, and never so far apart that a week
 * hides a minute: the axis is in order, not to scale.
 */
export function timelineSvg({ title, notes, instants, groups, legend, list }: Timeline): string {
  const gutter = MARGIN + Math.max(120, ...groups.flatMap(({ rows }) => rows.map(row => widthOf(row.title, 13)))) + 16;
  const xs = positions(instants, gutter + 34);
  const right = (xs.at(-1) ?? gutter) + TAIL;
  const width = Math.max(right + MARGIN, 860);
  const axis = MARGIN + 34 + notes.length * LINE + 70;
  const drawn: string[] = [];
  let y = axis + 14;
  for (const { title: heading, rows } of groups) {
    drawn.push(text(MARGIN, y + 14, heading, { size: 12, fill: INK.dim }));
    y += 22;
    for (const row of rows) {
      drawn.push(...drawRow(row, y, xs, right, MARGIN, width));
      y += ROW;
    }
    y += 8;
  }
  const guides = xs.map(
    (x, i) =>
      `<line x1="${x}" y1="${axis}" x2="${x}" y2="${y}" stroke="${INK.line}"${i === 0 ? '' : ' stroke-dasharray="2 3"'}/>`,
  );
  const keys = drawLegend(legend, y + 20);
  const told = drawList(instants, list, y + 56, width);
  const height = told.bottom + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONTS}">`,
    `<defs><pattern id="paused" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#e4e8ec"/><line x1="0" y1="0" x2="0" y2="6" stroke="#9aa5b1" stroke-width="3"/></pattern></defs>`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    text(MARGIN, MARGIN + 18, title, { size: 18, weight: 'bold' }),
    ...notes.map((note, i) => text(MARGIN, MARGIN + 40 + i * LINE, note, { size: 12, fill: INK.dim })),
    ...guides,
    ...drawAxis(instants, xs, axis, right),
    ...drawn,
    ...keys,
    ...told.lines,
    '</svg>',
  ].join('\n');
}

/** The farther apart in time, the farther on the axis, but within what can be read. */
function positions(instants: readonly TimelineInstant[], first: number): number[] {
  const gaps = instants.slice(1).map(({ at }, i) => at - instants[i]!.at);
  const longest = Math.max(1, ...gaps);
  let x = first;
  return [x, ...gaps.map(gap => (x += Math.round(NEAREST + (FARTHEST - NEAREST) * (gap / longest) ** 0.5)))];
}

function drawAxis(instants: readonly TimelineInstant[], xs: readonly number[], y: number, right: number): string[] {
  return [
    `<line x1="${xs[0] ?? 0}" y1="${y}" x2="${right}" y2="${y}" stroke="${INK.text}"/>`,
    ...instants.flatMap(({ date, time }, i) => {
      const x = xs[i]!;
      return [
        ...(i === 0 || instants[i - 1]!.date !== date
          ? [text(x, y - 42, date, { size: 12, weight: 'bold', anchor: 'middle' })]
          : []),
        text(x, y - 26, time, { size: 11, anchor: 'middle' }),
        `<circle cx="${x}" cy="${y - 11}" r="8" fill="${INK.text}"/>`,
        text(x, y - 7, String(i + 1), { size: 10, fill: 'white', anchor: 'middle', weight: 'bold' }),
      ];
    }),
  ];
}

function drawRow(
  row: TimelineRow,
  y: number,
  xs: readonly number[],
  right: number,
  left: number,
  width: number,
): string[] {
  const middle = y + ROW / 2;
  return [
    `<line x1="${left}" y1="${y + ROW}" x2="${width - left}" y2="${y + ROW}" stroke="${INK.band}"/>`,
    text(left, middle + 4, row.title, { size: 13 }),
    ...row.bars.map(({ from, to, look }) => {
      const [x1, x2] = [xs[from]!, to === undefined ? right : xs[to]!];
      const tall = look === 'state' ? 16 : 8;
      // What lasts no time is still there to be seen.
      return `<rect x="${x1}" y="${middle - tall / 2}" width="${Math.max(3, x2 - x1)}" height="${tall}" rx="3" fill="${BAR[look]}"/>`;
    }),
    ...row.marks.flatMap(mark => drawMark(mark, xs[mark.at]!, middle)),
  ];
}

function drawMark({ look, text: words }: Pick<TimelineMark, 'look' | 'text'>, x: number, y: number): string[] {
  const fill = look === 'missed' ? INK.bad : look === 'warned' ? INK.warn : look === 'met' ? '#2e8b57' : INK.text;
  const shape = {
    warned: `<path d="M${x} ${y - 7}l7 12h-14z" fill="${fill}" stroke="white"/>`,
    missed: `<path d="M${x - 5} ${y - 5}l10 10m0 -10l-10 10" stroke="white" stroke-width="5"/><path d="M${x - 5} ${y - 5}l10 10m0 -10l-10 10" stroke="${fill}" stroke-width="3"/>`,
    met: `<circle cx="${x}" cy="${y}" r="6" fill="${fill}" stroke="white"/>`,
    message: `<g stroke="${fill}" fill="white"><rect x="${x - 8}" y="${y - 6}" width="16" height="12" rx="1.5"/><path d="M${x - 8} ${y - 5}l8 6l8 -6" fill="none"/></g>`,
  }[look];
  return [shape, ...(words === undefined ? [] : [text(x + 9, y - 8, words, { size: 10, fill, halo: true })])];
}

function drawLegend(legend: Timeline['legend'], y: number): string[] {
  let x = MARGIN;
  return legend.flatMap(({ look, text: words }) => {
    const isBar = look === 'state' || look === 'running' || look === 'paused' || (look === 'missed' && words === '');
    const key = isBar
      ? [`<rect x="${x}" y="${y - 4}" width="22" height="8" rx="3" fill="${BAR[look as TimelineBar['look']]}"/>`]
      : drawMark({ look: look as TimelineMark['look'] }, x + 11, y);
    const label = text(x + 28, y + 4, words, { size: 11, fill: INK.dim });
    x += 28 + widthOf(words, 11) + 22;
    return [...key, label];
  });
}

/** What happened, by the numbers on the axis. */
function drawList(
  instants: readonly TimelineInstant[],
  heading: string,
  top: number,
  width: number,
): { readonly lines: string[]; readonly bottom: number } {
  const lines = [text(MARGIN, top, heading, { size: 13, weight: 'bold' })];
  const indent = MARGIN + 165;
  let y = top + 8;
  for (const [i, { date, time, notes }] of instants.entries()) {
    y += LINE + 3;
    lines.push(
      `<circle cx="${MARGIN + 8}" cy="${y - 4}" r="8" fill="${INK.text}"/>`,
      text(MARGIN + 8, y, String(i + 1), { size: 10, fill: 'white', anchor: 'middle', weight: 'bold' }),
      text(MARGIN + 26, y, `${date} ${time}`, { size: 12, fill: INK.dim }),
    );
    const wrapped = notes.flatMap(({ text: words, look }) =>
      wrap(look === 'message' ? `✉ ${words}` : words, width - indent - MARGIN, 12).map(line => ({ line, look })),
    );
    for (const [k, { line, look }] of wrapped.entries()) {
      if (k > 0) y += LINE;
      const fill = look === 'bad' ? INK.bad : look === 'message' ? '#1f5fbf' : INK.text;
      lines.push(text(indent, y, line, { size: 12, fill }));
    }
  }
  return { lines, bottom: y };
}

interface TextLook {
  readonly size: number;
  readonly fill?: string;
  readonly weight?: 'bold';
  readonly anchor?: 'middle';
  /** White around the letters, for words upon a bar. */
  readonly halo?: boolean;
}

function text(x: number, y: number, words: string, { size, fill = INK.text, weight, anchor, halo }: TextLook): string {
  const more = `${weight ? ` font-weight="${weight}"` : ''}${anchor ? ` text-anchor="${anchor}"` : ''}`;
  const around = halo ? ' stroke="white" stroke-width="3" paint-order="stroke"' : '';
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more}${around}>${escaped(words)}</text>`;
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** As text within SVG; characters that XML does not know are left out. */
const escaped = (words: string): string =>
  words.replace(/\p{Cc}|[\ufffe\uffff]/gu, '').replace(/[&<>"']/g, each => ENTITIES[each]!);

/** Width (px) of words at a font size: a Chinese character is as wide as it is high, a Latin one a little more than half. */
const widthOf = (words: string, size: number): number =>
  [...words].reduce((sum, each) => sum + (/[\u1100-\uffef]/.test(each) ? 1 : 0.58), 0) * size;

/** Lines of at most so many px, broken between Chinese characters and at spaces. */
function wrap(words: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of words.match(/[\u1100-\uffef]|[^\s\u1100-\uffef]+\s*|\s+/g) ?? []) {
    if (line !== '' && widthOf(line + part, size) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  return [...lines, line.trimEnd()];
}
