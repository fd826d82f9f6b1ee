import type { Entry } from '../../../machines/catalogue';
import type { PolicySlice } from '../../../statechart/policy';
import type { Moment } from '../../../statechart/simulate';
import type { JournalEntry } from '../../../statechart/types';
import { formatDuration } from '../../../time/duration';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import { roleTitle } from '../labels';
import type { MomentDocument } from '../simulation';
import { isEcho, whatHappened } from './journal-words';
import { person } from './people';
import { table } from './table';

interface Told {
  readonly moments: readonly Moment[];
  readonly documents: readonly MomentDocument[];
  readonly policy: PolicySlice;
  readonly ends: 'done' | 'waits' | 'until';
}

/** Every instant: what happened, who is told what, which rule or limit it comes from. */
export function simulationText(cli: Cli, entry: Entry, { moments, documents, policy, ends }: Told): string {
  const { say, lang, paint } = cli;
  const rows = moments.flatMap(({ at, entries }, i) => {
    const happened = entries.filter((line, k) => !isEcho(entries[k - 1], line));
    const messages = (documents[i]?.messages ?? []).map(({ template, to }) => [
      `✉ ${to.map(role => roleTitle(role)[lang]).join(lang === 'zh' ? '、' : ', ')}  ${paint.cyan(template)}`,
      '',
    ]);
    const lines = [
      ...happened.map(line => [words(cli, entry, line), reasonOf(cli, entry, line, entries, policy)]),
      ...messages,
    ];
    return lines.map(([what = '', why = ''], k) => [k === 0 ? formatInstant(at, policy.zone) : '', what, why]);
  });
  const headings = (['time', 'what', 'rule'] as const).map(word => say(word));
  return [table(cli, headings, rows), '', say(`ends_${ends}`)].join('\n');
}

const words = (cli: Cli, entry: Entry, line: JournalEntry): string => {
  const who = 'by' in line && line.by ? `${person(line.by, cli.lang)}  ` : '';
  return who + whatHappened(cli, entry, line);
};

/** The article that was followed, or the limit that ran out. */
function reasonOf(
  { lang }: Cli,
  entry: Entry,
  line: JournalEntry,
  all: readonly JournalEntry[],
  policy: PolicySlice,
): string {
  if (line.type === 'clock') {
    const clock = entry.procedure.clocks[line.clock];
    const echo = all[all.indexOf(line) + 1];
    const rules = echo && isEcho(line, echo) ? rulesOf(echo) : [];
    const limit = clock?.limit?.({ policy });
    const cited = [...new Set([...rules, ...(clock?.rule === undefined ? [] : [clock.rule])])].join(', ');
    return [cited || '◇', limit && formatDuration(limit, lang)].filter(Boolean).join('  ');
  }
  return rulesOf(line).join(', ');
}

const rulesOf = (line: JournalEntry): string[] =>
  line.type === 'event' ? [...new Set(line.moves.flatMap(({ rule }) => (rule === undefined ? [] : [rule])))] : [];
