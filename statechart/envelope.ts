import { DuecourseError } from '../time/error';
import { Case } from './case';
import type { Definition } from './definition';
import type { Envelope } from './types';

/** What is wrong with a value, by the path of the part that it is about; nothing if it has the shape. */
type Shape = (value: unknown, path: string) => string | undefined;

const is =
  (what: string, test: (value: unknown) => boolean): Shape =>
  (value, path) =>
    test(value) ? undefined : `${path} is not ${what}`;

const text = is('a text', value => typeof value === 'string');
const flag = is('true or false', value => typeof value === 'boolean');
const count = is('a whole number', value => Number.isSafeInteger(value) && (value as number) >= 0);
const instant = is('an instant', value => Number.isFinite(value));
const anything: Shape = () => undefined;
const maybe =
  (shape: Shape): Shape =>
  (value, path) =>
    value === undefined ? undefined : shape(value, path);

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const object =
  (fields: { readonly [name: string]: Shape }): Shape =>
  (value, path) =>
    isObject(value)
      ? first(Object.entries(fields), ([name, shape]) => shape(value[name], `${path}.${name}`))
      : `${path} is not an object`;

const list =
  (shape: Shape): Shape =>
  (value, path) =>
    Array.isArray(value)
      ? first([...value.entries()], ([index, each]) => shape(each, `${path}[${index}]`))
      : `${path} is not a list`;

const each =
  (shape: Shape): Shape =>
  (value, path) =>
    isObject(value)
      ? first(Object.entries(value), ([name, one]) => shape(one, `${path}.${name}`))
      : `${path} is not an object`;

function first<T>(all: readonly T[], find: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const problem = find(one);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const CLOCK = ['running', 'paused', 'met', 'met-late', 'cancelled'];

const ENVELOPE = object({
  name: text,
  version: count,
  snapshot: object({ status: text, value: anything, context: anything }),
  timers: list(
    object({ actor: text, id: text, generation: count, due: instant, event: object({ type: text }), to: maybe(text) }),
  ),
  clocks: each(
    object({
      cycle: count,
      status: is(`one of ${CLOCK.join(', ')}`, value => CLOCK.includes(value as string)),
      missed: flag,
      missedAt: maybe(instant),
      started: instant,
      budget: instant,
      used: instant,
      since: instant,
      turns: maybe(list(instant)),
      pause: maybe(object({ reason: text, since: instant, rung: count })),
      rung: count,
    }),
  ),
  actors: list(object({ actor: text, generation: count, machine: text, src: text, workflow: maybe(text) })),
  incidents: maybe(list(object({ actor: text, generation: count, at: instant }))),
  journal: list(object({ type: text, at: instant })),
  dropped: maybe(count),
  revision: count,
  generation: count,
  at: instant,
  hasParent: maybe(flag),
});

/**
 * A saved case that can be taken up: of a known layout, whole, and of this machine.
 * @throws DuecourseError `ENVELOPE_LAYOUT` (a later release saved it), `ENVELOPE_MACHINE`, or `ENVELOPE_DAMAGED` with what is wrong with it
 */
export function requireWhole(definition: Definition, saved: unknown): Envelope {
  const { layout } = (saved ?? {}) as { layout?: unknown };
  const problem = Number.isSafeInteger(layout) && (layout as number) > 0 ? undefined : 'layout is not a whole number';
  if (problem) throw damaged(problem);
  if (layout === 1) {
    const inside = ENVELOPE(saved, 'envelope');
    if (inside !== undefined) throw damaged(inside);
  }
  const envelope = saved as Envelope;
  const taken = takenUp(definition, envelope);
  const lost = envelope.actors.find(({ actor }) => !taken.knows(actor));
  if (lost) throw damaged(`nothing of the machine runs as '${lost.actor}'`);
  const clock = Object.keys(envelope.clocks).find(name => !Object.hasOwn(definition.clocks, name));
  if (clock !== undefined) throw damaged(`there is no clock '${clock}'`);
  return envelope;
}

/** Nothing of a machine's own code runs when a case is taken up: whatever throws is about what was saved. */
function takenUp(definition: Definition, envelope: Envelope): Case {
  try {
    return Case.restore(definition, envelope);
  } catch (error) {
    if (error instanceof DuecourseError) throw error;
    throw damaged(error instanceof Error ? error.message : String(error));
  }
}

const damaged = (problem: string): DuecourseError =>
  new DuecourseError(
    'ENVELOPE_DAMAGED',
    `What was saved of this case is damaged: ${problem}. Its earlier runs are whole; reset the case to one of them, or mend the worker and retry.`,
    { problem },
  );
