import type { Sender } from '../../statechart/types';
import { DuecourseError } from '../../time/error';

/** Reads `role` or `role:name`. @throws DuecourseError `USAGE` for an empty role */
export function readSender(text: string): Sender {
  const colon = text.indexOf(':');
  const role = (colon < 0 ? text : text.slice(0, colon)).trim();
  const name = colon < 0 ? '' : text.slice(colon + 1).trim();
  if (role === '') throw new DuecourseError('USAGE', `"${text}" has no role; write role or role:name, e.g. agent:li.`);
  return { role, ...(name !== '' && { name }) };
}
