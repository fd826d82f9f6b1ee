import { formatLeft } from '../time/duration';
import { BEGINNING, formatInstant, type Zone } from '../time/zone';
import type { Case } from './case';
import { bilingual, titleOf } from './definition';
import type { StateNodeLike } from './internals';
import type { WithPolicy } from './procedure';
import type { Deadline, Text } from './types';
import { acceptsOf, deadlinesOf } from './view';

/** What people call an event and who may send it. */
export interface EventTitles {
  readonly [type: string]: {
    readonly by: readonly string[];
    readonly title?: Text;
    /** What people call the roles. */
    readonly roles?: { readonly [role: string]: Text };
  };
}

const UTC: Zone = { zone: 'UTC', offsets: [[BEGINNING, 0]] };

/**
 * The Web UI's "Current Details" of a case: Markdown in Chinese and English, made of the procedure's own words.
 * Instants are in the case's zone; what is left is counted from the case's last instant, which is
 * therefore said. Nothing of the case's data is in it.
 */
export function detailsOf(of: Case, events: EventTitles = {}): string {
  const { snapshot } = of;
  const zone = (snapshot.context as Partial<WithPolicy> | undefined)?.policy?.zone ?? UTC;
  const states = leaves(snapshot._nodes)
    .map(node => bilingual(titleOf(node)))
    .join(', ');
  const deadlines = deadlinesOf(of, of.at).filter(({ status }) => status !== 'met' && status !== 'cancelled');
  const accepts = acceptsOf(of);
  return [
    `**${states}** — 截至 · as of ${formatInstant(of.at, zone)}`,
    ...(deadlines.length > 0
      ? ['', '| 期限 · deadline | 到期 · due | 剩余 · left | 依据 · rule |', '| --- | --- | --- | --- |']
      : []),
    ...deadlines.map(deadline => row(deadline, zone)),
    ...(accepts.length > 0 ? ['', '| 可做 · next | 事件 · event | 由 · by |', '| --- | --- | --- |'] : []),
    ...accepts.map(type => nextRow(type, events[type])),
  ].join('\n');
}

function row(deadline: Deadline, zone: Zone): string {
  const due = deadline.due === undefined ? '—' : formatInstant(deadline.due, zone);
  const left = formatLeft(deadline.left, 'zh', deadline.working);
  const said = deadline.status === 'missed' ? `**${left} · missed**` : left;
  return line(
    bilingual(deadline.title),
    `${unbroken(due)}${deadline.provisional ? '（暂定 · provisional）' : ''}`,
    `${unbroken(said)}${pauseOf(deadline, zone)}`,
    deadline.rule ?? '—',
  );
}

/** Why a clock is paused, since when and until when at the longest. */
function pauseOf({ status, pause }: Deadline, zone: Zone): string {
  if (status !== 'paused') return '';
  if (!pause) return '，暂停 · paused';
  const longest = pause.until === undefined ? '' : ` – 最长 · at most ${unbroken(formatInstant(pause.until, zone))}`;
  const since = unbroken(formatInstant(pause.since, zone));
  return `，暂停 · paused: ${bilingual(pause.title)} (${since}${longest})`;
}

function nextRow(type: string, event: EventTitles[string] | undefined): string {
  const who = event?.by.map(role => event.roles?.[role]?.zh ?? role).join('、') ?? '';
  return line(event?.title ? bilingual(event.title) : type, `\`${type}\``, who);
}

/** What is easier to read in one line: spaces that hold, and no break in a date or between two Chinese characters. */
const unbroken = (text: string): string =>
  text.replaceAll(' ', '\u00a0').replace(/(?<=\p{Script=Han})(?=\p{Script=Han})|(?<=-)/gu, '\u2060');

/** The Web UI draws cells without any space between them. */
const line = (...cells: readonly string[]): string => `| ${cells.map(cell => `${cell}\u00a0\u00a0`).join(' | ')} |`;

const leaves = (nodes: readonly StateNodeLike[]): StateNodeLike[] =>
  nodes.filter(node => !nodes.some(other => other.parent === node));
