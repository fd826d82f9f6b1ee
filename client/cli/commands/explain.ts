import type { WithPolicy } from '../../../statechart/procedure';
import type { Deadline, JournalEntry } from '../../../statechart/types';
import { openOf } from '../../../time/add';
import { type Duration, isWorking, parseDuration } from '../../../time/duration';
import { DuecourseError } from '../../../time/error';
import { between } from '../../../time/hours';
import type { Shown } from '../../desk';
import { zoneOf } from '../case-document';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { batchReader, linesOf } from '../explain-batch';
import { type ExplanationDocument, explanationOf, instantOf } from '../explanation';
import { houseCalendar } from '../house-calendar';
import { isoIn } from '../instant';
import { during } from '../progress';
import { explanationText } from '../render/explain';
import { withDesk } from '../with-desk';

/** `duecourse explain <case> [clock]`, `explain --limit L [--from T]`, or `explain --batch FILE`. */
export async function explain(cli: Cli, [id, clock]: readonly string[], options: Options): Promise<void> {
  const { limit, batch } = options;
  if ([id, limit, batch].filter(given => given !== undefined).length !== 1)
    throw new DuecourseError('USAGE', 'Say what to explain: a case, --limit "8 working hours", or --batch <file>.');
  if (batch !== undefined) return explainBatch(cli, String(batch), options);
  if (limit !== undefined) return explainLimit(cli, String(limit), options);
  return withDesk(cli, async ({ desk }) => {
    const shown = await during(cli, cli.say('working'), desk.show(id ?? ''));
    const clocks = clocksOf(shown, clock);
    cli.result({ id, clocks: clocks.map(({ deadline: _, title, ...rest }) => ({ title, ...rest })) }, () =>
      clocks.map(one => clockText(cli, one)).join('\n\n'),
    );
  });
}

function explainLimit(cli: Cli, limit: string, { from, calendar: file }: Options): void {
  const calendar = houseCalendar(cli.settings().policy, file as string | undefined);
  const now = Date.now();
  const document = explanationOf(
    instantOf(from ?? isoIn(now, calendar), calendar, now),
    parseDuration(limit),
    calendar,
  );
  cli.result(document, () => explanationText(cli, document));
}

async function explainBatch(cli: Cli, file: string, { calendar }: Options): Promise<void> {
  const { policy } = cli.settings();
  const answer = batchReader(named => houseCalendar(policy, named ?? (calendar as string | undefined)), Date.now());
  let out = '';
  for await (const line of linesOf(file)) {
    const answered = answer(line);
    if ('error' in answered) process.exitCode = 1;
    out += `${JSON.stringify(answered)}\n`;
    if (out.length < 65_536) continue;
    if (!process.stdout.write(out)) await new Promise(resolve => process.stdout.once('drain', resolve));
    out = '';
  }
  process.stdout.write(out);
}

interface ExplainedClock {
  readonly name: string;
  readonly title: Deadline['title'];
  readonly status: Deadline['status'];
  readonly rule?: string;
  readonly deadline: Deadline;
  /** When it was paused, ISO 8601; the last may still last. */
  readonly pauses: readonly { readonly from: string; readonly to?: string }[];
  /** From the start or, after a pause, from when it ran on with what was left; absent while it is paused or where a promise sets the time. */
  readonly way?: ExplanationDocument;
}

function clocksOf(shown: Shown, only: string | undefined): ExplainedClock[] {
  const { procedure } = shown.entry;
  const known = shown.view.deadlines.filter(({ name }) => Object.hasOwn(procedure.clocks, name));
  if (only !== undefined && !known.some(({ name }) => name === only)) {
    const names = known.map(({ name }) => name).join(', ') || '-';
    throw new DuecourseError('UNKNOWN_CLOCK', `The case has no clock "${only}" now; it has: ${names}.`, {
      clock: only,
    });
  }
  return known.filter(({ name }) => only === undefined || name === only).map(deadline => explainClock(shown, deadline));
}

function explainClock({ view, entry }: Shown, deadline: Deadline): ExplainedClock {
  const { name, title, rule, status } = deadline;
  const zone = zoneOf(view);
  const moments = view.journal.filter(
    (line): line is Extract<JournalEntry, { type: 'clock' }> => line.type === 'clock' && line.clock === name,
  );
  const cycle = Math.max(...moments.map(moment => moment.cycle));
  const at = (...what: readonly string[]) =>
    moments.filter(moment => moment.cycle === cycle && what.includes(moment.what)).map(moment => moment.at);
  const [started, paused, resumed] = [at('started')[0], at('paused'), at('resumed')];
  const limit = entry.procedure.clocks[name]?.limit?.(view.context as unknown as WithPolicy);
  const way = () => {
    if (limit === undefined || started === undefined) return undefined;
    const last = resumed.at(-1);
    if (last === undefined) return explanationOf(started, limit, zone);
    if (deadline.due === undefined || deadline.due < last) return undefined;
    return explanationOf(last, leftover(limit, last, deadline.due, zone), zone);
  };
  const explained = status === 'paused' ? undefined : way();
  return {
    name,
    title,
    status,
    ...(rule !== undefined && { rule }),
    deadline,
    pauses: paused.map((from, i) => ({
      from: isoIn(from, zone),
      ...(resumed[i] !== undefined && { to: isoIn(resumed[i]!, zone) }),
    })),
    ...(explained && { way: explained }),
  };
}

/** What was left of a limit when the clock ran on at `from`, in what the limit counts. */
function leftover(limit: Duration, from: number, due: number, zone: ReturnType<typeof zoneOf>): Duration {
  if (isWorking(limit)) return { kind: 'workingTime', ms: between(from, due, openOf(zone)) };
  return { kind: 'elapsed', ms: due - from };
}

function clockText(cli: Cli, { title, rule, pauses, way, deadline }: ExplainedClock): string {
  const { say, paint, lang } = cli;
  const name = `${paint.bold(title[lang])}${rule === undefined ? '' : `  ${paint.dim(rule)}`}`;
  const time = (iso: string) => iso.slice(0, 16).replace('T', ' ');
  return [
    name,
    ...pauses.map(
      ({ from, to }) => `  ${say('pausedFrom', { from: time(from), to: to === undefined ? '…' : time(to) })}`,
    ),
    way
      ? explanationText(cli, way, pauses.length > 0 ? say('goesOn', { from: time(way.from) }) : undefined)
      : `  ${say(deadline.status === 'paused' ? 'paused' : 'promised')}`,
  ].join('\n');
}
