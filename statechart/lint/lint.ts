import type { AnyStateMachine } from 'xstate';
import { DuecourseError } from '../../time/error';
import { allStatesOf, treeOf } from './parts';
import type { Finding, LintOptions } from './rule';
import { RULES } from './rules';

/** What is wrong with a machine and the machines inside it, errors first; without what `allow` lets pass. */
export function lint(machine: AnyStateMachine, options: LintOptions = {}): Finding[] {
  const tree = treeOf(machine, options.workflows);
  const subjects = tree.map(each => ({
    machine: each,
    states: allStatesOf(each),
    options,
    isRoot: each === machine,
    tree,
  }));
  const findings = RULES.filter(({ code }) => options.allow?.[code] === undefined).flatMap(
    ({ code, severity, instead, find }) =>
      subjects.flatMap(subject =>
        [...find(subject)].map(fault => ({ code, severity, machine: subject.machine.id, ...fault, instead })),
      ),
  );
  return [...findings.filter(({ severity }) => severity === 'error'), ...findings.filter(isWarning)];
}

/**
 * Lets a machine pass that can be run as a case. Call it when the machine is registered.
 *
 * @throws DuecourseError `MACHINE_CANNOT_LAST`, with every error in words; `UNKNOWN_LINT_RULE` when `allow` names no rule
 */
export function requireLasting(machine: AnyStateMachine, options: LintOptions = {}): void {
  const unknown = Object.keys(options.allow ?? {}).filter(code => !RULES.some(rule => rule.code === code));
  if (unknown.length > 0) {
    throw new DuecourseError(
      'UNKNOWN_LINT_RULE',
      `"allow" names ${unknown.map(code => `'${code}'`).join(', ')}; the rules are ${RULES.map(({ code }) => code).join(', ')}.`,
    );
  }
  const errors = lint(machine, options).filter(finding => !isWarning(finding));
  if (errors.length === 0) return;
  throw new DuecourseError(
    'MACHINE_CANNOT_LAST',
    `The machine '${machine.id}' cannot be run as a case:\n${errors.map(inWords).join('\n')}`,
    { machine: machine.id, findings: errors },
  );
}

/** A finding as one line: where, what, what to write instead, which rule. */
export function inWords({ code, machine, state, problem, instead }: Finding): string {
  return `- ${state ?? machine}: ${problem} ${instead} [${code}]`;
}

const isWarning = ({ severity }: Finding): boolean => severity === 'warning';
