import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config/package-root';
import type { Entry } from '../../machines/catalogue';
import { Case } from '../../statechart/case';
import { act, type Moment, passTime, type Simulation } from '../../statechart/simulate';
import type { JournalEntry } from '../../statechart/types';
import { viewOf } from '../../statechart/view';
import type { Calendar } from '../../time/add';
import { DuecourseError } from '../../time/error';
import { withInstants } from './fields/gather';
import { fieldsOf } from './fields/model';
import { isoIn } from './instant';
import { type StateLabel, statesAt } from './labels';
import { exampleCases, relative, type Step } from './sample-day';
import { readSender } from './sender';
import { spanAt } from './span';

/** A moment as `duecourse simulate --json` prints it. */
export interface MomentDocument {
  readonly at: string;
  readonly states: readonly StateLabel[];
  readonly journal: readonly JournalEntry[];
  readonly messages: readonly {
    readonly template: string;
    readonly to: readonly string[];
    readonly summary?: string;
  }[];
}

/** The input and steps of the procedure's example, in which everything goes well. @throws DuecourseError `USAGE` without one */
export function exampleOf(procedure: string): { readonly input: unknown; readonly steps: readonly Step[] } {
  const example = exampleCases().find(sample => sample.procedure === procedure);
  if (!example) throw new DuecourseError('USAGE', `There is no example of '${procedure}': give --input and --events.`);
  const file = join(packageRoot, 'examples', example.inputFile);
  return { input: JSON.parse(readFileSync(file, 'utf8')) as unknown, steps: example.steps };
}

/** Plays steps in turn. @throws DuecourseError as `play` does, with the step's number and, if they come from one, the file */
export function playAll(
  entry: Entry,
  from: Simulation,
  steps: readonly Step[],
  zone: Calendar,
  file?: string,
): Simulation {
  let now = from;
  for (const [i, step] of steps.entries()) {
    try {
      now = play(entry, now, step, zone);
    } catch (error) {
      if (!(error instanceof DuecourseError)) throw error;
      const where = `${file === undefined ? '' : `${file}, `}step ${i + 1}`;
      throw new DuecourseError(error.code, `${where}: ${error.message}`, { ...error.details, step: i + 1 });
    }
  }
  return now;
}

/** Plays a step. @throws DuecourseError `UNKNOWN_EVENT`, `BAD_PAYLOAD`, `ROLE_REFUSED`, `NOT_ACCEPTED`, `BAD_DURATION` */
export function play({ procedure, schema }: Entry, from: Simulation, step: Step, zone: Calendar): Simulation {
  const now = from.envelope.at;
  if ('forward' in step) return passTime(procedure, from, now + spanAt(step.forward, now, zone));
  const known = schema.events[step.send];
  const here = `at ${isoIn(now, zone)}`;
  if (!known) {
    const names = Object.keys(schema.events).join(', ');
    throw new DuecourseError('UNKNOWN_EVENT', `There is no event '${step.send}' (${here}); there are ${names}.`);
  }
  const by = readSender(step.by);
  if (!known.by.includes(by.role as never))
    throw new DuecourseError(
      'ROLE_REFUSED',
      `${step.send} (${here}) may be sent by ${known.by.join(', ')}, not by ${by.role}.`,
    );
  const data = known.data.safeParse(withInstants(relative(step.data ?? {}), fieldsOf(known.data), { now, zone }));
  if (!data.success) {
    const problems = data.error.issues.map(({ path, message }) => `  ${path.join('.') || '(whole)'}: ${message}`);
    throw new DuecourseError(
      'BAD_PAYLOAD',
      `What ${step.send} carries (${here}) does not fit:\n${problems.join('\n')}`,
    );
  }
  const next = act(procedure, from, { type: step.send, ...(data.data as object) }, by);
  if (next) return next;
  const { accepts } = viewOf(Case.restore(procedure, from.envelope), now);
  throw new DuecourseError(
    'NOT_ACCEPTED',
    `${step.send} is not accepted ${here}; accepted: ${accepts.join(', ') || '-'}.`,
  );
}

export function momentDocument(
  { procedure }: Entry,
  { at, entries, effects, value }: Moment,
  zone: Calendar,
): MomentDocument {
  return {
    at: isoIn(at, zone),
    states: statesAt(procedure.machine, value),
    journal: entries,
    messages: effects.flatMap(effect => {
      if (effect.type !== 'executeAction' || effect.action !== 'notify') return [];
      const { template, to, summary } = effect.params as unknown as MomentDocument['messages'][number];
      return [{ template, to, ...(summary !== undefined && { summary }) }];
    }),
  };
}

/** How a simulation ends, in words. */
export type Ending = 'done' | 'waits' | 'until';
