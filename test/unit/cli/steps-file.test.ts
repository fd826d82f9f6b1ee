import { join } from 'node:path';
import { exampleOf, playAll } from '../../../client/cli/simulation';
import { stepsIn, stepsOf } from '../../../client/cli/steps-file';
import { entryOf, housePolicy } from '../../../machines/catalogue';
import { sliceOf } from '../../../machines/policy/load';
import { simulate } from '../../../statechart/simulate';

const AT = Date.parse('2026-09-30T17:40:00+08:00');
const policy = sliceOf(housePolicy(join(__dirname, '../../../policy/service-centre.yaml')), 'customer-complaint', AT);
const entry = entryOf('customer-complaint');

/** Reads the steps of a file with this text and plays them. */
function play(text: string): void {
  const input = entry.schema.input.parse(exampleOf('customer-complaint').input) as object;
  const start = simulate(entry.procedure, { ...input, policy, at: AT, by: { role: 'agent' } }, AT);
  playAll(entry, start, stepsOf(text, 'steps.json'), policy.zone, 'steps.json');
}

test.each([
  ['an empty file', '', /^steps\.json: the file is empty; write a list of steps/],
  ['a list that breaks off', '[\n  {"forward": "1 week"},\n', /^steps\.json:3:1: not JSON: /],
  ['a comma that is missing', '[\n{"forward":"1 week"}\n{"forward":"1 week"}]', /^steps\.json:3:1: not JSON: /],
  ['one step that is no list', '{"forward":"1 week"}', /^steps\.json: must be a list of steps/],
  ['a word for a step', '["1 week"]', /^steps\.json, step 1: "1 week" is no step; write \{ "forward"/],
  [
    'a key with a slip',
    '[{"foward":"1 week"}]',
    /^steps\.json, step 1: unknown key "foward" — did you mean "forward"\?/,
  ],
  ['a bare number', '[{"forward":20}]', /^steps\.json, step 1: "forward" must say its unit; write e\.g\. "20 minutes"/],
  [
    'time and an event in one',
    '[{"forward":"1 week","send":"JUDGED","by":"agent"}]',
    /step 1: either "forward" or "send"/,
  ],
  [
    'nobody who sends',
    '[{"forward":"1 hour"},{"send":"JUDGED"}]',
    /^steps\.json, step 2: "by" must say who sends JUDGED/,
  ],
  [
    'data that is a list',
    '[{"send":"JUDGED","by":"agent","data":[]}]',
    /^steps\.json, step 1: "data" must be a mapping/,
  ],
  [
    'a unit that there is not',
    '[{"forward":"1 hour"},{"forward":"3 days"}]',
    /^steps\.json, step 2: .*3 calendar days/,
  ],
  ['an event that there is not', '[{"send":"NOPE","by":"agent"}]', /^steps\.json, step 1: There is no event 'NOPE'/],
  ['a role that may not', '[{"send":"JUDGED","by":"customer"}]', /^steps\.json, step 1: JUDGED .* not by customer/],
  ['data that does not fit', '[{"send":"JUDGED","by":"agent","data":{}}]', /^steps\.json, step 1: .*\n {2}grounded: /],
  [
    'what is not accepted then',
    '[{"send":"ACCEPTED","by":"customer"}]',
    /^steps\.json, step 1: ACCEPTED is not accepted/,
  ],
])('%s is told with its place and what to write', (_, text, message) => {
  expect(() => play(text)).toThrow(expect.objectContaining({ message: expect.stringMatching(message) }));
});

test('a file that is not there is told by name', () => {
  expect(() => stepsIn('/nowhere/steps.json')).toThrow('/nowhere/steps.json: the file cannot be read (ENOENT).');
});
