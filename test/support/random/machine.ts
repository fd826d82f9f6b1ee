import {
  type AnyActorRef,
  type AnyStateMachine,
  assign,
  emit,
  type fromPromise,
  raise,
  sendParent,
  sendTo,
  setup,
} from 'xstate';

/** Plain data from which a machine is made, so that a failing one can be read and shrunk, and sent to where it runs. */
export interface StateSpec {
  readonly kind: 'atomic' | 'final' | 'compound' | 'parallel';
  readonly inside: readonly StateSpec[];
  readonly on: readonly MoveSpec[];
  readonly after: readonly (MoveSpec & { readonly ticks: number })[];
  readonly always: readonly MoveSpec[];
  readonly raises: readonly { readonly event: number; readonly ticks: number }[];
  readonly history: 'none' | 'shallow' | 'deep';
  readonly child: number;
  readonly job: number;
  readonly jobDone: MoveSpec;
  readonly tagged: boolean;
}

/** Numbers choose among what there is, modulo. */
export interface MoveSpec {
  readonly event: number;
  readonly target: number;
  readonly reenter: boolean;
  readonly limit: number;
  readonly does: 'nothing' | 'raise' | 'emit' | 'tell' | 'tell later' | 'deed';
}

export interface MachineSpec {
  readonly root: StateSpec;
  readonly children: readonly StateSpec[];
}

/** What the machine finds around it. */
export interface World {
  /** The unit of all delays, ms. */
  readonly tick: number;
  /** What promise actors and the action `deed` do; without it the machine has neither. */
  readonly outside?: Outside;
}

export interface Outside {
  readonly job: ReturnType<typeof fromPromise<unknown, JobInput>>;
  /** Absent where somebody else carries it out. */
  readonly deed?: (args: unknown, params: { readonly deed: string }) => void;
}

export interface JobInput {
  readonly job: string;
  readonly fails: boolean;
}

export const EVENTS = ['A', 'B', 'C', 'D', 'E'];
/** A machine that has moved so often stands still: no loop goes on for ever. */
const ENOUGH = 30;
/** A job is worth more than a move: machines that do nothing but work are slow to watch. */
const MANY_JOBS = 8;

interface Context {
  readonly moves: number;
  readonly trace: readonly string[];
}

/** Children are machines of the same sort without children of their own, and invoked by some of the states. */
export function machineOf({ root, children }: MachineSpec, world: World): AnyStateMachine {
  return build('m', '', root, children, world);
}

/** `above` is the path of the state that invokes the machine: ids of jobs are unique within the case. */
function build(
  id: string,
  above: string,
  root: StateSpec,
  children: readonly StateSpec[],
  world: World,
): AnyStateMachine {
  const { tick, outside } = world;
  const inChild = above !== '';
  // What a child notes is told as well: nobody else can look into it.
  const note = (word: string): unknown[] => [
    assign(({ context }: { context: Context }) => ({ trace: [...context.trace, word].slice(-12) })),
    ...(inChild && outside ? [emit({ type: word })] : []),
  ];
  const count = assign(({ context }: { context: Context }) => ({ moves: context.moves + 1 }));
  const actors: { [name: string]: unknown } = { ...(outside && { job: outside.job }) };
  // A transition to the root would invoke its actor a second time beside the first: two of one id do not last.
  const targets = pathsOf(root, id).slice(1);

  function transition({ target, reenter, limit, does, event }: MoveSpec, from: string, word: string): object {
    // To the history of a state that one is in, XState loses or doubles states.
    const open = targets.filter(path => !(path.endsWith('.h') && `${from}.`.startsWith(path.slice(0, -1))));
    return {
      ...(open.length > 0 && { target: `#${open[target % open.length]!}`, reenter }),
      guard: ({ context }: { context: Context }) => context.moves < Math.min(ENOUGH, limit * 5),
      actions: [count, ...note(word), ...doing(does, event, word)],
    };
  }

  function doing(does: MoveSpec['does'], event: number, word: string): unknown[] {
    const type = EVENTS[event]!;
    const options = does === 'tell later' ? { delay: 3 * tick } : {};
    switch (does) {
      case 'nothing':
        return [];
      case 'raise':
        return [raise({ type })];
      case 'emit':
        return [emit({ type: `e${type}` })];
      case 'deed':
        return outside ? [{ type: 'deed', params: { deed: `${above} ${word}` } }] : [];
      default:
        return [inChild ? sendParent({ type }, options) : sendTo(firstChild, { type }, options)];
    }
  }

  function config(spec: StateSpec, path: string): object {
    const inside = insideOf(spec);
    const states = Object.fromEntries(inside.map((each, n) => [`s${n}`, config(each, `${path}.s${n}`)]));
    const key = path.slice(id.length);
    const history = spec.history !== 'none' && inside.length > 0;
    if (spec.kind === 'final' && path !== id) return { id: path, type: 'final', entry: note(`+${key}`), output: key };
    return {
      id: path,
      ...(inside.length > 0 && (spec.kind === 'parallel' ? { type: 'parallel' } : { initial: 's0' })),
      ...(inside.length > 0 && {
        states: { ...states, ...(history && { h: { id: `${path}.h`, type: 'history', history: spec.history } }) },
      }),
      ...(spec.tagged && { tags: [`tag${key}`] }),
      entry: [
        ...note(`+${key}`),
        ...spec.raises.map(({ event, ticks }) => raise({ type: EVENTS[event]! }, { delay: ticks * tick })),
      ],
      exit: note(`-${key}`),
      ...(inside.length > 0 && { onDone: { actions: note(`over${key}`) } }),
      on: group(spec.on, ({ event }) => EVENTS[event]!, path),
      after: group(spec.after, ({ ticks }) => String(ticks * tick), path),
      always: spec.always.map(each => transition(each, path, `always${key}`)),
      invoke: [...childOf(spec, key), ...jobOf(spec, key, path)],
    };
  }

  function childOf(spec: StateSpec, key: string): object[] {
    if (children.length === 0 || spec.child > 2) return [];
    const n = spec.child % children.length;
    const src = outside ? `child${n}${key}` : `child${n}`;
    actors[src] ??= build(`child${n}`, `i${key}/`, children[n]!, [], world);
    const snapshots = spec.child === 0 && { onSnapshot: { actions: note(`snap${key}`) } };
    return [{ id: `i${key}`, src, onDone: { actions: note(`done${key}`) }, ...snapshots }];
  }

  function jobOf({ job, jobDone }: StateSpec, key: string, path: string): object[] {
    if (!outside || job > 2) return [];
    const name = `${above}j${key}`;
    const next = transition({ ...jobDone, limit: Math.min(jobDone.limit, MANY_JOBS / 5) }, path, `worked${key}`);
    return [
      {
        id: name.replace('/', '~'),
        src: 'job',
        input: { job: name, fails: job === 2 },
        onDone: next,
        onError: { actions: note(`failed${key}`) },
      },
    ];
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
  const implementations = { actors, actions: { deed: outside?.deed } };
  const made: unknown = setup(implementations as never).createMachine({
    ...top,
    id,
    context: { moves: 0, trace: [] },
    output: ({ context }: { context: Context }) => context,
  } as never);
  return made as AnyStateMachine;
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
