import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, entryOf } from '../../../machines/catalogue';
import { add } from '../../../time/add';
import { parseDuration } from '../../../time/duration';
import { begin } from './begin';

type Step =
  | { readonly forward: string }
  | { readonly send: string; readonly by: string; readonly data?: { readonly [field: string]: unknown } };

interface Example {
  readonly procedure: string;
  readonly id: string;
  readonly inputFile: string;
  readonly by: string;
  readonly steps: readonly Step[];
}

const read = (file: string) => JSON.parse(readFileSync(join(__dirname, '../../../examples', file), 'utf8')) as unknown;
const day = read('sample-day.json') as readonly Example[];
const examples = [...day, ...(read('walkthroughs.json') as readonly Example[])];

/** `{ "in": "8 hours" }` stands for the instant so long after the step. */
function dated(data: { readonly [field: string]: unknown }, now: number): { [field: string]: unknown } {
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => {
      const ahead = typeof value === 'object' && value !== null && 'in' in value ? String(value.in) : undefined;
      if (ahead === undefined) return [field, value];
      return [field, new Date(add(now, parseDuration(ahead), { zone: 'UTC', offsets: [] })).toISOString()];
    }),
  );
}

function play({ procedure, inputFile, by, steps }: Example) {
  const { schema } = entryOf(procedure);
  const input = schema.input.parse(read(inputFile));
  expect(schema.startedBy).toContain(by.split(':')[0]);
  return steps.reduce(
    (now, step) => {
      if ('forward' in step) return now.after(step.forward);
      const { by: roles, data: fields } = schema.events[step.send]!;
      expect(roles).toContain(step.by.split(':')[0]);
      return now.when(step.send, step.by, fields.parse(dated(step.data ?? {}, now.view.at)));
    },
    begin(procedure, input),
  );
}

test.each(examples.map(example => [example.id, example] as const))(
  '%s runs by its schema and its machine',
  (id, example) => {
    const { view } = play(example);
    expect(view.status).toBe(id.endsWith('-open') ? 'active' : 'done');
  },
);

test('every procedure has an example', () => {
  expect(new Set(examples.map(({ procedure }) => procedure))).toEqual(new Set(Object.keys(catalogue)));
});

test('the sample day shows both procedures, once to the end and once open', () => {
  expect(day.map(({ procedure }) => procedure).sort()).toEqual([
    'customer-complaint',
    'customer-complaint',
    'repair-dispatch',
    'repair-dispatch',
  ]);
  expect(play(day[0]!).view.output).toEqual({ outcome: 'satisfied', level: 'agent', callbacks: 4 });
  expect(play(day[1]!).view.output).toEqual({ outcome: 'closed', reopened: 0 });
});
