import type { StateNodeLike, TransitionLike } from '../internals';
import {
  type ActionLike,
  actionsOf,
  ancestorsOf,
  builtIn,
  guardNames,
  implementationsOf,
  isInline,
  isWithin,
  transitionsOf,
} from './parts';
import { enteredBy } from './reach';
import type { Fault, Subject } from './rule';

export function* restartedRegions({ states }: Subject): Generator<Fault> {
  for (const node of states) {
    for (const transition of transitionsOf(node)) {
      const restarted = regionsRestarted(transition);
      if (restarted.length === 0) continue;
      const words = restarted.map(({ key }) => `'${key}'`).join(', ');
      yield {
        state: node.id,
        problem: `${wordsFor(transition)} goes into one region of '${restarted[0]!.parent!.id}' and begins ${words} anew, with all timers.`,
      };
    }
  }
}

/** Regions that XState 5 leaves and enters again although the transition is about another one. */
function regionsRestarted({ source, target, reenter }: TransitionLike): StateNodeLike[] {
  if (!target?.length || target.every(node => node === source)) return [];
  const within = !reenter && target.every(node => node === source || isWithin(node, source));
  const domain = within
    ? source
    : [...ancestorsOf(source)].find(ancestor => target.every(node => isWithin(node, ancestor)));
  if (domain?.type !== 'parallel') return [];
  return Object.values(domain.states).filter(
    region => region.type !== 'history' && !target.some(node => node === region || isWithin(node, region)),
  );
}

const wordsFor = ({ eventType }: TransitionLike): string => (eventType === '' ? 'always' : `'${eventType}'`);

export function* bareWildcards({ states }: Subject): Generator<Fault> {
  for (const node of states)
    if (node.transitions.has('*')) yield { state: node.id, problem: `The state takes every event there is: '*'.` };
}

export function* unknownGuards({ machine, states }: Subject): Generator<Fault> {
  const known = implementationsOf(machine, 'guards');
  const faults = (guard: unknown, place: { readonly state?: string }): Fault[] =>
    guardNames(guard)
      .filter(name => !(name in known))
      .map(name => ({ ...place, problem: `The machine has no guard '${name}'.` }));
  for (const node of states) for (const { guard } of transitionsOf(node)) yield* faults(guard, { state: node.id });
  for (const guard of Object.values(known)) yield* faults(guard, {});
}

export function* inlineActions(subject: Subject): Generator<Fault> {
  for (const { state, it } of actionsOf(subject)) {
    if (!isInline(it)) continue;
    const name = (it as { readonly name: string }).name;
    yield {
      ...(state !== undefined && { state }),
      problem: `The action ${name === '' ? '' : `'${name}' `}is written inline.`,
    };
  }
}

export function* alwaysLoops({ states }: Subject): Generator<Fault> {
  for (const node of states)
    if (runsForEver(node)) yield { state: node.id, problem: 'Its always leads back to it without any condition.' };
}

/** Follows what is certain to happen; wherever a guard is asked, the chain may end. */
function runsForEver(start: StateNodeLike): boolean {
  const seen = new Set<StateNodeLike>();
  let node: StateNodeLike | undefined = start;
  while (node && !seen.has(node)) {
    seen.add(node);
    const [always] = node.always ?? [];
    if (!always || always.guard !== undefined) return false;
    if (!always.target) return always.actions.some(action => builtIn(action as ActionLike)?.type === 'xstate.assign');
    const entered = enteredBy(always);
    if (entered.some(each => each.always?.some(({ guard }) => guard !== undefined))) return false;
    node = entered.find(each => each.always?.length);
  }
  return node === start;
}
