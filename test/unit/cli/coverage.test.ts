import { readFileSync } from 'node:fs';
import { nearestEnding } from '../../../client/cli/calendar/coverage';
import { parsePolicy } from '../../../machines/policy/load';
import { POLICY } from '../../support/policy';
import { shippedNeeds } from '../policy/needs';

const text = readFileSync(POLICY, 'utf8');
const working = parsePolicy(text, POLICY, shippedNeeds);
const calendarOnly = parsePolicy(text.replaceAll(/: (\d+) working day/g, ': $1 calendar day'), POLICY, shippedNeeds);
const last = '2026-12-31';
const before = (days: number) => Date.parse(`${last}T12:00:00Z`) - days * 86_400_000;

test.each([
  [60, undefined],
  [59, last],
  [0, last],
  [-30, last],
])('%i days before the calendar ends: %s is told', (days, told) => {
  expect(nearestEnding(working, before(days))).toBe(told);
});

test('a policy that counts no working time needs no calendar, and warns of none', () => {
  expect(nearestEnding(calendarOnly, before(0))).toBeUndefined();
});
