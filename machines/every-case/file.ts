import type { WithPolicy } from '../../statechart/procedure';
import type { Contact } from '../message';
import type { Role } from '../roles';

/**
 * What a case keeps of the things that can happen to every case, beside what its procedure keeps. Each part is there only once it has
 * happened: a case to which nothing of this happens carries nothing for it.
 */
export interface CaseFile {
  /** The role that has it in hand, where that is not whom the procedure names. */
  readonly assignedTo?: Role;
  /** Who supervises it from above, and since when (ms). */
  readonly supervised?: { readonly by: Role; readonly at: number };
  /** How often the customer has urged. */
  readonly urged?: number;
  /** How it ended, where that is not an end of its procedure. */
  readonly ended?: 'withdrawn';
}

/** A context with the part of every case. */
export interface WithFile extends WithPolicy {
  readonly file?: CaseFile;
}

/** What a procedure says of itself for the things that can happen to every case. */
export interface EveryCaseOptions {
  /** Who has the case in hand now; the agent unless told. */
  readonly owner?: (context: never) => string;
  /** Whom the case is about, if there is somebody who can be told. */
  readonly customer?: (context: never) => Contact | undefined;
  /** Tag of the states in which it can be withdrawn; in every state unless told. */
  readonly withdrawnIn?: string;
}

/** What is laid under a machine sees of the machine's own context. */
export interface Seen {
  readonly owner: (context: WithFile) => string;
  readonly customer: (context: WithFile) => Contact | undefined;
}
