import type { Difference } from '../../../statechart/diff';
import type { Cli } from '../cli';

const STYLE = { added: ['+', 'green'], removed: ['-', 'red'], changed: ['~', 'yellow'] } as const;

/** What differs between two versions of a machine, a line each: `~ answering  JUDGED → handling (was → closed)`. */
export function differencesText({ say, paint }: Cli, differences: readonly Difference[]): string {
  if (differences.length === 0) return say('noDifference');
  return differences
    .map(({ change, what, where, is, was }) => {
      const [sign, colour] = STYLE[change];
      const before = was === undefined ? '' : `  (${say('wasBefore')} ${was})`;
      return paint[colour](`${sign} ${say(`diff_${what}`)} ${where || '·'}  ${is ?? ''}${before}`);
    })
    .join('\n');
}
