import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyStateMachine, createMachine, setup } from 'xstate';
import { catalogue } from '../../../machines/catalogue';
import { lint, requireLasting } from '../../../statechart/lint/lint';
import type { LintOptions } from '../../../statechart/lint/rule';
import { RULES } from '../../../statechart/lint/rules';
import { orderMachine } from '../../support/order-machine';
import { examples, job, loose } from './machines/lint-examples';

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
