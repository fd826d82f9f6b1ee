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

/** The steps in a file: `[{ "forward": "20 minutes" }, { "send": "ACCEPTED", "by": "engineer:zhao", "data": {} }]`. @throws DuecourseError `UNREADABLE_FILE` */
export function stepsIn(file: string): readonly Step[] {
  const refuse = (why: string) => new DuecourseError('UNREADABLE_FILE', `${file} ${why}.`, { file });
  let steps: unknown;
  try {
    steps = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    throw refuse(`cannot be read: ${(error as Error).message}`);
  }
  if (!Array.isArray(steps)) throw refuse('is not a list of steps');
  for (const [i, each] of steps.entries()) {
    const { forward, send, by } = (each ?? {}) as { readonly [name: string]: unknown };
    if (typeof forward === 'string' || (typeof send === 'string' && typeof by === 'string')) continue;
    throw refuse(
      `, step ${i + 1}: write { "forward": "20 minutes" } or { "send": "EVENT", "by": "role:name", "data": {} }`,
    );
  }
  return steps as readonly Step[];
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
