import { covers, type Directory, type Person, type Reach } from './directory';

/** Somebody to whom a message was to go and did not, and why. */
export interface Passed {
  readonly role: string;
  /** The person's id; absent where nobody holds the role. */
  readonly person?: string;
  readonly why: 'nobody' | 'unknown' | 'away' | 'not-valid' | 'unreachable';
}

/** Where a message goes: to a person, or to the fallback address of a role. */
export interface Recipient {
  /** The role in which it is told. */
  readonly role: string;
  readonly person?: Person;
  /** The id of the person for whom it stands in. */
  readonly deputyFor?: string;
  readonly way: Way;
}

export interface Way {
  readonly channel: string;
  readonly address?: string;
}

/** Empty `to`: nobody is there, and no fallback address is given. */
export interface Resolution {
  readonly to: readonly Recipient[];
  readonly passed: readonly Passed[];
}

/** By which channel a list of addresses, in order of preference, can be reached; undefined where by none. */
export type WayOf = (reach: readonly Reach[], person: boolean) => Way | undefined;

/**
 * To whom a message for `receiver` goes at `now` (wall time of the house): a role, a role of a department `manager@after-sales`, or one person
 * in a role `engineer:e07`. Whoever is away is stood in for by the deputy; where nobody of a level is there, the next one is told.
 */
export function resolve(directory: Directory, receiver: string, now: string, wayOf: WayOf): Resolution {
  const { asked, assigned, department } = parsed(directory, receiver);
  const passed: Passed[] = [];
  const thereFor = standIns(directory, now, wayOf, passed);

  if (assigned !== undefined) {
    const person = directory.people.find(({ id }) => id === assigned);
    if (!person) passed.push({ role: asked, person: assigned, why: 'unknown' });
    const one = person && thereFor(person, asked);
    if (one) return { to: [one], passed };
  }
  const chain = [asked, ...levelsAbove(directory, asked)];
  for (const role of chain) {
    const holders = holdersOf(directory, role, department, now);
    if (holders.length === 0) passed.push({ role, why: 'nobody' });
    const to: Recipient[] = [];
    for (const holder of holders) {
      const there = holder.id === assigned ? undefined : thereFor(holder, role);
      if (there && !to.some(({ person }) => person === there.person)) to.push(there);
      if (to.length > 0 && directory.roles[role]?.tell === 'first') break;
    }
    if (to.length > 0) return { to, passed };
  }
  for (const role of chain) {
    const way = wayOf(directory.roles[role]?.fallback ?? [], false);
    if (way) return { to: [{ role, way }], passed };
  }
  return { to: [], passed };
}

/** A receiver that is a department itself is looked for in it. */
function parsed({ people }: Directory, receiver: string) {
  const [, asked = receiver, sign, name] = /^([^@:]+)([@:])(.+)$/.exec(receiver) ?? [];
  const own = people.some(({ departments }) => departments.includes(asked)) ? asked : undefined;
  return { asked, assigned: sign === ':' ? name : undefined, department: sign === '@' ? name : own };
}

/** The levels above a role of the ladder; for any other role the level that answers for it, and those above. */
function levelsAbove({ levels, roles }: Directory, role: string): readonly string[] {
  const at = levels.indexOf(role);
  if (at >= 0) return levels.slice(at + 1);
  const first = levels.indexOf(roles[role]?.above ?? 'manager');
  return first < 0 ? levels.slice(-1) : levels.slice(first);
}

/**
 * Who holds a role now. Whoever belongs to no department answers for any; a message that names none is for those who belong to none,
 * where there are such: the manager of the centre, not of every department.
 */
function holdersOf({ people }: Directory, role: string, department: string | undefined, now: string) {
  const holders = people.filter(({ roles, valid }) => roles.includes(role) && covers(valid, now));
  const ofNone = holders.filter(({ departments }) => departments.length === 0);
  if (department === undefined) return ofNone.length > 0 ? ofNone : holders;
  const ofIt = holders.filter(({ departments }) => departments.includes(department));
  return ofIt.length > 0 ? ofIt : ofNone;
}

/** Finds whoever is there for a person: the person, or the first of the deputies who is. Notes everybody who is not, once a role. */
function standIns({ people }: Directory, now: string, wayOf: WayOf, passed: Passed[]) {
  const note = (role: string, person: string, why: Passed['why']) => {
    if (!passed.some(each => each.role === role && each.person === person)) passed.push({ role, person, why });
  };
  return (holder: Person, role: string): Recipient | undefined => {
    const seen = new Set<Person>();
    for (let person: Person | undefined = holder; person && !seen.has(person); ) {
      seen.add(person);
      const way = wayOf(person.reach, true);
      const why = !covers(person.valid, now)
        ? 'not-valid'
        : person.away.some(span => covers(span, now))
          ? 'away'
          : 'unreachable';
      if (why === 'unreachable' && way)
        return { role, person, way, ...(person !== holder && { deputyFor: holder.id }) };
      note(role, person.id, why);
      const { deputy }: Person = person;
      person = people.find(({ id }) => id === deputy);
    }
    return undefined;
  };
}
