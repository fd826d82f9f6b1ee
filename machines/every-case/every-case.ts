import { type AnyStateMachine, createMachine } from 'xstate';
import type { Extension } from '../../statechart/definition';
import { type Procedure, type ProcedureConfig, procedure } from '../../statechart/procedure';
import { label } from '../label';
import { type EveryCaseOptions, idleIn, marksOf, type Seen, type WithFile } from './file';
import { hindrance } from './refusals';
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
 * `procedure({ … })`; the options say what the machine alone does not.
 */
export function everyCase({
  owner,
  customer,
  withdrawnIn,
  reopening,
  ...config
}: ProcedureConfig & EveryCaseOptions): Procedure {
  const seen: Seen = {
    owner: context => context.file?.assignedTo ?? owner?.(context as never) ?? 'agent',
    customer: context => customer?.(context as never),
  };
  const own = reopening ? reopened(config.machine, reopening) : config.machine;
  const machine = laidUnder(own, everyCaseTransitions(own.id, seen), withdrawnIn);
  const extension: Extension = {
    clocks: Object.entries(config.clocks).flatMap(([name, { until }]) => (until ? [] : name)),
    isGranted: context => (context as WithFile).file?.extension?.granted !== undefined,
    length: context => (context as WithFile).policy.limits.extension!,
  };
  return procedure({
    ...config,
    machine,
    extension,
    everyCase: true,
    cancelledIn: ['withdrawn', 'duplicate'],
    pauses: { ...config.pauses, hold: { zh: '挂起，等待客户', en: 'On hold for the customer' } },
    timerTitles: { 'duecourse.hold.due': { title: { zh: '挂起期限', en: 'End of the hold' } } },
    marks: context => marksOf(context as WithFile),
    idle: context => idleIn(context as WithFile),
    held: context => ((context as WithFile).file?.hold ? 'hold' : undefined),
    hinders: (standing, event) => hindrance(standing, event, extension),
  });
}

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

/** The machine that can be opened again from the states of its callback period. */
function reopened(machine: AnyStateMachine, { from, to, actions }: NonNullable<EveryCaseOptions['reopening']>) {
  const { states = {}, ...rest } = machine.config as Part;
  const REOPENED = { target: `#${machine.id}.${to}`, actions, meta: label('重新办理', 'Opened again') };
  const again = from.map(key => [key, { ...states[key], on: { ...states[key]?.on, REOPENED } }]);
  const config = { ...rest, states: { ...states, ...Object.fromEntries(again) } };
  return createMachine(config as never, machine.implementations as never) as AnyStateMachine;
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
  const { ended, duplicateOf } = args.context.file ?? {};
  return ended === undefined
    ? output
    : { ...(output as object), outcome: ended, ...(duplicateOf !== undefined && { duplicateOf }) };
};
