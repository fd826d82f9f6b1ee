import type { Calendar } from '../../../time/add';
import { formatLeft } from '../../../time/duration';
import { formatInstant } from '../../../time/zone';
import type { DeadlineDocument } from '../case-document';
import type { Cli } from '../cli';
import type { Word } from '../words';
import { indent, table } from './table';

const STATUS: { readonly [status in DeadlineDocument['status']]: Word } = {
  running: 'running',
  paused: 'paused',
  waiting: 'waitingClock',
  missed: 'missed',
  met: 'met',
  'met-late': 'met-late',
  cancelled: 'cancelled',
};

/** The deadlines that still matter, then those that are over, each a line. */
export function deadlinesTable(cli: Cli, deadlines: readonly DeadlineDocument[], zone: Calendar): string {
  const rows = [...deadlines.filter(isOpen), ...deadlines.filter(deadline => !isOpen(deadline))].map(deadline => [
    deadline.title[cli.lang],
    dueOf(cli, deadline, zone),
    leftOf(cli, deadline) + pauseOf(cli, deadline, zone),
    deadline.rule ?? '',
  ]);
  const headings = (['deadline', 'due', 'left', 'rule'] as const).map(word => cli.say(word));
  return indent(table(cli, headings, rows));
}

function dueOf({ say, paint }: Cli, { due, provisional }: DeadlineDocument, zone: Calendar): string {
  if (due === undefined) return '';
  const at = formatInstant(Date.parse(due), zone);
  return provisional ? `${at} ${paint.yellow(say('provisional'))}` : at;
}

/** On lines of its own below what is left: why it is paused, since when, and until when at the longest. */
function pauseOf({ say, paint, lang }: Cli, { status, pause }: DeadlineDocument, zone: Calendar): string {
  if (status !== 'paused' || !pause) return '';
  const [since, until] = [pause.since, pause.until].map(at => at && formatInstant(Date.parse(at), zone));
  const lines = [
    pause.title[lang],
    `${say('since')} ${since}`,
    ...(until === undefined ? [] : [say('pausedAtMost', { until })]),
  ];
  return lines.map(line => `\n${paint.dim(line)}`).join('');
}

const isOpen = ({ leftMs }: DeadlineDocument): boolean => leftMs !== undefined;

/** What is left, or how it ended; a paused clock keeps what it has. */
export function leftOf(
  cli: Cli,
  { status, leftMs, working }: Pick<DeadlineDocument, 'status' | 'leftMs' | 'working'>,
): string {
  const word = cli.say(STATUS[status]);
  if (leftMs === undefined) return status === 'met-late' ? cli.paint.red(word) : cli.paint.dim(word);
  const left = formatLeft(leftMs, cli.lang, working && status === 'paused');
  if (status === 'paused') return cli.paint.yellow(cli.lang === 'zh' ? `${word}，${left}` : `${word}, ${left}`);
  return leftMs < 0 ? cli.paint.red(left) : left;
}
