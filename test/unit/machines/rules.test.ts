import { entryOf } from '../../../machines/catalogue';
import type { Scenario } from '../../../testing/scenario';
import { allRules } from '../../rules';
import { type Rule, shown } from '../../rules/rule';
import { inputAt, type Step } from '../../scenarios/scenario';
import { AT, begin } from './begin';

type Sent = Extract<Step, { send: string }>;

const dataOf = ({ data }: Sent, now: number): object => (typeof data === 'function' ? data(now) : (data ?? {}));

/** The scenario after each step, the first one as the case begins. */
function play({ procedure, input, steps }: Rule): Scenario[] {
  const all = [begin(procedure, inputAt(input, Date.parse(AT)))];
  for (const step of steps) {
    const now = all.at(-1)!;
    all.push('forward' in step ? now.after(step.forward) : now.when(step.send, step.by, dataOf(step, now.view.at)));
  }
  return all;
}

describe.each(Object.entries(allRules))('%s, by the book', (_, rules) => {
  test.each(rules.map(rule => [rule.title, rule] as const))('%s', (_title, rule) => {
    const { refused = [], codes: _codes, ...then } = rule.then;
    const played = play(rule);
    const end = played.at(-1)!;
    const said = played.flatMap(({ messages }) =>
      messages.flatMap(({ template, to }) => to.map(receiver => `${template} → ${receiver}`)),
    );
    expect(shown(end.view, said, then)).toEqual(then);
    for (const step of refused as readonly Sent[]) {
      const may = (entryOf(rule.procedure).schema.events[step.send]!.by as readonly string[]).includes(step.by);
      expect(may && end.takes(step.send, step.by, dataOf(step, end.view.at))).toBe(false);
    }
  });
});
