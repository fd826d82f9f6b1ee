import { maskName, maskPhone } from './person';

/** Roles that deal with the people a case is about, where the policy names no others. */
const SEE: readonly string[] = ['agent', 'lead', 'supervisor', 'manager', 'gm', 'chairman', 'engineer'];

/** What a policy says of who may see whom a case is about: for the house, and for a procedure by itself. */
export interface SightPolicy {
  readonly names?: { readonly roles: readonly string[] } | undefined;
  readonly procedures?: {
    readonly [procedure: string]: { readonly names?: { readonly roles: readonly string[] } | undefined };
  };
}

/** Everybody else, and whoever does not say who they are, sees names and numbers masked. */
export type Seers = ReadonlySet<string>;

/** Who may see whom the cases of a procedure are about. */
export const seersOf = ({ names, procedures }: SightPolicy, procedure: string): Seers =>
  new Set((procedures?.[procedure]?.names ?? names)?.roles ?? SEE);

/** May this role see whom a case is about? */
export const sees = (role: string | undefined, seers: Seers): boolean => role !== undefined && seers.has(role);

/** Somebody as they may be seen. */
export function asSeen(
  open: boolean,
  { person, phone }: { readonly person: string | null; readonly phone: string | null },
): { readonly person?: string; readonly phone?: string } {
  return {
    ...(person !== null && { person: open ? person : maskName(person) }),
    ...(phone !== null && { phone: open ? phone : maskPhone(phone) }),
  };
}

/** A text in which somebody may be named, as it may be read by who may not see names: name and number are masked wherever they stand. */
export function withoutPerson(
  text: string,
  { person, phone }: { readonly person: string | null; readonly phone: string | null },
): string {
  const hidden: readonly (readonly [string, string])[] = [
    ...(person !== null && person.length > 1 ? [[person, maskName(person)] as const] : []),
    ...(phone !== null
      ? [[phone, maskPhone(phone)] as const, [phone.replace(/[^\d+]/g, ''), maskPhone(phone)] as const]
      : []),
  ];
  return hidden.reduce((read, [what, masked]) => (what === '' ? read : read.replaceAll(what, masked)), text);
}
