import { maskName, maskPhone } from './person';

/** Roles that deal with the people a case is about. Everybody else, and whoever does not say who they are, sees names and numbers masked. */
const SEE: ReadonlySet<string> = new Set(['agent', 'lead', 'supervisor', 'manager', 'gm', 'chairman', 'engineer']);

/** May this role see whom a case is about? */
export const sees = (role: string | undefined): boolean => role !== undefined && SEE.has(role);

/** Somebody as this role may see them. */
export function asSeenBy(
  role: string | undefined,
  { person, phone }: { readonly person: string | null; readonly phone: string | null },
): { readonly person?: string; readonly phone?: string } {
  const open = sees(role);
  return {
    ...(person !== null && { person: open ? person : maskName(person) }),
    ...(phone !== null && { phone: open ? phone : maskPhone(phone) }),
  };
}
