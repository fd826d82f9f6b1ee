import fc from 'fast-check';
import { type AnyActorRef, type AnyStateMachine, assign, emit, raise, sendParent, sendTo, setup } from 'xstate';
import { type Happening, TICK } from './harness';

/** Plain data from which a machine is made, so that a failing one can be read and shrunk. */
interface StateSpec {
  readonly kind: 'atomic' | 'final' | 'compound' | 'parallel';
  readonly inside: readonly StateSpec[];
  readonly on: readonly MoveSpec[];
  readonly after: readonly (MoveSpec & { readonly ticks: number })[];
  readonly always: readonly MoveSpec[];
  readonly raises: readonly { readonly event: number; readonly ticks: number }[];
  readonly history: 'none' | 'shallow' | 'deep';
  readonly child: number;
  readonly tagged: boolean;
}

/** Numbers choose among what there is, modulo. */
interface MoveSpec {
  readonly event: number;
  readonly target: number;
  readonly reenter: boolean;
  readonly limit: number;
  readonly does: 'nothing' | 'raise' | 'emit' | 'tell' | 'tell later';
}

export interface MachineSpec {
  readonly root: StateSpec;
  readonly children: readonly StateSpec[];
}

const EVENTS = ['A', 'B', 'C', 'D', 'E'];
/** A machine that has moved so often stands still: no loop goes on for ever. */
const ENOUGH = 30;

const LEAVES = ['atomic', 'atomic', 'atomic', 'final'] as const;
const INNER = ['atomic', 'final', 'compound', 'compound', 'parallel', 'parallel'] as const;

const move = fc.record<MoveSpec>({
  event: fc.nat(4),
  target: fc.nat(30),
  reenter: fc.boolean(),
  limit: fc.nat(20),
  does: fc.constantFrom('nothing', 'raise', 'emit', 'tell', 'tell later'),
});

const few = <T>(one: fc.Arbitrary<T>, most: number) => fc.array(one, { maxLength: most });

const stateOf = (depth: number): fc.Arbitrary<StateSpec> =>
  fc.record<StateSpec>({
    kind: fc.constantFrom(...(depth === 0 ? LEAVES : INNER)),
    inside: depth === 0 ? fc.constant([]) : few(stateOf(depth - 1), 3),
    on: few(move, 3),
    after: few(
      move.chain(each => fc.integer({ min: 1, max: 9 }).map(ticks => ({ ...each, ticks }))),
      2,
    ),
    always: few(move, 1),
    raises: few(fc.record({ event: fc.nat(4), ticks: fc.integer({ min: 1, max: 6 }) }), 1),
    history: fc.constantFrom('none', 'shallow', 'deep'),
    child: fc.nat(7),
    tagged: fc.boolean(),
  });

export const machineSpec: fc.Arbitrary<MachineSpec> = fc.record({ root: stateOf(2), children: few(stateOf(1), 2) });

export const script: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.nat(4).map(event => ({ send: { type: EVENTS[event]! } })),
    fc.integer({ min: 1, max: 8 }).map(ticks => ({ advance: ticks * TICK })),
  ),
  { minLength: 1, maxLength: 10 },
);

interface Context {
  readonly moves: number;
  readonly trace: readonly string[];
}

/** Children are machines of the same sort without children of their own, and invoked by some of the states. */
export function machineOf({ root, children }: MachineSpec): AnyStateMachine {
  const actors = Object.fromEntries(children.map((child, n) => [`child${n}`, build(`child${n}`, child, {})]));
  return build('m', root, actors);
}

function build(id: string, root: StateSpec, actors: { readonly [name: string]: AnyStateMachine }): AnyStateMachine {
  const note = (word: string) =>
    assign(({ context }: { context: Context }) => ({ trace: [...context.trace, word].slice(-12) }));
  const count = assign(({ context }: { context: Context }) => ({ moves: context.moves + 1 }));
  const names = Object.keys(actors);
  // A transition to the root would invoke its actor a second time beside the first: two of one id do not last.
  const targets = pathsOf(root, id).slice(1);
  const inChild = id !== 'm';

  function transition({ target, reenter, limit, does, event }: MoveSpec, from: string, word: string): object {
    // To the history of a state that one is in, XState loses or doubles states.
    const open = targets.filter(path => !(path.endsWith('.h') && `${from}.`.startsWith(path.slice(0, -1))));
    return {
      ...(open.length > 0 && { target: `#${open[target % open.length]!}`, reenter }),
      guard: ({ context }: { context: Context }) => context.moves < Math.min(ENOUGH, limit * 5),
      actions: [count, note(word), ...doing(does, event)],
    };
  }

  function doing(does: MoveSpec['does'], event: number): unknown[] {
    const type = EVENTS[event]!;
    const options = does === 'tell later' ? { delay: 3 * TICK } : {};
    switch (does) {
      case 'nothing':
        return [];
      case 'raise':
        return [raise({ type })];
      case 'emit':
        return [emit({ type: `e${type}` })];
      default:
        return [inChild ? sendParent({ type }, options) : sendTo(firstChild, { type }, options)];
    }
  }

  function config(spec: StateSpec, path: string): object {
    const inside = insideOf(spec);
    const states = Object.fromEntries(inside.map((each, n) => [`s${n}`, config(each, `${path}.s${n}`)]));
    const key = path.slice(id.length);
    const history = spec.history !== 'none' && inside.length > 0;
    if (spec.kind === 'final' && path !== id) return { id: path, type: 'final', entry: [note(`+${key}`)], output: key };
    return {
      id: path,
      ...(inside.length > 0 && (spec.kind === 'parallel' ? { type: 'parallel' } : { initial: 's0' })),
      ...(inside.length > 0 && {
        states: { ...states, ...(history && { h: { id: `${path}.h`, type: 'history', history: spec.history } }) },
      }),
      ...(spec.tagged && { tags: [`tag${key}`] }),
      entry: [
        note(`+${key}`),
        ...spec.raises.map(({ event, ticks }) => raise({ type: EVENTS[event]! }, { delay: ticks * TICK })),
      ],
      exit: [note(`-${key}`)],
      ...(inside.length > 0 && { onDone: { actions: note(`over${key}`) } }),
      on: group(spec.on, ({ event }) => EVENTS[event]!, path),
      after: group(spec.after, ({ ticks }) => String(ticks * TICK), path),
      always: spec.always.map(each => transition(each, path, `always${key}`)),
      ...(names.length > 0 &&
        spec.child < 3 && {
          invoke: {
            id: `i${key}`,
            src: names[spec.child % names.length]!,
            onDone: { actions: note(`done${key}`) },
            ...(spec.child === 0 && { onSnapshot: { actions: note(`snap${key}`) } }),
          },
        }),
    };
  }

  function group<M extends MoveSpec>(moves: readonly M[], by: (move: M) => string, path: string): object {
    const groups: { [name: string]: object[] } = {};
    for (const each of moves) {
      const name = by(each);
      groups[name] = [...(groups[name] ?? []), transition(each, path, `${name}${path.slice(id.length)}`)];
    }
    return groups;
  }

  const { id: _, ...top } = config(root, id) as { id: string };
  return setup({ actors }).createMachine({ ...top, id, context: { moves: 0, trace: [] } } as never) as never;
}

const insideOf = ({ kind, inside }: StateSpec) => (kind === 'compound' || kind === 'parallel' ? inside : []);

/** The machine itself when it has none. */
const firstChild = ({ self }: { self: AnyActorRef }): AnyActorRef =>
  Object.values<AnyActorRef>(self.getSnapshot()?.children ?? {})[0] ?? self;

/** Ids of all states, history states among them. */
function pathsOf(spec: StateSpec, path: string): string[] {
  const inside = insideOf(spec);
  return [
    path,
    ...(spec.history !== 'none' && inside.length > 0 ? [`${path}.h`] : []),
    ...inside.flatMap((each, n) => pathsOf(each, `${path}.s${n}`)),
  ];
}
