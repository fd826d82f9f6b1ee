import type { WithPolicy } from '../../statechart/procedure';
import type { Contact } from '../message';
import type { Role } from '../roles';

/**
 * What a case keeps of the things that can happen to every case, beside what its procedure keeps. Each part is there only once it has
 * happened: a case to which nothing of this happens carries nothing for it. Instants in ms.
 */
export interface CaseFile {
  /** The role that has it in hand, where that is not whom the procedure names. */
  readonly assignedTo?: Role;
  /** Who supervises it from above, and since when. */
  readonly supervised?: { readonly by: Role; readonly at: number };
  /** How often the customer has urged. */
  readonly urged?: number;
  /** What the customer is waited for, and until when at the longest. */
  readonly hold?: { readonly reason: string; readonly at: number; readonly until: number };
  /** An extension that was asked for: not answered yet, or granted. One that was refused can be asked for again. */
  readonly extension?: { readonly reason: string; readonly by: Role; readonly granted?: Role };
  /** The case that this one is a duplicate of. */
  readonly duplicateOf?: string;
  /** Cases that were found to be duplicates of this one. */
  readonly duplicates?: readonly string[];
  /** How it ended, where that is not an end of its procedure. */
  readonly ended?: 'withdrawn' | 'duplicate';
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
  /** The states of its callback period, from which it can be opened again, where it then goes on, and what is done then. */
  readonly reopening?: { readonly from: readonly string[]; readonly to: string; readonly actions: readonly unknown[] };
}

/** What is laid under a machine sees of the machine's own context. */
export interface Seen {
  readonly owner: (context: WithFile) => string;
  readonly customer: (context: WithFile) => Contact | undefined;
}

/** What a list shows of it besides the tags of its state. */
export const marksOf = ({ file = {} }: WithFile): string[] => [
  ...(file.supervised ? ['supervised'] : []),
  ...(file.hold ? ['on-hold'] : []),
  ...(file.urged ? ['urged'] : []),
];

/** What cannot be asked of it as it stands, whatever is said with it. */
export const idleIn = ({ file = {} }: WithFile): string[] => [
  ...(file.supervised ? [] : ['SUPERVISION_ENDED']),
  file.hold ? 'HOLD' : 'RESUME',
  ...(file.extension ? ['EXTENSION_ASKED'] : []),
  ...(file.extension && !file.extension.granted ? [] : ['EXTENSION_APPROVED', 'EXTENSION_REFUSED']),
];
