import { DuecourseError } from '../time/error';

/**
 * What a case says and understands on the wire. Client and workflow share these names and nothing else.
 */
export const SEND = 'send';
export const VIEW = 'view';
export const REPAIR = 'repair';
export const SKIP = 'skip-signal';
export const MIGRATE = 'migrate';
export const MIGRATION = 'migration';
export const REBASE = 'rebase';
export const REBASED = 'rebased';

/** What an event may weigh, in bytes of JSON. Temporal takes up to 2 MB in one payload; an event that large would fail workflow tasks for as long as its sender waits. */
export const EVENT_BYTES = 256 * 1024;

export const tooLarge = (bytes: number, most = EVENT_BYTES): DuecourseError =>
  new DuecourseError(
    'EVENT_TOO_LARGE',
    `The event has ${bytes} bytes; at most ${most} can be sent. Store the document elsewhere and send its reference.`,
    { bytes, most },
  );

/** What a case says that is asked while something that has happened waits for its workflow task; a moment later it can answer. */
export const NOT_YET = 'What has just happened to the case is not taken in yet.';

/** Tag of a case in which work is parked. */
export const INCIDENT_TAG = 'incident';

/** Tag of a case with a deadline beyond what its calendar knows. */
export const PROVISIONAL_TAG = 'provisional';

/** Who may repair a case of the house's procedures, or move it to another version. A stranger's machine has no roles. */
export const REPAIRERS: readonly string[] = ['supervisor', 'manager', 'gm', 'chairman'];

/** Search attributes. They are not encrypted: a procedure's name, tags of states and an instant, never a person. */
export const SEARCH = { procedure: 'CaseProcedure', tags: 'CaseTags', deadline: 'CaseDeadline' } as const;

/** Why an event is refused. Each code is listed in docs/errors.md. */
export type RefusalCode =
  | 'BAD_EVENT'
  | 'RESERVED_EVENT'
  | 'UNKNOWN_EVENT'
  | 'ROLE_REFUSED'
  | 'NAME_REFUSED'
  | 'BAD_PAYLOAD'
  | 'EVENT_TOO_LARGE'
  | 'UNREADABLE_PAYLOAD'
  | 'NOT_ACCEPTED'
  | 'GUARD_REFUSED'
  | 'EVENT_FAILED'
  | 'CASE_BUSY'
  | 'CASE_TOO_LARGE'
  | 'CASE_CLOSED'
  | 'LATE_NOT_ALLOWED'
  | 'LATE_ROLE_REFUSED'
  | 'BAD_LATE_ENTRY'
  | 'LATE_WITHOUT_REASON'
  | 'LATE_IN_FUTURE'
  | 'LATE_BEFORE_CASE'
  | 'LATE_OUT_OF_ORDER';
