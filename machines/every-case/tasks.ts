import { everyCaseEvents } from './every-case.schema';

const everyCase = { ...everyCaseEvents([]), REOPENED: true };

/** What can happen to every case, and is waited for once it can. */
const WAITED_FOR: ReadonlySet<string> = new Set(['RESUME', 'EXTENSION_APPROVED', 'EXTENSION_REFUSED']);

/** Is this event to be done where it is accepted? What may happen to every case at any time is asked of nobody. */
export const isTask = (event: string): boolean => !Object.hasOwn(everyCase, event) || WAITED_FOR.has(event);
