import { parsePolicy, sliceOf } from '../../../machines/policy/load';
import type { PolicyNeeds } from '../../../statechart/policy';
import type { DuecourseError } from '../../../time/error';

const needs: { readonly [procedure: string]: PolicyNeeds } = {
  incident: { limits: [], clocks: [], numbers: [], pauses: [], plans: ['fire', 'water'] },
};
const sound = `version: 1
zone: Asia/Shanghai
dayEnd: 17:30
procedures:
  incident:
    plans:
      fire:
        guard: [guard, manager]
        engineering: [engineering]
      water:
        engineering: [engineering, engineer]
`;
const at = Date.parse('2026-11-23T09:00:00+08:00');

function problemOf(text: string): string {
  try {
    parsePolicy(text, 'policy.yaml', needs);
    return 'none';
  } catch (error) {
    return (error as DuecourseError).message;
  }
}

test('a case takes along the plan of its own kind only, its persons in their order', () => {
  const policy = parsePolicy(sound, 'policy.yaml', needs);
  expect(sliceOf(policy, 'incident', at, at, { kind: 'fire' }).plans).toEqual({
    fire: { guard: ['guard', 'manager'], engineering: ['engineering'] },
  });
});

test.each([
  ['a person that is no role', 'guard: [guard, manager]', 'guard: [guard, manger]', '"manger" is not a role'],
  [
    'a department that is no role',
    '        guard:',
    '        gard:',
    'fire.gard: is not a role — did you mean "guard"?',
  ],
  ['a department without persons', 'engineering: [engineering]', 'engineering: []', 'names nobody'],
  ['a person twice', '[guard, manager]', '[guard, guard]', 'stands here twice'],
  ['a kind without a plan', '      water:\n        engineering: [engineering, engineer]\n', '', 'plans.water'],
  ['a plan without departments', '\n        engineering: [engineering, engineer]', ' {}', 'names no department'],
])('%s is refused with its place', (_, right, wrong, message) => {
  expect(problemOf(sound)).toBe('none');
  const damaged = sound.replace(right, wrong);
  expect(damaged).not.toBe(sound);
  expect(problemOf(damaged)).toContain(message);
  expect(problemOf(damaged)).toMatch(/policy\.yaml:\d+:\d+|\d+:\d+/);
});
