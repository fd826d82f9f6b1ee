import type { WithPolicy } from '../../statechart/procedure';

/** Kinds of emergency, as the policy names its plans. */
export const kinds = ['fire', 'water', 'power', 'lift', 'public-health', 'natural-disaster'] as const;

/** How far the calls of a plan have got. */
export interface Calls {
  readonly kind: (typeof kinds)[number];
  /** Departments that have not confirmed, in the plan's order. */
  readonly unconfirmed: readonly string[];
  /** How often those have been called: each time the next person of their list. */
  readonly calls: number;
}

type Planned = WithPolicy & Pick<Calls, 'kind'>;

const planOf = ({ policy, kind }: Planned) => policy.plans?.[kind] ?? {};

export const departmentsOf = (incident: Planned): readonly string[] => Object.keys(planOf(incident));

/** The first person of each department: told at once, and told how it ends. */
export const firstOf = (incident: Planned): readonly string[] =>
  unique(Object.values(planOf(incident)).map(([first]) => first!));

/** The persons whose turn it is now, of the departments that have not confirmed. */
export const nextOf = (incident: Planned & Calls): readonly string[] =>
  unique(incident.unconfirmed.flatMap(department => planOf(incident)[department]?.[incident.calls - 1] ?? []));

/** The departments that a person of this role may confirm for: those for which it was called. */
export const confirmedBy = (role: string, incident: Planned & Calls): readonly string[] =>
  incident.unconfirmed.filter(department => planOf(incident)[department]?.slice(0, incident.calls).includes(role));

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];
