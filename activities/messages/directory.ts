import type { Lang } from '../../time/lang';

/** The people of the house, and who stands above whom: what says to whom a message to a role goes. */
export interface Directory {
  /** The ladder, lowest first: whom a message goes to when nobody of a level is there. */
  readonly levels: readonly string[];
  readonly roles: { readonly [role: string]: RoleRule };
  readonly people: readonly Person[];
}

export interface RoleRule {
  /** Everybody who holds the role, or the first of them (in the file's order) who is there. */
  readonly tell: 'all' | 'first';
  /** The level that is told when nobody of a role outside the ladder is there. */
  readonly above?: string;
  /** Where it goes when nobody is there at all. */
  readonly fallback: readonly Reach[];
}

export interface Person {
  /** The house's own number for somebody; it stands in records. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** None: of the service centre itself, or above all departments. */
  readonly departments: readonly string[];
  /** The id of whoever stands in. */
  readonly deputy?: string;
  readonly away: readonly Span[];
  /** While somebody is of the house at all. */
  readonly valid: Span;
  readonly lang: Lang;
  /** In order of preference. */
  readonly reach: readonly Reach[];
}

/** From and to as the house's clocks show them, `2026-11-23` (the whole day) or `2026-11-23 13:00` (`to`: not that minute); open where one is missing. */
export interface Span {
  readonly from?: string;
  readonly to?: string;
}

export interface Reach {
  /** `email`, `phone`, or one channel's name. */
  readonly by: string;
  readonly address?: string;
}

/** Whether `now` (wall time of the house, `2026-11-23 09:30`) lies in a span. */
export function covers({ from, to }: Span, now: string): boolean {
  const begun = from === undefined || now >= from;
  return begun && (to === undefined || (to.length === 10 ? now.slice(0, 10) <= to : now < to));
}
