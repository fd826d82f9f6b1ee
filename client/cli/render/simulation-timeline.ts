import type { Entry } from '../../../machines/catalogue';
import type { PolicySlice } from '../../../statechart/policy';
import type { Moment } from '../../../statechart/simulate';
import type { JournalEntry } from '../../../statechart/types';
import { formatDuration } from '../../../time/duration';
import { formatInstant } from '../../../time/zone';
import type { Timeline, TimelineBar, TimelineInstant, TimelineMark, TimelineNote, TimelineRow } from '../../timeline';
import type { Cli } from '../cli';
import { roleTitle } from '../labels';
import type { MomentDocument } from '../simulation';
import { isEcho, whatHappened } from './journal-words';
import { person } from './people';

interface Simulated {
  readonly moments: readonly Moment[];
  readonly documents: readonly MomentDocument[];
  readonly policy: PolicySlice;
  readonly ends: 'done' | 'waits' | 'until';
}

/** A simulated case as a picture: its states and clocks as bars, what is told as letters, all else as a list by number. */
export function simulationTimeline(cli: Cli, entry: Entry, simulated: Simulated): Timeline {
  const { lang, say } = cli;
  const { documents, policy, ends } = simulated;
  const moments = merged(simulated.moments, documents);
  const { procedure } = entry;
  const messages = moments.flatMap(({ messages }, at): TimelineMark[] =>
    messages.length === 0
      ? []
      : [{ at, look: 'message', ...(messages.length > 1 && { text: String(messages.length) }) }],
  );
  const clocks = Object.entries(procedure.clocks).flatMap(([name, { title, limit }]) => {
    const row = clockRow(cli, name, moments);
    const length = limit?.({ policy });
    const words = length ? `${title[lang]} (${formatDuration(length, lang)})` : title[lang];
    return row.bars.length === 0 && row.marks.length === 0 ? [] : [{ ...row, title: words }];
  });
  return {
    title: `${procedure.title[lang]}  ${procedure.name}@${procedure.version}`,
    notes: [say('timelineOf', { zone: policy.zone.zone, ending: say(`ends_${ends}`) })],
    instants: moments.map((moment): TimelineInstant => {
      const [date = '', time = ''] = formatInstant(moment.at, policy.zone).split(' ');
      return { at: moment.at, date, time, notes: notesOf(cli, entry, moment) };
    }),
    groups: [
      { title: say('states'), rows: stateRows(cli, moments) },
      ...(clocks.length > 0 ? [{ title: say('clocks'), rows: clocks }] : []),
      { title: say('messages'), rows: [{ title: say('messagesOut'), bars: [], marks: messages }] },
    ],
    legend: [
      { look: 'running', text: say('running') },
      { look: 'paused', text: say('paused') },
      { look: 'warned', text: say('warned') },
      { look: 'missed', text: say('missedOrEscalated') },
      { look: 'met', text: say('met') },
      { look: 'message', text: say('messagesOut') },
    ],
    list: say('journal'),
  };
}

interface Seen {
  readonly at: number;
  readonly entries: readonly JournalEntry[];
  readonly states: MomentDocument['states'];
  readonly messages: MomentDocument['messages'];
}

/** What happened at one instant is one moment; the state is the one that it ended in. */
function merged(moments: readonly Moment[], documents: readonly MomentDocument[]): Seen[] {
  const seen: Seen[] = [];
  for (const [i, { at, entries }] of moments.entries()) {
    const { states, messages } = documents[i]!;
    const before = seen.at(-1)?.at === at ? seen.pop() : undefined;
    seen.push({
      at,
      entries: [...(before?.entries ?? []), ...entries],
      states,
      messages: [...(before?.messages ?? []), ...messages],
    });
  }
  return seen;
}

function stateRows({ lang }: Cli, moments: readonly Seen[]): TimelineRow[] {
  const titles = new Map(moments.flatMap(({ states }) => states.map(state => [state.id, state.title[lang]] as const)));
  return [...titles].map(([id, title]) => {
    const bars: TimelineBar[] = [];
    let from: number | undefined;
    for (const [i, { states }] of moments.entries()) {
      const inside = states.some(state => state.id === id);
      if (inside) from ??= i;
      else if (from !== undefined) {
        bars.push({ from, to: i, look: 'state' });
        from = undefined;
      }
    }
    if (from !== undefined) bars.push({ from, look: 'state' });
    return { title, bars, marks: [] };
  });
}

function clockRow({ lang }: Cli, clock: string, moments: readonly Seen[]): Omit<TimelineRow, 'title'> {
  const bars: TimelineBar[] = [];
  const marks: TimelineMark[] = [];
  let open: { readonly from: number; readonly look: TimelineBar['look'] } | undefined;
  let missed = false;
  const turn = (at: number, look?: TimelineBar['look']) => {
    if (open) bars.push({ ...open, to: at });
    open = look && { from: at, look };
  };
  for (const [at, { entries }] of moments.entries()) {
    for (const line of entries) {
      if (line.type !== 'clock' || line.clock !== clock) continue;
      switch (line.what) {
        case 'started':
        case 'reopened':
        case 'corrected':
          missed = false;
          turn(at, line.reason === undefined ? 'running' : 'paused');
          break;
        case 'resumed':
        case 'pause-expired':
          turn(at, missed ? 'missed' : 'running');
          break;
        case 'paused':
          turn(at, 'paused');
          break;
        case 'pause-reminded':
          marks.push({ at, look: 'warned' });
          break;
        case 'warned':
          marks.push({ at, look: 'warned', text: `${Math.round((line.share ?? 0) * 100)} %` });
          break;
        case 'missed':
          missed = true;
          turn(at, 'missed');
          marks.push({ at, look: 'missed', ...(line.level && { text: roleTitle(line.level)[lang] }) });
          break;
        case 'escalated':
          marks.push({ at, look: 'missed', ...(line.level && { text: roleTitle(line.level)[lang] }) });
          break;
        case 'met':
        case 'met-late':
        case 'cancelled':
          turn(at);
          if (line.what !== 'cancelled') marks.push({ at, look: line.what === 'met' ? 'met' : 'missed' });
          break;
      }
    }
  }
  if (open) bars.push(open);
  return { bars, marks };
}

function notesOf(cli: Cli, entry: Entry, { entries, messages }: Seen): TimelineNote[] {
  const { lang } = cli;
  const happened = entries.filter((line, k) => !isEcho(entries[k - 1], line));
  return [
    ...happened.map((line): TimelineNote => {
      const who = 'by' in line && line.by ? `${person(line.by, lang)}  ` : '';
      const bad = line.type === 'clock' && ['missed', 'escalated', 'met-late'].includes(line.what);
      return { text: who + whatHappened(cli, entry, line), look: bad ? 'bad' : 'plain' };
    }),
    ...messages.map(({ template, to, summary }): TimelineNote => {
      const [zh = template, en = zh] = (summary ?? template).split(' · ');
      const told = to.map(role => roleTitle(role)[lang]).join(lang === 'zh' ? '、' : ', ');
      return { text: lang === 'zh' ? `${told}：${zh}` : `${told}: ${en}`, look: 'message' };
    }),
  ];
}
