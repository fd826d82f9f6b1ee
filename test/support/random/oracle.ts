import type { AnyStateMachine } from 'xstate';
import type { View } from '../../../client';
import { PlainRun, plainJson, scripted } from '../plain-run';
import { type JobInput, machineOf } from './machine';
import type { Seen, Trial } from './trial';

/** What can be seen of a case from outside, and of its machine when it runs plain. */
interface Picture {
  readonly value: unknown;
  readonly status: unknown;
  readonly tags: readonly string[];
  readonly context: unknown;
  readonly output: unknown;
  /** Instants of what waits, ms. */
  readonly dues: readonly number[];
  readonly emitted: readonly unknown[];
  readonly incidents: number;
}

export interface Verdict {
  /** One for each step. */
  readonly plain: readonly Picture[];
  readonly durable: readonly Picture[];
  /** What the machine's action was told to do, in order. */
  readonly deeds: readonly string[];
  /** How many jobs the machine began, and of how many it heard the answer. */
  readonly jobs: { readonly begun: number; readonly answered: number };
}

/** A journal as long as that has forgotten its beginning. */
const JOURNAL_FULL = 500;

/**
 * Lives the case of a random machine again as a plain machine.
 * @returns nothing where plain XState itself is no measure: two actors of one id, or a journal without its beginning
 */
export async function judge({ spec, tick }: Trial, history: readonly Seen[]): Promise<Verdict | undefined> {
  const deeds: string[] = [];
  let begun = 0;
  const job = scripted<unknown, JobInput>(() => void begun++);
  const outside = { job, deed: (_: unknown, { deed }: { deed: string }) => void deeds.push(deed) };
  const lived = await livedAgain(machineOf(spec, { tick, outside }), history);
  return lived && { ...lived, deeds, jobs: { begun, answered: lived.answered } };
}

/** The same of any machine: everything comes at the instant at which the case took it in. */
export async function livedAgain(
  machine: AnyStateMachine,
  history: readonly Seen[],
): Promise<(Pick<Verdict, 'plain' | 'durable'> & { readonly answered: number }) | undefined> {
  const run = new PlainRun(machine, { start: history[0]!.view.journal[0]!.at });
  await run.until(run.now);
  const pictures = { plain: [] as Picture[], durable: [] as Picture[] };
  let known = 0;
  let answered = 0;
  for (const { view, now, refused } of history) {
    if (view.journal.length >= JOURNAL_FULL) return undefined;
    for (const entry of view.journal.slice(known)) {
      if (entry.type !== 'event') continue;
      const answer = /^xstate\.(done|error)\.actor\.((?:.*~)?j(?:\..*)?)$/.exec(entry.event);
      if (!entry.by && !answer) continue;
      await run.until(entry.at);
      if (!answer) await run.send({ type: entry.event });
      else {
        answered++;
        await run.settle(pathOfJob(answer[2]!), answer[1] === 'done' ? 'resolve' : 'reject', null);
      }
    }
    known = view.journal.length;
    await run.until(now);
    if (refused) await run.send({ type: refused });
    if (run.orphans) return undefined;
    pictures.plain.push(pictureOf(run));
    pictures.durable.push(shownBy(view));
  }
  return { ...pictures, answered };
}

function pictureOf(run: PlainRun): Picture {
  const { value, status, tags, context, output } = run.root.getSnapshot();
  return {
    value,
    status,
    tags: [...tags].sort(),
    context: plainJson(context),
    output: status === 'done' ? plainJson(output) : null,
    dues: status === 'active' ? inOrder(run.waiting().map(({ due }) => due)) : [],
    emitted: [...run.emitted],
    incidents: 0,
  };
}

function shownBy({ value, status, tags, context, output, deadlines, journal, incidents }: View): Picture {
  return {
    value,
    status,
    tags: [...tags].sort(),
    context,
    output: output ?? null,
    dues: status === 'active' ? inOrder(deadlines.map(({ due }) => due!)) : [],
    emitted: journal.flatMap(entry => (entry.type === 'emitted' ? [[entry.actor ?? '', entry.event]] : [])),
    incidents: incidents.length,
  };
}

const inOrder = (instants: number[]): number[] => instants.sort((a, b) => a - b);

/** The id of a job names the actor that has it. */
const pathOfJob = (id: string): string => (id.includes('~') ? `${id.slice(0, id.indexOf('~'))}/${id}` : id);
