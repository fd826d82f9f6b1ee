import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config/package-root';
import { entryOf } from '../../machines/catalogue';
import type { Sender } from '../../statechart/types';
import { DuecourseError } from '../../time/error';
import type { Desk } from '../desk';
import { zoneOf } from './case-document';
import { withInstants } from './fields/gather';
import { fieldsOf } from './fields/model';
import { readSender } from './sender';
import { spanAt } from './span';

type Data = { readonly [name: string]: unknown };

/** One thing that happens: time passes, or somebody sends an event. In its fields `{ "in": "30 minutes" }` is an instant by the case's clock. */
export type Step = { readonly forward: string } | { readonly send: string; readonly by: string; readonly data?: Data };

/** A case of the sample day; its input lies beside the file of the day. */
export interface SampleCase {
  readonly procedure: string;
  readonly id: string;
  readonly inputFile: string;
  readonly by: string;
  readonly steps: readonly Step[];
}

export interface Played {
  readonly id: string;
  /** A case of that number was there before and is left as it is. */
  readonly existed: boolean;
}

const folder = join(packageRoot, 'examples');

const casesIn = (file: string): readonly SampleCase[] =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly SampleCase[];

/** What a first `up` plays. */
export const sampleCases = (): readonly SampleCase[] => casesIn('sample-day.json');

/** A case of every procedure in which everything goes well, and some more. */
export const exampleCases = (): readonly SampleCase[] => [...sampleCases(), ...casesIn('walkthroughs.json')];

/**
 * Plays one case from its start to its last step. Where the server cannot skip time it stays where its first wait would begin.
 * `signal` ends it between two steps; `progress` is told how many steps are done.
 */
export async function playCase(
  desk: Desk,
  { procedure, id, inputFile, by, steps }: SampleCase,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<Played> {
  const input = JSON.parse(readFileSync(join(folder, inputFile), 'utf8')) as unknown;
  try {
    await desk.start(procedure, { id, input, by: readSender(by) });
  } catch (error) {
    if (error instanceof DuecourseError && error.code === 'CASE_EXISTS') return { id, existed: true };
    throw error;
  }
  for (const [done, step] of steps.entries()) {
    signal.throwIfAborted();
    progress(done);
    try {
      await play(desk, procedure, id, step);
    } catch (error) {
      if (error instanceof DuecourseError && error.code === 'NO_TIME_SKIPPING') break;
      throw error;
    }
  }
  return { id, existed: false };
}

async function play(desk: Desk, procedure: string, id: string, step: Step): Promise<void> {
  const { view, now } = await desk.show(id);
  const here = { now, zone: zoneOf(view) };
  if ('forward' in step) return desk.forward(id, spanAt(step.forward, now, here.zone));
  const sender: Sender = readSender(step.by);
  const event = entryOf(procedure).schema.events[step.send];
  const data = event ? withInstants(relative(step.data ?? {}), fieldsOf(event.data), here) : {};
  await desk.send(id, step.send, data, sender, { procedure });
}

/** `{ "in": "30 minutes" }` as the command line writes it: `+30 minutes`. */
export const relative = (data: Data): { [name: string]: unknown } =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const span = typeof value === 'object' && value !== null ? (value as { readonly in?: unknown }).in : undefined;
      return [name, typeof span === 'string' ? `+${span}` : value];
    }),
  );
