import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { entryOf, housePolicy } from '../../../machines/catalogue';
import { sliceOf } from '../../../machines/policy/load';
import { Case } from '../../../statechart/case';
import { simulate as begin, nextDue, passTime } from '../../../statechart/simulate';
import { add } from '../../../time/add';
import { DuecourseError } from '../../../time/error';
import { timelineSvg } from '../../timeline';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { instantOf } from '../explanation';
import { gather } from '../fields/gather';
import { houseCalendar } from '../house-calendar';
import { isoIn } from '../instant';
import { paintFor } from '../paint';
import { simulationText } from '../render/simulation';
import { simulationTimeline } from '../render/simulation-timeline';
import { exampleOf, momentDocument, playAll } from '../simulation';
import { stepsIn } from '../steps-file';

/** `duecourse simulate <procedure>`: the procedure's own steps under a virtual clock; no server, nothing is sent. */
export async function simulate(cli: Cli, [name = '']: readonly string[], options: Options): Promise<void> {
  if (cli.lang === 'zh') z.config(z.locales.zhCN());
  const entry = entryOf(name);
  const { policy: policyFile } = cli.settings();
  const wall = Date.now();
  const at = options.at === undefined ? wall : instantOf(options.at, houseCalendar(policyFile), wall);
  const policy = sliceOf(housePolicy(policyFile), name, at);
  const { zone } = policy;
  const until = options.until === undefined ? add(at, LONGEST, zone) : instantOf(options.until, zone, at);
  if (until <= at) throw new DuecourseError('USAGE', `--until must come after ${isoIn(at, zone)}.`);
  const given = options.input !== undefined || options.set !== undefined;
  const input = given
    ? await gather(cli, { name, schema: entry.schema.input, refusal: 'BAD_INPUT' }, options, { now: at, zone })
    : exampleOf(name).input;
  const by = cli.sender ?? { role: entry.schema.startedBy[0] ?? 'agent' };
  let now = begin(entry.procedure, { ...checked(entry.schema.input, input, name), policy, at, by }, at);
  const file = options.events === undefined ? undefined : String(options.events);
  now = playAll(entry, now, stepsFor(name, options), zone, file);
  now = passTime(entry.procedure, now, Math.max(until, now.envelope.at));
  const { status } = Case.restore(entry.procedure, now.envelope).snapshot;
  const ends = status === 'done' ? 'done' : nextDue(entry.procedure, now) === undefined ? 'waits' : 'until';
  const moments = now.moments.map(moment => momentDocument(entry, moment, zone));
  const told = { moments: now.moments, documents: moments, policy, ends } as const;
  const svg = options.svg === undefined ? undefined : String(options.svg);
  if (svg !== undefined) writeSvg(svg, timelineSvg(simulationTimeline({ ...cli, paint: PLAIN }, entry, told)));
  cli.result(
    { procedure: name, version: entry.procedure.version, zone: zone.zone, ends, moments, ...(svg && { svg }) },
    () =>
      [simulationText(cli, entry, told), ...(svg === undefined ? [] : ['', cli.say('drawn', { file: svg })])].join(
        '\n',
      ),
  );
}

const PLAIN = paintFor({}, {});

/** @throws DuecourseError `UNREADABLE_FILE` with the system's reason */
function writeSvg(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unwritable';
    throw new DuecourseError('UNREADABLE_FILE', `${file}: the picture cannot be written (${reason}).`, { file });
  }
}

/** Without `--until` a simulation ends after so long. */
const LONGEST = { kind: 'calendarMonths', months: 12 } as const;

function stepsFor(name: string, { events, script = 'nothing' }: Options) {
  if (events !== undefined) return stepsIn(String(events));
  if (script === 'nothing') return [];
  if (script === 'well') return exampleOf(name).steps;
  throw new DuecourseError(
    'USAGE',
    `--script is "nothing" (nobody does anything) or "well" (everything goes well), not "${script}".`,
  );
}

function checked(schema: z.ZodType, input: unknown, name: string): object {
  const result = schema.safeParse(input);
  if (result.success) return result.data as object;
  const lines = result.error.issues.map(({ path, message }) => `  ${path.join('.') || '(whole)'}: ${message}`);
  throw new DuecourseError('BAD_INPUT', `What was given for '${name}' does not fit:\n${lines.join('\n')}`);
}
