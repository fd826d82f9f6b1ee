import type { AnyStateMachine } from 'xstate';
import { Case } from '../../../statechart/case';
import { type Definition, define } from '../../../statechart/definition';
import { begin, type Step, step } from '../../../statechart/step';
import type { AnyEvent, Envelope, Item, Json } from '../../../statechart/types';
import { PlainRun, plainJson } from '../../support/plain-run';

export { scripted } from '../../support/plain-run';

/** One thing that happens to a machine. Actors are named by their path of ids; times are in ms, multiples of `TICK`. */
export type Happening =
  | { readonly send: AnyEvent }
  | { readonly advance: number }
  | { readonly resolve: string; readonly output?: Json }
  | { readonly reject: string; readonly error: Json };

/** A machine that shows one feature, what happens to it, and how that ends: two runs that do nothing are alike as well. */
export interface Example {
  readonly name: string;
  readonly machine: AnyStateMachine;
  readonly input?: unknown;
  readonly script: readonly Happening[];
  /** Part of the persisted snapshot after the last happening. */
  readonly ends: object;
}

export const send = (type: string, data: object = {}): Happening => ({ send: { type, ...data } });
export const wait = (ms: number): Happening => ({ advance: ms });
export const resolve = (actor: string, output: Json = null): Happening => ({ resolve: actor, output });
export const reject = (actor: string, error: Json): Happening => ({ reject: actor, error });

/** What can be seen of a machine after a happening. */
export interface Picture {
  readonly snapshot: Json;
  readonly tags: readonly string[];
  readonly meta: Json;
  /** `<actor path> → <receiver path> <event type> at <due>` of every delayed event that waits. */
  readonly waiting: readonly string[];
  readonly emitted: readonly unknown[];
  /** Does an actor run that its parent no longer knows, because another got its id? */
  readonly orphans: boolean;
}

/** A run of a machine, one happening at a time. */
interface Run {
  readonly picture: () => Picture;
  readonly happen: (happening: Happening) => Promise<void> | void;
}

export const TICK = 10;

/** What a history state remembers is a set; how a reference to an actor is written does not matter. */
const persistedJson = (snapshot: unknown): Json =>
  JSON.parse(JSON.stringify(snapshot), (key, value) => {
    if (key === 'historyValue')
      return Object.fromEntries(
        Object.entries<{ id: string }[]>(value).map(([id, nodes]) => [id, nodes.map(node => node.id).sort()]),
      );
    if (value?.xstate$$type === 1) return `actor ${value.id}`;
    const path: string | undefined = value?.duecourse$$actor;
    return path === undefined ? value : `actor ${path.slice(path.lastIndexOf('/') + 1)}`;
  });

const sorted = (lines: string[]): string[] => lines.sort();

/** As XState's users run it. */
export function plain(machine: AnyStateMachine, input?: unknown): Run {
  const run = new PlainRun(machine, { input });
  return {
    picture: () => ({
      ...seen(run.root.getSnapshot(), run.root.getPersistedSnapshot()),
      waiting: sorted(run.waiting().map(({ from, to, type, due }) => `${from} → ${to} ${type} at ${due}`)),
      emitted: run.emitted,
      orphans: run.orphans,
    }),
    async happen(happening) {
      // What is due at this very instant comes first.
      await run.until(run.now);
      if ('send' in happening) await run.send(happening.send);
      else if ('advance' in happening) await run.until(run.now + happening.advance);
      else if ('resolve' in happening) await run.settle(happening.resolve, 'resolve', happening.output);
      else await run.settle(happening.reject, 'reject', happening.error);
    },
  };
}

/** As a case lives it: frozen to JSON after every step. `advance` comes as one late tick, or as one for each instant. */
export function durable(machine: AnyStateMachine, input?: unknown, ticks: 'late' | 'each' = 'late'): Run {
  const definition = define(machine);
  const emitted: Json[] = [];
  const generations = new Map<string, number>();
  let now = 0;
  const after = ({ envelope, effects }: Step): Envelope => {
    for (const effect of effects)
      if (effect.type === 'emitEvent') emitted.push(plainJson([effect.actor, effect.event]));
    for (const { actor, generation } of envelope.actors) generations.set(actor, generation);
    return JSON.parse(JSON.stringify(envelope));
  };
  let envelope = after(begin(definition, input, 0));
  const take = (item: Item) => {
    envelope = after(step(definition, envelope, item));
  };
  return {
    picture: () => pictureOf(definition, envelope, emitted),
    happen(happening) {
      if ('send' in happening) take({ type: 'event', at: now, event: happening.send });
      else if ('advance' in happening) {
        const until = now + happening.advance;
        while (now < until) {
          now = ticks === 'late' ? until : now + TICK;
          take({ type: 'tick', at: now });
        }
      } else if ('resolve' in happening) {
        const actor = happening.resolve;
        take({ type: 'done', at: now, actor, generation: generations.get(actor)!, output: happening.output });
      } else {
        const actor = happening.reject;
        take({ type: 'error', at: now, actor, generation: generations.get(actor)!, error: happening.error });
      }
    },
  };
}

function pictureOf(definition: Definition, envelope: Envelope, emitted: readonly Json[]): Picture {
  const { snapshot } = Case.restore(definition, envelope);
  return {
    ...seen(snapshot, envelope.snapshot),
    waiting: sorted(
      envelope.timers.map(({ actor, to, event, due }) => `${actor} → ${to ?? actor} ${event.type} at ${due}`),
    ),
    emitted,
    orphans: false,
  };
}

function seen(snapshot: { tags: Set<string>; getMeta(): unknown }, persisted: unknown) {
  return { snapshot: persistedJson(persisted), tags: sorted([...snapshot.tags]), meta: plainJson(snapshot.getMeta()) };
}

/** Runs a script plain and durable and answers with what was seen, in pairs: at the start and after each happening. */
export async function bothWays(
  machine: AnyStateMachine,
  script: readonly Happening[],
  { input, ticks }: { readonly input?: unknown; readonly ticks?: 'late' | 'each' } = {},
): Promise<{ readonly plain: Picture[]; readonly durable: Picture[] }> {
  const runs = { plain: plain(machine, input), durable: durable(machine, input, ticks) };
  const pictures = { plain: [copy(runs.plain)], durable: [copy(runs.durable)] };
  for (const happening of script) {
    await runs.plain.happen(happening);
    await runs.durable.happen(happening);
    pictures.plain.push(copy(runs.plain));
    pictures.durable.push(copy(runs.durable));
  }
  return pictures;
}

const copy = (run: Run): Picture => ({ ...run.picture(), emitted: [...run.picture().emitted] });
