import type { Entry } from '../../../machines/catalogue';
import type { JournalEntry, Json, Text } from '../../../statechart/types';
import type { Calendar } from '../../../time/add';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import { fieldsOf } from '../fields/model';
import { labelById, roleTitle, same } from '../labels';
import type { Word } from '../words';
import { person } from './people';
import { indent, table } from './table';

const MOMENTS: { readonly [what in Extract<JournalEntry, { type: 'clock' }>['what']]: Word } = {
  started: 'startedMoment',
  paused: 'paused',
  resumed: 'resumed',
  warned: 'warned',
  missed: 'missed',
  escalated: 'escalated',
  met: 'met',
  'met-late': 'met-late',
  cancelled: 'cancelled',
};

/** Entries as lines: when (in the case's zone), who, what, which rule. `data` says what was told with an event as well. */
export function journalTable(
  cli: Cli,
  entry: Entry,
  journal: readonly JournalEntry[],
  zone: Calendar,
  { data = false }: { readonly data?: boolean } = {},
): string {
  const rows = journal.map(line => [
    formatInstant(line.at, zone),
    'by' in line ? person(line.by, cli.lang) : '',
    whatHappened(cli, entry, line) + (data && line.type === 'event' ? told(cli, entry, line.event, line.data) : ''),
    rulesOf(line),
  ]);
  return indent(
    table(
      cli,
      (['time', 'who', 'what', 'rule'] as const).map(word => cli.say(word)),
      rows,
    ),
  );
}

function whatHappened(cli: Cli, { procedure, schema }: Entry, line: JournalEntry): string {
  const { lang, say, paint } = cli;
  switch (line.type) {
    case 'event': {
      const target = line.moves.at(-1)?.to.map(id => labelById(procedure.machine, id).title[lang]) ?? [];
      const title = schema.events[line.event]?.title ?? ownEvent(cli, procedure, line.event);
      return [title[lang], ...(target.length > 0 ? [paint.dim('→'), target.join(', ')] : [])].join(' ');
    }
    case 'clock': {
      const title = procedure.clocks[line.clock]?.title[lang] ?? line.clock;
      const share = line.share === undefined ? '' : ` ${Math.round(line.share * 100)} %`;
      const level = line.level === undefined ? '' : ` → ${roleTitle(line.level)[lang]}`;
      const words = `${title}${lang === 'zh' ? '：' : ': '}${say(MOMENTS[line.what])}${share}${level}`;
      return line.what === 'missed' || line.what === 'met-late' ? paint.red(words) : words;
    }
    case 'emitted':
      return `${say('emitted')} ${(line.event as { readonly type: string }).type}`;
    case 'refused':
      return paint.yellow(`${say('refused')} ${line.event} (${line.code})`);
    case 'action':
      return paint.red(`${line.action} ${say('actionFailed')}: ${line.error}`);
  }
}

/** Events of the case itself: its start, its clocks, its waits, what its work answered. */
function ownEvent(cli: Cli, procedure: Entry['procedure'], type: string): Text {
  if (type === 'start') return { zh: '登记', en: 'Opened' };
  const [, clock, moment] = /^clock\.(.+)\.(warned|missed|escalated)$/.exec(type) ?? [];
  const title = clock === undefined ? undefined : procedure.clocks[clock]?.title;
  if (title && moment) {
    const word = cli.say(MOMENTS[moment as 'warned' | 'missed' | 'escalated']);
    return { zh: `${title.zh}：${word}`, en: `${title.en}: ${word}` };
  }
  const wait = procedure.timerTitles[type];
  return wait === undefined ? same(type) : textOf(wait);
}

/** Titles of waits are written `中文 · English`. */
function textOf(words: string): Text {
  const [zh = words, en = zh] = words.split(' · ');
  return { zh, en };
}

function told(cli: Cli, { schema }: Entry, event: string, data: Json | undefined): string {
  const known = schema.events[event];
  if (!known || typeof data !== 'object' || data === null || Array.isArray(data)) return '';
  const titles = new Map(fieldsOf(known.data).map(({ path, title }) => [path, title[cli.lang]]));
  return Object.entries(data)
    .map(
      ([name, value]) =>
        `\n${cli.paint.dim(`${titles.get(name) ?? name}:`)} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join('');
}

function rulesOf(line: JournalEntry): string {
  if (line.type !== 'event') return '';
  return [...new Set(line.moves.flatMap(({ rule }) => (rule === undefined ? [] : [rule])))].join(', ');
}
