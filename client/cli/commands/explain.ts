import { parseDuration } from '../../../time/duration';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { batchReader, linesOf } from '../explain-batch';
import { type ExplainedClock, explainClocks } from '../explain-case';
import { explanationOf, instantOf } from '../explanation';
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
    const clocks = explainClocks(shown, clock);
    cli.result({ id, clocks }, () => clocks.map(one => clockText(cli, one)).join('\n\n'));
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

function clockText(cli: Cli, { title, rule, pauses, way, status, rebased }: ExplainedClock): string {
  const { say, paint, lang } = cli;
  const name = `${paint.bold(title[lang])}${rule === undefined ? '' : `  ${paint.dim(rule)}`}`;
  const time = (iso: string) => iso.slice(0, 16).replace('T', ' ');
  return [
    name,
    ...pauses.map(
      ({ from, to, until, title: why }) =>
        `  ${say('pausedFrom', { from: time(from), to: to === undefined ? '…' : time(to) })}` +
        (why ? `  ${paint.dim(why[lang])}` : '') +
        (until ? `  ${paint.dim(say('pausedAtMost', { until: time(until) }))}` : ''),
    ),
    way
      ? explanationText(cli, way, pauses.length > 0 ? say('goesOn', { from: time(way.from) }) : undefined)
      : `  ${say(rebased ? 'setByRebase' : status === 'running' || status === 'missed' || status === 'waiting' ? 'promised' : status)}`,
  ].join('\n');
}
