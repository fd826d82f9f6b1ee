import type { Json } from '../statechart/types';

/** Whom a case is about, as the procedures ask for it: the first contact among what it was opened with. */
export interface Person {
  readonly name: string;
  readonly phone?: string;
}

const CONTACT = new Set(['name', 'phone', 'email']);

/** @returns nobody where a procedure asks for no contact */
export function personIn(context: Json): Person | undefined {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return undefined;
  for (const value of Object.values(context)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const { name, phone } = value;
    if (typeof name !== 'string' || !Object.keys(value).every(key => CONTACT.has(key))) continue;
    return { name, ...(typeof phone === 'string' && { phone }) };
  }
  return undefined;
}

/** `张女士` as `张**`, `Wang Li` as `W** L*`: enough to tell two cases apart, too little to know who it is. */
export const maskName = (name: string): string =>
  name
    .split(' ')
    .map(part => {
      const [first = '', ...rest] = part;
      return first + '*'.repeat(rest.length);
    })
    .join(' ');

/** The last four digits, of a short number fewer: `+86 20 5550 0101` as `*** 0101`. */
export const maskPhone = (phone: string): string => `*** ${phone.replace(/\D/g, '').slice(4).slice(-4)}`;
