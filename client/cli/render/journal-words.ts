import type { Entry } from '../../../machines/catalogue';
import type { JournalEntry, Text } from '../../../statechart/types';
import { formatLeft } from '../../../time/duration';
import { BEGINNING, formatInstant, type Zone } from '../../../time/zone';
import type { Cli } from '../cli';
import { labelById, roleTitle, same } from '../labels';
import type { Word } from '../words';

const UTC: Zone = { zone: 'UTC', offsets: [[BEGINNING, 0]] };

type ClockEntry = Extract<JournalEntry, { type: 'clock' }>;

const MOMENTS: { readonly [what in ClockEntry['what']]: Word } = {
  started: 'startedMoment',
  paused: 'paused',
  resumed: 'resumed',
  extended: 'extended',
  reopened: 'reopened',
  'pause-reminded': 'pause-reminded',
  'pause-expired': 'pause-expired',
  corrected: 'corrected',
  warned: 'warned',
  missed: 'missed',
  escalated: 'escalated',
  met: 'met',
  'met-late': 'met-late',
  cancelled: 'cancelled',
};

/** One entry in words, without its time, sender and rule. */
export function whatHappened(cli: Cli, entry: Entry, line: JournalEntry, zone: Zone = UTC): string {
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
    case 'rebased':
      return rebasedWords(cli, entry, line, zone);
    case 'repair':
      return `${say('repaired')} ${line.what} ${line.target ?? ''} (${line.reason})`;
    case 'refused':
      return paint.yellow(`${say('refused')} ${line.event} (${line.code})`);
    case 'action':
      return paint.red(`${line.action} ${say('actionFailed')}: ${line.error}`);
  }
}

/** What a clock says to the machine is the same moment once more. */
export const isEcho = (before: JournalEntry | undefined, line: JournalEntry): boolean =>
  before?.type === 'clock' && line.type === 'event' && line.event === `clock.${before.clock}.${before.what}`;

/** ` → 维修中`: the states that an event led to; nothing where it moved none. */
export function destination({ lang, paint }: Cli, { procedure }: Entry, line: JournalEntry): string {
  const to = line.type === 'event' ? (line.moves.at(-1)?.to ?? []) : [];
  const states = to.map(id => labelById(procedure.machine, id).title[lang]);
  return states.length > 0 ? ` ${paint.dim('→')} ${states.join(', ')}` : '';
}

/** `答复期限：提醒 50 %`, `答复期限：上报 → 总经理`. */
function clockWords(
  { lang, say }: Cli,
  { procedure }: Entry,
  { clock, what, share, level, overtaken }: ClockEntry,
): string {
  const title = procedure.clocks[clock]?.title[lang] ?? clock;
  return [
    `${title}${lang === 'zh' ? '：' : ': '}${say(MOMENTS[what])}`,
    ...(share === undefined ? [] : [`${Math.round(share * 100)} %`]),
    ...(level === undefined ? [] : [`→ ${roleTitle(level)[lang]}`]),
    ...(overtaken ? [say('overtaken')] : []),
  ].join(' ');
}

/** `答复期限：改按新策略计时 2026-12-31 17:30 → 2027-01-05 17:30（原因）`. */
function rebasedWords(
  { lang, say, paint }: Cli,
  { procedure }: Entry,
  { deadline, from, to, left, missed, settled, policy, reason }: Extract<JournalEntry, { type: 'rebased' }>,
  zone: Zone,
): string {
  const title =
    deadline === undefined ? undefined : (procedure.clocks[deadline] ?? procedure.timerTitles[deadline])?.title;
  const name = title?.[lang] ?? deadline;
  const instant = (at: number | undefined) => (at === undefined ? '' : formatInstant(at, zone));
  const [before, after] = left ? left.map(ms => formatLeft(ms, lang)) : [instant(from), instant(to)];
  const versions = policy[0] === policy[1] ? '' : ` v${policy[0]} → v${policy[1]}`;
  return [
    `${name === undefined ? '' : `${name}${lang === 'zh' ? '：' : ': '}`}${say('rebasedMoment')}${versions}`,
    ...(name === undefined ? [] : [`${before} → ${after}`]),
    ...(missed ? [paint.red(say('missed'))] : []),
    ...(settled ? [say('settledNow')] : []),
    `(${reason})`,
  ].join(' ');
}

/** Events of the case itself: its start, its waits, what its work answered. */
function ownEvent(cli: Cli, { procedure }: Entry, type: string): Text {
  if (type === 'start') return same(cli.say('opened'));
  return procedure.timerTitles[type]?.title ?? same(type);
}
