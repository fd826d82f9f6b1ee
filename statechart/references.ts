import { createActor } from 'xstate';
import { DuecourseError } from '../time/error';
import { type AnySnapshot, childOf, type InternalRef, refOf } from './internals';

/**
 * References to actors in a context, as JSON. XState keeps those to an actor's own children; a reference to anybody else (the
 * parent, a sibling, a child that has stopped) it would lose, and what is sent to a lost reference comes back to its sender.
 */
const MARK = 'duecourse$$actor';

/** Does plain data hold what would be taken for a reference to an actor? Nothing from outside may. */
export const holdsReference = (data: unknown): boolean => /"(xstate|duecourse)\$\$/.test(JSON.stringify(data) ?? '');

interface Mark {
  readonly [MARK]: string;
}

const paths = new WeakMap<InternalRef, string>();

/** The root of a case has the empty path, even where its case has a parent. */
export const markRoot = (ref: InternalRef): void => void paths.set(ref, '');

/** Ids from the root down, joined by `/`; the root's own path is empty. */
export function pathOf(ref: InternalRef): string {
  const known = paths.get(ref);
  if (known !== undefined || !ref._parent) return known ?? '';
  const above = pathOf(ref._parent);
  const own = ref.id.replace(/[%/]/g, encodeURIComponent);
  return above === '' ? own : `${above}/${own}`;
}

/** What waits for its time, with every reference in it written as a path. */
export const withMarks = <T>(data: T): T =>
  replace(data, value => (isActor(value) ? { [MARK]: pathOf(value) } : undefined)) as T;

/**
 * Lets through what another process or workflow is given, for an actor lives in its case alone.
 * @throws DuecourseError `ACTOR_LEAVES_CASE`
 */
export function requireNoActor(data: unknown, receiver: string): void {
  replace(data, value => {
    if (!isActor(value)) return undefined;
    throw new DuecourseError(
      'ACTOR_LEAVES_CASE',
      `'${receiver}' is given a reference to the actor '${value.id}', and runs where that actor does not live: give it what it needs as plain data.`,
      { receiver, actor: value.id },
    );
  });
}

/** The snapshot with the references that XState would lose written as paths; the one given is not changed. */
export function withPaths(snapshot: AnySnapshot): AnySnapshot {
  const { context } = snapshot as { context?: unknown };
  const written = replace(context, value => {
    if (!isActor(value) || childOf(snapshot, value.id) === value) return undefined;
    return { [MARK]: pathOf(value) };
  });
  return written === context ? snapshot : ({ ...snapshot, context: written } as unknown as AnySnapshot);
}

/** A context in which paths are references again. */
export const withReferences = (context: unknown, find: (path: string) => InternalRef | undefined): unknown =>
  replace(context, value => (isMark(value) ? (find(value[MARK]) ?? goneActor(value[MARK])) : undefined));

/** Stands for an actor that has stopped: it takes nothing and does nothing. */
function goneActor(path: string): InternalRef {
  const logic = {
    getInitialSnapshot: () => ({ status: 'stopped' }),
    getPersistedSnapshot: (snapshot: unknown) => snapshot,
    transition: (snapshot: unknown) => snapshot,
  };
  const ref = refOf(createActor(logic as never, { id: path.slice(path.lastIndexOf('/') + 1) } as never));
  ref._stop();
  paths.set(ref, path);
  return ref;
}

/** Deep, and a copy only of what leads to something replaced. */
function replace(value: unknown, by: (value: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const other = by(value);
  if (other !== undefined) return other;
  if (isActor(value)) return value;
  let copy: { [key: string]: unknown } | undefined;
  for (const key of Object.keys(value)) {
    const each = (value as { readonly [key: string]: unknown })[key];
    const replaced = replace(each, by);
    if (replaced === each) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as { [key: string]: unknown };
    copy[key] = replaced;
  }
  return copy ?? value;
}

const isActor = (value: object): value is InternalRef => 'sessionId' in value && 'send' in value && 'ref' in value;
const isMark = (value: object): value is Mark => MARK in value;
