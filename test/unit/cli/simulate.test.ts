import { join } from 'node:path';
import type { Cli } from '../../../client/cli/cli';
import { paintFor } from '../../../client/cli/paint';
import { simulationText } from '../../../client/cli/render/simulation';
import { exampleOf, momentDocument, play } from '../../../client/cli/simulation';
import { wordsIn } from '../../../client/cli/words';
import { catalogue, entryOf, housePolicy } from '../../../machines/catalogue';
import { sliceOf } from '../../../machines/policy/load';
import { Case } from '../../../statechart/case';
import { nextDue, passTime, simulate } from '../../../statechart/simulate';

const policyFile = housePolicy(join(__dirname, '../../../policy/service-centre.yaml'));
const AT = Date.parse('2026-09-30T17:40:00+08:00');
const cli = { lang: 'en', say: wordsIn('en'), paint: paintFor({}, {}) } as Cli;

function begun(name: string) {
  const entry = entryOf(name);
  const policy = sliceOf(policyFile, name, AT);
  const input = entry.schema.input.parse(exampleOf(name).input) as object;
  return { entry, policy, start: simulate(entry.procedure, { ...input, policy, at: AT, by: { role: 'agent' } }, AT) };
}

test('nothing happens at all: a complaint climbs its ladder and then waits', () => {
  const { entry, policy, start } = begun('customer-complaint');
  const over = passTime(entry.procedure, start, AT + 365 * 86_400_000);
  const documents = over.moments.map(moment => momentDocument(entry, moment, policy.zone));
  expect(
    documents.map(({ at, messages }) => [
      at.slice(5, 16),
      ...messages.map(({ template, to }) => `${template} → ${to}`),
    ]),
  ).toEqual([
    ['09-30T17:40', 'received → customer'],
    ['10-02T05:40', 'reply-due-soon → agent'],
    ['10-03T03:16', 'reply-due-soon → agent'],
    ['10-03T17:40', 'reply-overdue → manager'],
    ['10-04T17:40', 'reply-overdue → gm'],
    ['10-05T17:40', 'reply-overdue → chairman'],
  ]);
  expect(nextDue(entry.procedure, over)).toBeUndefined();
  const text = simulationText(cli, entry, { moments: over.moments, documents, policy, ends: 'waits' });
  expect(text).toMatch(
    /2026-10-03 17:40 {2}Time to reply: missed → .* {2}◇ {2}3 calendar days\n +✉ .* {2}reply-overdue/,
  );
  expect(text).toContain('Nothing more happens until somebody does something.');
});

test.each(Object.keys(catalogue))('everything goes well: %s is closed, and what began it is left as it was', name => {
  const { entry, policy, start } = begun(name);
  const before = JSON.stringify(start);
  const over = exampleOf(name).steps.reduce((now, step) => play(entry, now, step, policy.zone), start);
  expect(Case.restore(entry.procedure, over.envelope).snapshot.status).toBe('done');
  expect(JSON.stringify(start)).toBe(before);
});

test.each([
  [{ send: 'NOPE', by: 'agent' }, 'UNKNOWN_EVENT'],
  [{ send: 'JUDGED', by: 'customer' }, 'ROLE_REFUSED'],
  [{ send: 'JUDGED', by: 'agent', data: { grounded: 'x' } }, 'BAD_PAYLOAD'],
  [{ send: 'ACCEPTED', by: 'customer' }, 'NOT_ACCEPTED'],
  [{ forward: '3 days' }, 'BAD_DURATION'],
])('%j is refused with %s', (step, code) => {
  const { entry, policy, start } = begun('customer-complaint');
  expect(() => play(entry, start, step, policy.zone)).toThrow(expect.objectContaining({ code }));
});
