import { DuecourseError } from '../../time/error';
import type { Options } from './command-table';

/** Why somebody does what goes on record. @throws DuecourseError `USAGE` */
export function reasonOf({ reason }: Options): string {
  if (typeof reason === 'string' && reason.trim() !== '') return reason;
  throw new DuecourseError('USAGE', 'Say why: --reason "…". It is put on record.');
}
