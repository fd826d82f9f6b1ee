import type { ColumnType, Generated } from 'kysely';
import type { StateValue } from 'xstate';
import type { Deadline, Incident, JournalEntry, Json, Text } from '../statechart/types';
import type { Zone } from '../time/zone';

/** What became of a case. Only an open one can have tasks; `incident` is one whose machine ended in an error. */
export type CaseStatus = 'open' | 'closed' | 'incident' | 'failed' | 'cancelled' | 'terminated';

/** JSON columns are written as text, for the driver takes an array of JavaScript for one of SQL's. */
type JsonColumn<T> = ColumnType<T, string, string>;

/** One row a case: what it is now, or was in the end. */
export interface CaseRow {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly status: CaseStatus;
  readonly value: JsonColumn<StateValue>;
  readonly tags: readonly string[];
  /** The case's own count of steps. */
  readonly revision: number;
  /** Lines of the journal that are on record. */
  readonly lines: number;
  /** Revision and lines together: grows with whatever happens in a case, and guards every write. */
  readonly position: number;
  readonly started_at: Date;
  /** Instant up to which the case is on record, by its own clock. */
  readonly changed_at: Date;
  readonly closed_at: Date | null;
  /** The nearest deadline of an open case. */
  readonly due_at: Date | null;
  /** How far (ms) the case's clock was moved ahead of the wall clock. */
  readonly ahead_ms: number;
  /** Whom the case is about: shown in full only to roles that may see it. */
  readonly person: string | null;
  readonly phone: string | null;
  readonly context: JsonColumn<Json>;
  readonly output: JsonColumn<Json | null>;
  readonly error: JsonColumn<Json | null>;
  readonly accepts: JsonColumn<readonly string[]>;
  readonly incidents: JsonColumn<readonly Incident[]>;
  readonly zone: JsonColumn<Zone | null>;
  /** Run of the workflow, and the length of its history when it was read: how a later look sees that nothing has happened since. */
  readonly run_id: string;
  readonly history_length: number;
  readonly recorded_at: Generated<Date>;
}

/** One row a line of a case's journal. Never changed, never deleted. */
export interface StepRow {
  readonly case_id: string;
  /** Counts from 0 in each case. */
  readonly seq: number;
  readonly at: Date;
  readonly kind: JournalEntry['type'];
  /** The event, the clock, or what else it was about. */
  readonly subject: string | null;
  readonly role: string | null;
  readonly name: string | null;
  readonly rules: readonly string[];
  /** Ids of the states that were entered. */
  readonly entered: readonly string[];
  /** The whole line, as the case keeps it. */
  readonly entry: JsonColumn<JournalEntry>;
}

export interface DeadlineRow {
  readonly case_id: string;
  readonly name: string;
  /** Its place among the case's deadlines. */
  readonly place: number;
  readonly title: JsonColumn<Text>;
  readonly rule: string | null;
  readonly status: Deadline['status'];
  readonly due_at: Date | null;
  /** The next reminder or escalation. */
  readonly next_at: Date | null;
  /** ms left at `changed_at` of the case; what a paused clock keeps. */
  readonly left_ms: number;
  readonly working: boolean;
  readonly provisional: boolean;
}

/** One row an event that an open case takes now and a role that may send it. */
export interface TaskRow {
  readonly case_id: string;
  readonly event: string;
  readonly role: string;
  /** Who of that role acted last in the case; nobody yet where it is null. */
  readonly holder: string | null;
  readonly procedure: string;
  /** The case's nearest deadline by the wall clock; `infinity` where it has none, so that one index has them all in order. */
  readonly due_at: Date | number;
}

export interface MessageRow {
  readonly key: string;
  readonly case_id: string;
  readonly template: string;
  readonly receiver: string;
  readonly channel: string;
  readonly state: string;
  /** When the case said it, by its own clock. */
  readonly at: Date;
  readonly changed_at: Date;
  /** Counts its changes in the ledger, and guards every write. */
  readonly revision: number;
}

export interface MigrationRow {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly applied_at: Generated<Date>;
}

export interface Tables {
  readonly cases: CaseRow;
  readonly steps: StepRow;
  readonly deadlines: DeadlineRow;
  readonly tasks: TaskRow;
  readonly messages: MessageRow;
  readonly register_migrations: MigrationRow;
}
