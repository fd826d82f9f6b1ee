import {
  type AnyStateMachine,
  and,
  assign,
  createMachine,
  enqueueActions,
  fromCallback,
  fromPromise,
  fromTransition,
  not,
  raise,
  sendTo,
  setup,
  spawnChild,
} from 'xstate';
import type { LintOptions } from '../../../../statechart/lint/rule';

export const job = fromPromise(async () => 1);
const counter = fromTransition((n: number) => n, 0);
const withJob = setup({ actors: { job, counter } });
export const loose = (config: object): AnyStateMachine =>
  setup({}).createMachine({ id: 'm', ...config } as never) as never;

/** Each rule: a machine that breaks it, what is said where, and the like of it that is good. */
export const examples: {
  readonly [code: string]: {
    readonly bad: AnyStateMachine;
    readonly options?: LintOptions;
    readonly says: readonly (readonly [state: string | undefined, problem: RegExp])[];
    readonly good: AnyStateMachine;
  };
} = {
  'actor-cannot-last': {
    bad: setup({ actors: { listen: fromCallback(() => undefined) } }).createMachine({ id: 'm' }),
    says: [[undefined, /'listen'/]],
    good: withJob.createMachine({ id: 'm' }),
  },
  'actor-without-timeout': {
    bad: withJob.createMachine({ id: 'm', invoke: { id: 'job', src: 'job' } }),
    options: { actors: { other: { startToCloseTimeout: '1s' } } },
    says: [[undefined, /'job'/]],
    good: setup({ actors: { counter } }).createMachine({ id: 'm' }),
  },
  'inline-actor': {
    bad: createMachine({ id: 'm', invoke: { id: 'job', src: job }, entry: spawnChild(job, { id: 'x' }) }),
    says: [
      ['m', /'job'/],
      ['m', /spawnChild/],
    ],
    good: withJob.createMachine({ id: 'm', invoke: { id: 'job', src: 'job' } }),
  },
  'unknown-actor': {
    bad: loose({ invoke: { id: 'job', src: 'jbo' }, exit: spawnChild('bjo' as never, { id: 'x' } as never) }),
    says: [
      ['m', /'jbo'/],
      ['m', /'bjo'/],
    ],
    good: withJob.createMachine({ id: 'm', invoke: { id: 'job', src: 'job' } }),
  },
  'spawn-without-id': {
    bad: withJob.createMachine({ id: 'm', initial: 'a', states: { a: { entry: spawnChild('job') } } }),
    says: [['m.a', /'job'/]],
    good: withJob.createMachine({ id: 'm', entry: spawnChild('job', { id: ({ event }) => event.type }) }),
  },
  'invoke-without-id': {
    bad: withJob.createMachine({ id: 'm', invoke: [{ id: 'one', src: 'job' }, { src: 'job' }] }),
    says: [['m', /'job'/]],
    good: withJob.createMachine({ id: 'm', invoke: { id: 'job', src: 'job' } }),
  },
  'shared-actor-id': {
    bad: withJob.createMachine({
      id: 'm',
      type: 'parallel',
      states: {
        a: { invoke: { id: 'x', src: 'job' } },
        b: { initial: 'c', states: { c: { invoke: { id: 'x', src: 'counter' } } } },
      },
    }),
    says: [['m.b.c', /'x'/]],
    good: withJob.createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { invoke: { id: 'x', src: 'job' }, on: { GO: 'b' } }, b: { invoke: { id: 'x', src: 'counter' } } },
    }),
  },
  'shared-system-id': {
    bad: setup({
      actors: {
        counter,
        inner: setup({ actors: { counter } }).createMachine({
          id: 'inner',
          invoke: { id: 'c', src: 'counter', systemId: 'S' },
        }),
      },
    }).createMachine({
      id: 'm',
      invoke: [
        { id: 'c', src: 'counter', systemId: 'S' },
        { id: 'i', src: 'inner' },
      ],
    }),
    says: [['inner', /'S'/]],
    good: withJob.createMachine({
      id: 'm',
      initial: 'a',
      states: {
        a: { invoke: { id: 'x', src: 'job', systemId: 'S' }, on: { GO: 'b' } },
        b: { invoke: { id: 'y', src: 'job', systemId: 'S' } },
      },
    }),
  },
  'unknown-delay': {
    bad: loose({
      initial: 'a',
      states: { a: { after: { patence: 'b' }, entry: raise({ type: 'X' }, { delay: 'nope' as never }) }, b: {} },
    }),
    says: [
      ['m.a', /'patence'/],
      ['m.a', /'nope'/],
    ],
    good: setup({ delays: { patience: 5 } }).createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { after: { patience: 'b', 7: 'b' } }, b: {} },
    }),
  },
  'bad-delay': {
    bad: setup({ delays: { never: Number.POSITIVE_INFINITY } }).createMachine({
      id: 'm',
      initial: 'a',
      states: {
        a: { after: { '-5': 'b' } },
        b: { exit: sendTo(({ self }) => self, { type: 'X' }, { delay: Number.NaN }) },
      },
    }),
    says: [
      ['m.a', /-5/],
      ['m.b', /NaN/],
      [undefined, /'never'/],
    ],
    good: setup({ delays: { soon: 0, later: ({ event }) => event.type.length } }).createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { after: { soon: 'b' } }, b: {} },
    }),
  },
  'shared-timer-id': {
    bad: createMachine({
      id: 'm',
      entry: [raise({ type: 'X' }, { id: 't', delay: 5 }), raise({ type: 'Y' }, { id: 't', delay: 9 })],
    }),
    says: [['m', /'t'/]],
    good: createMachine({
      id: 'm',
      entry: raise({ type: 'X' }, { id: 't', delay: 5 }),
      on: { GO: { actions: raise({ type: 'X' }, { id: 't', delay: 9 }) } },
    }),
  },
  'unknown-guard': {
    bad: loose({
      on: {
        A: { guard: 'gone', actions: [] },
        B: { guard: and([not('lost' as never), { type: 'away' } as never]), actions: [] },
      },
    }),
    says: [
      ['m', /'gone'/],
      ['m', /'lost'/],
      ['m', /'away'/],
    ],
    good: setup({ guards: { yes: () => true, no: not('yes') } }).createMachine({
      id: 'm',
      on: { A: { guard: and(['yes', not('no'), () => true]), actions: [] } },
    }),
  },
  'always-loop': {
    bad: createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { always: 'c' }, c: { initial: 'd', states: { d: { always: '#m.b' } } } },
    }),
    says: [
      ['m.b', /always/],
      ['m.c.d', /always/],
    ],
    good: createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { always: 'b' }, b: { always: [{ guard: () => true, target: 'c' }, { target: 'a' }] }, c: {} },
    }),
  },
  'restarted-regions': {
    bad: createMachine({
      id: 'm',
      type: 'parallel',
      states: {
        left: { initial: 'a', states: { a: { on: { OVER: '#m.right.b' } }, b: {} } },
        right: { initial: 'a', states: { a: {}, b: {} } },
      },
      on: { RESET: '.left.b' },
    }),
    says: [
      ['m', /'RESET'.*'right'/],
      ['m.left.a', /'OVER'.*'left'/],
    ],
    good: createMachine({
      id: 'm',
      type: 'parallel',
      states: {
        left: {
          initial: 'a',
          states: { a: { on: { OVER: { actions: raise({ type: 'GO' }) } } }, b: {} },
          on: { IN: '.b' },
        },
        right: { initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } },
      },
      on: {
        BOTH: { target: ['.left.b', '.right.b'] },
        ALL: { target: '#m', reenter: true },
      },
    }),
  },
  'bare-wildcard': {
    bad: createMachine({ id: 'm', on: { '*': { actions: [] } } }),
    says: [['m', /every event/]],
    good: createMachine({ id: 'm', on: { 'payment.*': { actions: [] } } }),
  },
  'inline-action': {
    bad: createMachine({
      id: 'm',
      entry: () => undefined,
      on: { GO: { actions: function pay() {} } },
    }),
    says: [
      ['m', /inline/],
      ['m', /'pay'/],
    ],
    good: setup({ actions: { pay: () => undefined, add: assign({}) } }).createMachine({
      id: 'm',
      entry: [
        'pay',
        'add',
        { type: 'elsewhere' } as never,
        assign({}),
        raise({ type: 'X' }),
        enqueueActions(() => undefined),
      ],
      initial: 'a',
      states: { a: { after: { 5: 'b' } }, b: {} },
    }),
  },
  'unreachable-state': {
    bad: createMachine({
      id: 'm',
      initial: 'a',
      states: { a: {}, b: { initial: 'c', states: { c: {} }, on: { GO: 'a' } } },
    }),
    says: [['m.b', /leads/]],
    good: createMachine({
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { GO: 'p.deep', BACK: 'h.last' } },
        p: {
          type: 'parallel',
          states: { deep: {}, beside: { initial: 'x', states: { x: { after: { 5: 'y' } }, y: {} } } },
        },
        h: {
          initial: 'one',
          states: { one: {}, two: {}, last: { type: 'history', target: 'two' } },
          on: { NEXT: '.one' },
        },
      },
    }),
  },
  'nobody-may-leave': {
    bad: createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { on: { SECRET: 'c' } }, c: { type: 'final' } },
    }),
    options: { roles: { GO: ['agent'], SECRET: [] } },
    says: [['m.b', /no role/]],
    good: createMachine({
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { GO: 'b' } },
        b: { on: { 'clock.reply.missed': 'c' } },
        c: { after: { 5: 'd' } },
        d: { initial: 'e', states: { e: { on: { NOBODY: 'f' } }, f: {} }, on: { GO: 'end' } },
        end: { type: 'final' },
      },
    }),
  },
};
