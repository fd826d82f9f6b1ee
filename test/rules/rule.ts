import type { JournalEntry, View } from '../../client';
import type { Article } from '../../machines/articles';
import { inputAt, type Scenario, type Step } from '../scenarios/scenario';

/** One sentence of the rule book as a case: what happens in it, and what must then be so. */
export interface Rule extends Scenario {
  /** The sentence that it proves, with its article where the book has one. */
  readonly title: string;
  readonly then: Outcome;
}

/** What must be so after the last step; what is left out may be as it likes. */
export interface Outcome {
  /** All that was said in the case, in order: `template → receiver`, one line each. */
  readonly said?: readonly string[];
  /** Names of the states from the outside in: `answering.first-asked`. */
  readonly state?: string;
  /** Of a closed case. */
  readonly output?: object;
  /** How each clock stands. */
  readonly clocks?: { readonly [name: string]: string };
  /** Articles that the way so far cites. */
  readonly cites?: readonly Article[];
  /** What may not be sent now, by whom; each is refused and changes nothing. */
  readonly refused?: readonly Step[];
  /** Codes of their own that some of these are refused with. */
  readonly codes?: readonly string[];
}

/** The rules of one procedure: `rules('inquiry', input)('a title', steps, then)`. */
export const rules =
  (procedure: string, input: Scenario['input']) =>
  (title: string, steps: readonly Step[], then: Outcome, more: Scenario['input'] = {}): Rule => ({
    title,
    procedure,
    input: (now: number) => ({ ...inputAt(input, now), ...inputAt(more, now) }),
    steps,
    then,
  });

/** What a case shows of what is asked for, to be compared with it. */
export function shown(view: View, said: readonly string[], asked: Outcome): Outcome {
  const is = {
    said,
    state: pathOf(view.value),
    output: view.output as object,
    clocks: Object.fromEntries(
      view.deadlines.filter(({ status }) => status !== 'waiting').map(({ name, status }) => [name, status]),
    ),
    cites: asked.cites?.filter(article => citedIn(view.journal).has(article)) ?? [],
  };
  return Object.fromEntries(Object.entries(is).filter(([key]) => key in asked)) as Outcome;
}

const citedIn = (journal: readonly JournalEntry[]): Set<string | undefined> =>
  new Set(journal.flatMap(entry => (entry.type === 'event' ? entry.moves.map(({ rule }) => rule) : [])));

function pathOf(value: View['value']): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([state, inside]) => (inside === undefined ? state : `${state}.${pathOf(inside)}`))
    .join(', ');
}
