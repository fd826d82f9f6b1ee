import { type AnyStateMachine, createMachine } from 'xstate';
import { type Procedure, type ProcedureConfig, procedure } from '../../statechart/procedure';
import type { CaseFile, EveryCaseOptions, Seen, WithFile } from './file';
import { everyCaseTransitions } from './transitions';

/** A part of a machine's configuration, as far as it is looked into here. */
interface Part {
  readonly tags?: string | readonly string[];
  readonly on?: { readonly [type: string]: unknown };
  readonly states?: { readonly [key: string]: Part };
  readonly output?: unknown;
}

interface Transition {
  readonly target?: string;
  readonly actions?: unknown;
}

/**
 * A procedure for cases that people raise: its machine, with what can happen to every case laid under it. Written instead of
 * `procedure({ … })`; `owner`, `customer` and `withdrawnIn` say what the machine alone does not.
 */
export function everyCase({ owner, customer, withdrawnIn, ...config }: ProcedureConfig & EveryCaseOptions): Procedure {
  const seen: Seen = {
    owner: context => context.file?.assignedTo ?? owner?.(context as never) ?? 'agent',
    customer: context => customer?.(context as never),
  };
  const machine = laidUnder(config.machine, everyCaseTransitions(config.machine.id, seen), withdrawnIn);
  return procedure({
    ...config,
    machine,
    cancelledIn: 'withdrawn',
    everyCase: true,
    marks: context => marksOf((context as WithFile).file),
    idle: context => idleIn((context as WithFile).file),
  });
}

/** What a list shows of the case's file. */
const marksOf = (file: CaseFile | undefined): string[] => (file?.supervised ? ['supervised'] : []);

/** What cannot be asked of it as it stands. */
const idleIn = (file: CaseFile | undefined): string[] => (file?.supervised ? [] : ['SUPERVISION_ENDED']);

/** A machine that does what the upper one says and, where that says nothing, what the lower one does. */
function laidUnder(upper: AnyStateMachine, lower: AnyStateMachine, withdrawnIn: string | undefined): AnyStateMachine {
  const [above, below] = [upper.config as Part, lower.config as Part];
  const { WITHDRAWN: common, ...on } = below.on as { readonly [type: string]: Transition };
  const withdrawn = { ...common!, target: `#${upper.id}.withdrawn` };
  const whole = withWithdrawal(above, withdrawn, withdrawnIn);
  return createMachine(
    {
      ...whole,
      on: { ...on, ...(withdrawnIn === undefined && { WITHDRAWN: withdrawn }), ...whole.on },
      states: { ...whole.states, ...below.states },
      output: endOf(above.output),
    } as never,
    bothOf(upper, lower) as never,
  );
}

/** The withdrawal in the states with the tag; what a state says about one of its own is done besides. */
function withWithdrawal(part: Part, common: Transition, tag: string | undefined): Part {
  const own = part.on?.WITHDRAWN as Transition | undefined;
  const isTagged = tag !== undefined && [part.tags ?? []].flat().includes(tag);
  const here = own ? { ...common, ...own, actions: [common.actions, own.actions ?? []].flat() } : common;
  const inside = Object.entries(part.states ?? {}).map(([key, state]) => [key, withWithdrawal(state, common, tag)]);
  return {
    ...part,
    ...(part.states && { states: Object.fromEntries(inside) }),
    ...((own || isTagged) && { on: { ...part.on, WITHDRAWN: here } }),
  };
}

/** The named parts of both machines; the upper one's go before. */
function bothOf(upper: AnyStateMachine, lower: AnyStateMachine): object {
  const [a, b] = [upper.implementations, lower.implementations] as unknown as { [kind: string]: object }[];
  return Object.fromEntries(Object.keys(a!).map(kind => [kind, { ...b![kind], ...a![kind] }]));
}

/** The procedure's own output; of a case that ended otherwise, with how. */
const endOf = (own: unknown) => (args: { context: WithFile }) => {
  const output = typeof own === 'function' ? (own(args) as object) : own;
  const outcome = args.context.file?.ended;
  return outcome === undefined ? output : { ...(output as object), outcome };
};
