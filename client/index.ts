/** `duecourse/client`: start cases, send them events, see and await what becomes of them. */

export type { AnyEvent, Deadline, JournalEntry, Sender } from '../statechart/types';
export type { Answer, View } from '../statechart/view';
export { DuecourseError } from '../time/error';
export { type Awaited, CaseHandle } from './case';
export { Cases, type ConnectOptions, connect, type StartOptions } from './connect';
