import { catalogue, entryOf } from '../../../machines/catalogue';
import { titleOf } from '../../../statechart/definition';
import { PROVISIONAL_TAG } from '../../../statechart/protocol';
import type { Calendar } from '../../../time/add';
import { DuecourseError } from '../../../time/error';
import { formatInstant } from '../../../time/zone';
import type { Desk } from '../../desk';
import { type Listed, type ListFilter, listCases } from '../../list';
import { nowOf } from '../../time-skipping';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { houseZone } from '../house-zone';
import { readInstant } from '../instant';
import { statesIn } from '../labels';
import { during } from '../progress';
import { leftOf } from '../render/deadlines';
import { table } from '../render/table';
import { type Opened, withDesk } from '../with-desk';

/** Sorting by deadline needs them all; beyond this many only the newest are looked at. */
const MOST = 1_000;
const AT_ONCE = 20;

/** A listed case with what is left (ms) by its own clock. */
interface Row extends Listed {
  readonly leftMs?: number;
  /** The nearest deadline needs days that the calendar does not know yet. */
  readonly provisional?: true;
}

/** `duecourse list`: the nearest deadline first, then what has none, the newest first. */
export async function list(cli: Cli, _: readonly string[], options: Options): Promise<void> {
  const limit = wholeNumber(options.limit ?? '50');
  const settings = cli.settings();
  const zone = houseZone(settings.policy);
  const filter = filterOf(options, zone);
  await withDesk(
    cli,
    async ({ desk, link }) => {
      const all = await during(cli, cli.say('working'), rowsOf(desk, filter, options.overdue === true));
      const rows = all.slice(0, limit);
      cli.result(
        { cases: rows.map(row => documentOf(row, link)), more: all.length > limit },
        () => `${text(cli, rows, zone)}${all.length > limit ? `\n${cli.paint.dim(cli.say('moreListed'))}` : ''}`,
      );
    },
    settings,
  );
}

function filterOf(options: Options, zone: Calendar): ListFilter {
  if (options.open && options.closed) throw new DuecourseError('USAGE', 'Either --open or --closed, not both.');
  const procedure = options.procedure as string | undefined;
  if (procedure !== undefined) entryOf(procedure);
  const before = options.dueBefore as string | undefined;
  return {
    limit: MOST,
    ...(procedure !== undefined && { procedure }),
    ...(options.tag !== undefined && { tag: String(options.tag) }),
    ...(options.closed ? { status: 'closed' } : options.open || options.overdue ? { status: 'open' } : {}),
    ...(before !== undefined && { dueBefore: instant(before, zone) }),
  };
}

/** A case whose clock was moved forward is judged by that clock, which the server's index knows nothing of. */
async function rowsOf(desk: Desk, filter: ListFilter, overdue: boolean): Promise<Row[]> {
  const client = desk.cases.temporal;
  const found = await listCases(client, filter);
  const late = overdue
    ? await listCases(client, { ...filter, dueBefore: Math.min(Date.now(), filter.dueBefore ?? Date.now()) })
    : [];
  const cases = [...new Map([...late, ...found].map(one => [one.id, one])).values()];
  const rows: Row[] = [];
  for (let at = 0; at < cases.length; at += AT_ONCE) {
    rows.push(...(await Promise.all(cases.slice(at, at + AT_ONCE).map(one => withLeft(desk, one)))));
  }
  return rows
    .filter(({ leftMs }) => !overdue || (leftMs !== undefined && leftMs < 0))
    .sort((a, b) => (a.leftMs ?? Number.MAX_VALUE) - (b.leftMs ?? Number.MAX_VALUE) || b.started - a.started);
}

async function withLeft(desk: Desk, listed: Listed): Promise<Row> {
  if (listed.deadline === undefined || listed.closed !== undefined) return listed;
  const { id, deadline, tags } = listed;
  const leftMs = deadline - (await nowOf(desk.cases.temporal, id));
  if (!tags.includes(PROVISIONAL_TAG)) return { ...listed, leftMs };
  const { deadlines } = await desk.cases.get(id).view();
  const provisional = deadlines.some(({ due, provisional }) => provisional && due === deadline);
  return { ...listed, leftMs, ...(provisional && { provisional }) };
}

function documentOf({ started, closed, deadline, leftMs, ...row }: Row, link: Opened['link']) {
  const page = link(row.id);
  return {
    ...row,
    started: iso(started),
    ...(closed !== undefined && { closed: iso(closed) }),
    ...(deadline !== undefined && closed === undefined && { deadline: iso(deadline) }),
    ...(leftMs !== undefined && { leftMs }),
    ...(page !== undefined && { link: page }),
  };
}

function text(cli: Cli, rows: readonly Row[], zone: Calendar): string {
  const { lang, say, paint } = cli;
  if (rows.length === 0) return say('nothingListed');
  const headings = (['case', 'procedure', 'state', 'started', 'due', 'left'] as const).map(word => say(word));
  return table(
    cli,
    headings,
    rows.map(row => [
      row.id,
      catalogue[row.procedure]?.procedure.title[lang] ?? row.procedure,
      row.closed === undefined
        ? row.tags
            .filter(tag => tag !== PROVISIONAL_TAG)
            .map(tag => tagTitle(row.procedure, tag, lang))
            .join(', ')
        : paint.dim(say('closed')),
      formatInstant(row.started, zone),
      dueOf(cli, row, zone),
      row.leftMs === undefined ? '' : leftOf(cli, { status: 'running', leftMs: row.leftMs }),
    ]),
  );
}

function dueOf({ say, paint }: Cli, { deadline, closed, provisional }: Row, zone: Calendar): string {
  if (deadline === undefined || closed !== undefined) return '';
  return `${formatInstant(deadline, zone)}${provisional ? ` ${paint.yellow(say('provisional'))}` : ''}`;
}

/** A tag goes by the label of the outermost state that has it. */
function tagTitle(procedure: string, tag: string, lang: Cli['lang']): string {
  const entry = catalogue[procedure];
  const node = entry && statesIn(entry.procedure.machine).find(({ tags }) => tags.includes(tag));
  return node ? titleOf(node)[lang] : tag;
}

function instant(textual: string, zone: Calendar): number {
  const at = Date.parse(readInstant(textual, { now: Date.now(), zone }));
  if (Number.isNaN(at))
    throw new DuecourseError(
      'USAGE',
      `--due-before takes "+2 hours", "2026-11-24 10:30" or ISO 8601, not "${textual}".`,
    );
  return at;
}

function wholeNumber(textual: unknown): number {
  const n = Number(textual);
  if (!Number.isInteger(n) || n < 1)
    throw new DuecourseError('USAGE', `--limit takes a whole number from 1 on, not "${textual}".`);
  return n;
}

const iso = (at: number): string => new Date(at).toISOString();
