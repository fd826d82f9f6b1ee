import type { View } from '../statechart/view';
import type { CaseStatus } from './tables';

/** Everything that the register keeps of a case: what it says of itself, and what the server knows of its workflow. Instants in ms. */
export interface CaseRecord {
  readonly id: string;
  readonly procedure: string;
  readonly status: CaseStatus;
  /** The journal may begin later than the case: then what came before is on record already. */
  readonly view: View;
  /** The line of the journal from which on it was asked for; a later first line means that nobody has those between any more. */
  readonly since: number;
  readonly started: number;
  readonly closed?: number;
  /** How far the case's clock is ahead of the wall clock. */
  readonly ahead: number;
  readonly runId: string;
  readonly historyLength: number;
}

/** The line of the journal that the record's first one is. */
export const firstLineOf = ({ view }: CaseRecord): number => view.lines - view.journal.length;

/** Grows with whatever happens in a case. */
export const positionOf = ({ revision, lines }: Pick<View, 'revision' | 'lines'>): number => revision + lines;
