import Table from 'cli-table3';
import type { Cli } from '../cli';

const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Rows under headings, without lines; Chinese characters count as two columns wide. */
export function table(
  { paint }: Pick<Cli, 'paint'>,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const drawn = new Table({
    head: headings.map(heading => paint.dim(heading)),
    chars: BARE,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  drawn.push(...rows.map(row => [...row]));
  return drawn
    .toString()
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n');
}

/** The lines of a text, each moved right by two columns. */
export const indent = (text: string): string =>
  text
    .split('\n')
    .map(line => (line === '' ? line : `  ${line}`))
    .join('\n');
