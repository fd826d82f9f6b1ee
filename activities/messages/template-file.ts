import { Liquid, type Template } from 'liquidjs';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { formatInstant, type Zone } from '../../time/zone';

/** A mistake in a template: where (from 1 on), and what to write instead. */
export interface Slip {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A piece of text with its variables, and the line of the file on which it begins. */
export interface Piece {
  readonly parsed: Template[];
  readonly line: number;
}

/** What a channel's entry in the front matter says. */
export interface ChannelPiece {
  readonly line: number;
  readonly id: string;
  readonly params?: readonly Piece[] | { readonly [name: string]: Piece };
}

export interface TemplateFile {
  readonly subject?: Piece;
  readonly body: Piece;
  readonly channels: { readonly [channel: string]: ChannelPiece };
}

/** What templates are written in: strict, with `| instant`, and without the tags that read other files. */
export function liquidIn(zone: Zone): Liquid {
  const engine = new Liquid({ strictVariables: true, lenientIf: true, strictFilters: true, ownPropertyOnly: true });
  for (const tag of ['include', 'render', 'layout', 'block']) delete engine.tags[tag];
  engine.registerFilter('instant', (at: unknown) => {
    if (typeof at !== 'number') throw new Error('`| instant` is for instants only');
    return formatInstant(at, zone);
  });
  return engine;
}

/** Reads a template file; `file` is there when nothing is wrong with it. Never throws: every mistake is a slip. */
export function readTemplate(engine: Liquid, source: string): { file?: TemplateFile; slips: readonly Slip[] } {
  const slips: Slip[] = [];
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const match = /^---\n([\s\S]*?\n)?---(?:\n|$)([\s\S]*)$/.exec(text);
  if (!match && text.startsWith('---'))
    slips.push({ line: 1, column: 1, message: 'the front matter has no end; write `---` on a line of its own.' });
  const head = match?.[1] ?? '';
  const before = match ? text.length - match[2]!.length : 0;
  const read = (piece: string, line: number) => pieceOf(engine, piece, line, slips);
  const body = read(match?.[2] ?? text, text.slice(0, before).split('\n').length);
  if ((match?.[2] ?? text).trim() === '') slips.push({ line: body.line, column: 1, message: 'there is no text.' });
  let subject: Piece | undefined;
  const lines = head.split('\n');
  for (const [i, line] of lines.entries()) {
    const [, key, rest = ''] = /^([^\s#][^:]*)(?::[ \t]*(.*))?$/.exec(line) ?? [];
    if (key === undefined || key === 'channels') continue;
    if (key === 'subject') subject = read(rest, i + 2);
    else slips.push({ line: i + 2, column: 1, message: `"${key}" is not known here; there are: subject, channels.` });
  }
  const channels = channelsOf(lines, read, slips);
  return slips.length > 0 ? { slips } : { file: { ...(subject && { subject }), body, channels }, slips };
}

function pieceOf(engine: Liquid, text: string, line: number, slips: Slip[]): Piece {
  for (const { 0: whole, 1: inside = '', index } of text.matchAll(/\{\{-?([\s\S]*?)-?\}\}/g)) {
    if (/^\s*(?:"[^"]*"|'[^']*'|[^\s|"']+)\s*(?:\||$)/.test(inside)) continue;
    const message = `${whole} is not a variable with filters; write e.g. {{ due | instant }}.`;
    slips.push({ ...placeIn(text, index, line), message });
  }
  try {
    return { parsed: engine.parse(text), line };
  } catch (error) {
    slips.push(slipOf(error, line));
    return { parsed: [], line };
  }
}

function placeIn(text: string, index: number, line: number): Pick<Slip, 'line' | 'column'> {
  const rows = text.slice(0, index).split('\n');
  return { line: line + rows.length - 1, column: rows.at(-1)!.length + 1 };
}

/** A mistake that LiquidJS found in a piece that begins on `line`. */
export function slipOf(error: unknown, line: number): Slip {
  const { token, message = String(error) } = error as { token?: { getPosition?(): number[] }; message?: string };
  const [row = 1, column = 1] = token?.getPosition?.() ?? [];
  return { line: line + row - 1, column, message: `${message.replace(/, (file|line):.*$/s, '')}.` };
}

type Read = (text: string, line: number) => Piece;

/** The block `channels:` of the front matter, as YAML. */
function channelsOf(lines: readonly string[], read: Read, slips: Slip[]): TemplateFile['channels'] {
  const begin = lines.findIndex(line => /^channels:/.test(line));
  if (begin < 0) return {};
  const length = lines.slice(begin + 1).findIndex(line => /^[^\s#]/.test(line));
  const block = lines.slice(begin, length < 0 ? undefined : begin + 1 + length).join('\n');
  const counter = new LineCounter();
  const document = parseDocument(block, { lineCounter: counter });
  const at = (offset = 0) => ({ line: counter.linePos(offset).line + begin + 1, column: counter.linePos(offset).col });
  const say = (node: unknown, message: string) =>
    void slips.push({ ...at((node as Node | null)?.range?.[0]), message });
  for (const { pos, code } of document.errors) slips.push({ ...at(pos[0]), message: `not YAML (${code}).` });
  if (document.errors.length > 0) return {};
  const map = document.get('channels', true);
  if (!isMap(map)) {
    say(
      map,
      'channels must name a channel; write e.g. `sms: { id: SMS_123, params: { due: "{{ due | instant }}" } }`.',
    );
    return {};
  }
  const piece = (node: unknown): Piece =>
    read(String(isScalar(node) ? node.value : ''), at((node as Node | null)?.range?.[0]).line);
  return Object.fromEntries(
    map.items.flatMap(({ key, value }) => {
      const name = String(isScalar(key) ? key.value : key);
      const id = isMap(value) ? value.get('id') : undefined;
      if (!isMap(value) || (typeof id !== 'string' && typeof id !== 'number') || String(id).trim() === '') {
        say(key, `channels.${name}.id is missing: the provider's template id.`);
        return [];
      }
      for (const { key: other } of value.items)
        if (isScalar(other) && other.value !== 'id' && other.value !== 'params')
          say(other, `channels.${name}.${String(other.value)} is not known here; there are: id, params.`);
      const given = value.get('params', true);
      const params = isSeq(given) ? given.items.map(piece) : isMap(given) ? mapped(given.items, piece) : undefined;
      if (given !== undefined && params === undefined)
        say(given, `channels.${name}.params must be a list [a, b] or names with values { name: value }.`);
      const line = at((key as Node | null)?.range?.[0]).line;
      return [[name, { line, id: String(id), ...(params && { params }) }]];
    }),
  );
}

const mapped = (items: readonly { key: unknown; value: unknown }[], piece: (node: unknown) => Piece) =>
  Object.fromEntries(items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), piece(value)]));
