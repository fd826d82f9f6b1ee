import { department } from '../../fields';
import { roles as allRoles, roleTitle } from '../../roles';
import { value } from '../parts';
import { didYouMean } from '../suggest';

/** Addresses as the channels take them; both throw a sentence that does not repeat what was written. */
export interface Addresses {
  email(written: string): string;
  phone(written: string): string;
}

/** Roles that people of the house hold: customers and employees who complain are named by their case. */
export const ROLES: readonly string[] = Object.keys(allRoles).filter(role => !['customer', 'employee'].includes(role));

export const DEPARTMENTS: readonly string[] = [
  ...department().options,
  'hr',
  'sales',
  'technical-service',
  'office',
  'supervision',
];

export const LEVELS: readonly string[] = ['agent', 'lead', 'supervisor', 'manager', 'gm', 'chairman'];

/** By its name or its title in either language. What was written is not repeated: a slip of the column may have put a person there. */
function titled(known: readonly string[], what: string) {
  return value(`e.g. ${known[0]}`, written => {
    const text = String(written).trim();
    const found = known.find(id => [id, ...Object.values(roleTitle(id))].some(each => same(each, text)));
    if (found !== undefined) return found;
    throw new Error(`is no ${what}${didYouMean(text, known) || '.'} There are: ${known.join(', ')}.`);
  });
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const role = titled(ROLES, 'role');
export const dept = titled(DEPARTMENTS, 'department');

export const id = value('e.g. e07', written => {
  if (typeof written === 'number' && Number.isSafeInteger(written)) return String(written);
  if (typeof written === 'string' && /^[A-Za-z0-9][\w.-]{0,39}$/.test(written)) return written;
  throw new Error('is no id: letters, digits, ".", "_" and "-", e.g. the staff number e07; it stands in records.');
});

/** One line that begins with a letter or digit: none that a spreadsheet would take for a formula. */
export const name = value('e.g. 方立', written => {
  const text = typeof written === 'string' ? written.trim() : '';
  if (/^[\p{L}\p{N}][^\p{Cc}]{0,59}$/u.test(text)) return text;
  throw new Error('is no name: one line of up to 60 characters that begins with a letter or digit.');
});

export const lang = value('zh or en', written => {
  const known = { zh: 'zh', 中文: 'zh', chinese: 'zh', en: 'en', 英文: 'en', english: 'en' } as const;
  const found = known[String(written).trim().toLowerCase() as keyof typeof known];
  if (found !== undefined) return found;
  throw new Error('must be zh or en.');
});

/** A day, or a minute of it, as the house's clocks show it. */
export const wallTime = value('e.g. 2026-11-23 or "2026-11-23 13:00"', written => {
  const [, date = '', time] = /^(\d{4}-\d{2}-\d{2})(?:[ T](([01]\d|2[0-3]):[0-5]\d))?$/.exec(String(written)) ?? [];
  const at = Date.parse(`${date}T00:00:00Z`);
  // 2026-02-30 would become 2 March.
  if (date === '' || Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date)
    throw new Error('is no day; write e.g. 2026-11-23, or "2026-11-23 13:00" for a minute of it.');
  return time === undefined ? date : `${date} ${time}`;
});

/** The address of an entry of `reach`: for e-mail, for the phone, or, by a channel's name, whichever it is. */
export function address(by: string, { email, phone }: Addresses) {
  return value('an e-mail address or a phone number', written => {
    // YAML takes a number without quotes for one, and would lose a zero in front.
    if (typeof written !== 'string') throw new Error('write it in quotes, e.g. "13800138000".');
    return by === 'email' || (by !== 'phone' && written.includes('@')) ? email(written) : phone(written);
  });
}
