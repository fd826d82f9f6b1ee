/** `duecourse/client`: start cases, send them events, see and await what becomes of them. */

export type { Repair, RepairOrder } from '../statechart/repair';
export type { AnyEvent, Deadline, Incident, JournalEntry, Sender } from '../statechart/types';
export type { Answer, View } from '../statechart/view';
export { DuecourseError } from '../time/error';
export { type Awaited, CaseHandle, type Late, type SendOptions } from './case';
export { Cases, type ConnectOptions, connect, type StartOptions } from './connect';
