import type { Entry } from '../../../machines/catalogue';
import type { JournalEntry, Text } from '../../../statechart/types';
import type { Cli } from '../cli';
import { labelById, roleTitle, same } from '../labels';
import type { Word } from '../words';

type ClockEntry = Extract<JournalEntry, { type: 'clock' }>;

const MOMENTS: { readonly [what in ClockEntry['what']]: Word } = {
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

/** One entry in words, without its time, sender and rule. */
export function whatHappened(cli: Cli, entry: Entry, line: JournalEntry): string {
  const { lang, say, paint } = cli;
  switch (line.type) {
    case 'event': {
      const title = entry.schema.events[line.event]?.title ?? ownEvent(cli, entry, line.event);
      return title[lang] + destination(cli, entry, line);
    }
    case 'clock': {
      const words = clockWords(cli, entry, line);
      return line.what === 'missed' || line.what === 'met-late' ? paint.red(words) : words;
    }
    case 'emitted':
      return `${say('emitted')} ${(line.event as { readonly type: string }).type}`;
    case 'incident':
      return paint.red(`${say('incident')} ${line.actor}: ${line.error}`);
    case 'migrated':
      return `${entry.procedure.name} ${line.from} → ${line.to} (${line.reason})`;
    case 'repair':
      return `${say('repaired')} ${line.what} ${line.target ?? ''} (${line.reason})`;
    case 'refused':
      return paint.yellow(`${say('refused')} ${line.event} (${line.code})`);
    case 'action':
      return paint.red(`${line.action} ${say('actionFailed')}: ${line.error}`);
  }
}

/** ` → 维修中`: the states that an event led to; nothing where it moved none. */
export function destination({ lang, paint }: Cli, { procedure }: Entry, line: JournalEntry): string {
  const to = line.type === 'event' ? (line.moves.at(-1)?.to ?? []) : [];
  const states = to.map(id => labelById(procedure.machine, id).title[lang]);
  return states.length > 0 ? ` ${paint.dim('→')} ${states.join(', ')}` : '';
}

/** `答复期限：提醒 50 %`, `答复期限：上报 → 总经理`. */
function clockWords({ lang, say }: Cli, { procedure }: Entry, { clock, what, share, level }: ClockEntry): string {
  const title = procedure.clocks[clock]?.title[lang] ?? clock;
  return [
    `${title}${lang === 'zh' ? '：' : ': '}${say(MOMENTS[what])}`,
    ...(share === undefined ? [] : [`${Math.round(share * 100)} %`]),
    ...(level === undefined ? [] : [`→ ${roleTitle(level)[lang]}`]),
  ].join(' ');
}

/** Events of the case itself: its start, its waits, what its work answered. */
function ownEvent(cli: Cli, { procedure }: Entry, type: string): Text {
  if (type === 'start') return same(cli.say('opened'));
  return procedure.timerTitles[type]?.title ?? same(type);
}
