import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { catalogue } from '../../../machines/catalogue';
import { lint, requireLasting } from '../../../statechart/lint/lint';
import type { LintOptions } from '../../../statechart/lint/rule';
import { RULES } from '../../../statechart/lint/rules';
import { orderMachine } from '../../support/order-machine';

const job = fromPromise(async () => 1);
const counter = fromTransition((n: number) => n, 0);
const withJob = setup({ actors: { job, counter } });
const loose = (config: object): AnyStateMachine => setup({}).createMachine({ id: 'm', ...config } as never) as never;

/** Each rule: a machine that breaks it, what is said where, and the like of it that is good. */
const examples: {
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

const named = (code: string, machine: AnyStateMachine, options?: LintOptions) =>
  lint(machine, options).filter(finding => finding.code === code);

describe.each(RULES.map(rule => [rule.code, rule] as const))('%s', (code, { severity, instead }) => {
  const { bad, good, says, options } = examples[code]!;

  test('is found, with the state and what to write instead', () => {
    const found = named(code, bad, options);
    expect(found).toHaveLength(says.length);
    for (const [index, [state, problem]] of says.entries()) {
      expect(found[index]).toMatchObject({ severity, instead, problem: expect.stringMatching(problem) });
      expect(found[index]!.state).toBe(state);
    }
  });

  test('is not found where there is nothing to find', () => {
    expect(named(code, good, options)).toEqual([]);
  });

  test('is found in a machine inside another', () => {
    const outer = setup({ actors: { bad } as never }).createMachine({
      id: 'outer',
    } as never) as unknown as AnyStateMachine;
    expect(named(code, outer, options).map(({ machine }) => machine)).toEqual(
      named(code, bad, options)
        .map(() => bad.id)
        .map(id => (code === 'shared-system-id' ? 'outer' : id)),
    );
  });

  test('passes when it is allowed', () => {
    expect(named(code, bad, { ...options, allow: { [code]: 'known' } })).toEqual([]);
  });
});

describe('a machine that is registered', () => {
  test('every rule has its example', () => {
    expect(Object.keys(examples).sort()).toEqual(RULES.map(({ code }) => code).sort());
  });

  test('cannot last → one error with everything that is wrong, in words', () => {
    const machine = loose({ invoke: { src: job }, initial: 'a', states: { a: { after: { patence: 'b' } }, b: {} } });
    expect(() => requireLasting(machine)).toThrow(
      expect.objectContaining({
        code: 'MACHINE_CANNOT_LAST',
        message: [
          "The machine 'm' cannot be run as a case:",
          `- m: The actor '0.m' is written inline. ${ruleOf('inline-actor').instead} [inline-actor]`,
          `- m.a: after names the delay 'patence', which the machine does not have. ${ruleOf('unknown-delay').instead} [unknown-delay]`,
        ].join('\n'),
      }),
    );
  });

  test('has only warnings → passes', () => {
    const machine = createMachine({ id: 'm', entry: () => undefined, on: { '*': {} } });
    expect(lint(machine).map(({ code }) => code)).toEqual(['bare-wildcard', 'inline-action']);
    expect(() => requireLasting(machine)).not.toThrow();
  });

  test('allows a rule that does not exist → refused, with the rules there are', () => {
    expect(() => requireLasting(orderMachine, { allow: { 'inline-actors': 'x' } })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_LINT_RULE', message: expect.stringContaining('inline-actor,') }),
    );
  });

  test("a stranger's order passes without a word", () => {
    expect(lint(orderMachine, { actors: { chargeCard: { startToCloseTimeout: '30s' } } })).toEqual([]);
  });

  test.each(Object.entries(catalogue))('%s passes without a word', (_, { procedure, schema }) => {
    const roles = Object.fromEntries(Object.entries(schema.events).map(([type, { by }]) => [type, by]));
    expect(lint(procedure.machine, { actors: {}, roles })).toEqual([]);
  });
});

const ruleOf = (code: string) => RULES.find(rule => rule.code === code)!;

/** docs/lint.md, as the table of rules has it. */
const documented = RULES.map(
  ({ code, severity, what, why, instead }) =>
    `## ${code}\n\n*${severity}* — ${what}\n\n**Why.** ${why}\n\n**Instead.** ${instead}\n`,
).join('\n');

test('docs/lint.md says what the rules say', () => {
  const document = readFileSync(join(__dirname, '../../../docs/lint.md'), 'utf8');
  expect(document.slice(document.indexOf('## '))).toBe(documented);
});
