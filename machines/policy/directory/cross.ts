/** What a person says of others and of time, in whatever state the rest is. */
interface Loose {
  readonly id?: unknown;
  readonly deputy?: unknown;
}

/** A mistake that shows only beside the other people: whose (by place in the list), in which field. */
export interface CrossProblem {
  readonly person: number;
  readonly field: 'id' | 'deputy';
  readonly message: string;
}

/** Ids that stand twice, deputies that are nobody, and those who stand in for each other in a circle. Names no person. */
export function crossProblems(people: readonly Loose[]): CrossProblem[] {
  const ids = people.map(({ id }) => (id === undefined || id === null ? undefined : String(id)));
  const deputies = people.map(({ deputy }) => (deputy === undefined || deputy === null ? undefined : String(deputy)));
  const problems: CrossProblem[] = [];
  const inCircle = new Set<number>();
  for (const [person, id] of ids.entries()) {
    if (id !== undefined && ids.indexOf(id) !== person)
      problems.push({ person, field: 'id', message: 'this id stands here twice; each person has one of their own.' });
    const deputy = deputies[person];
    if (deputy === undefined) continue;
    if (deputy === id) problems.push({ person, field: 'deputy', message: 'nobody stands in for themselves.' });
    else if (!ids.includes(deputy))
      problems.push({ person, field: 'deputy', message: 'there is nobody with this id; write the id of a person.' });
    else if (!inCircle.has(person)) {
      const circle = circleFrom(person, ids, deputies);
      for (const each of circle) inCircle.add(each);
      if (circle.length > 0)
        problems.push({
          person,
          field: 'deputy',
          message: `these stand in for each other in a circle of ${circle.length}: one of them must stand in for somebody else.`,
        });
    }
  }
  return problems;
}

function circleFrom(start: number, ids: readonly unknown[], deputies: readonly (string | undefined)[]): number[] {
  const path = [start];
  for (;;) {
    const deputy = deputies[path.at(-1)!];
    const next = deputy === undefined ? -1 : ids.indexOf(deputy);
    if (next === start) return path.length > 1 ? path : [];
    if (next < 0 || path.includes(next)) return [];
    path.push(next);
  }
}
