import { catalogue } from '../machines/catalogue';
import { DuecourseError } from '../time/error';
import type { Cases } from './connect';

/**
 * The case that another is a duplicate of has to be there, open and not the same, before anything is changed.
 * @throws DuecourseError `DUPLICATE_OF_ITSELF`, `DUPLICATE_UNKNOWN`, `DUPLICATE_CLOSED`
 */
export async function requireOther(cases: Cases, id: string, other: string): Promise<void> {
  if (other === id)
    throw new DuecourseError(
      'DUPLICATE_OF_ITSELF',
      `${id} cannot be a duplicate of itself; name the case that goes on.`,
    );
  const found = await cases
    .get(other)
    .describe()
    .catch(error => {
      if ((error as DuecourseError).code !== 'UNKNOWN_CASE') throw error;
      return undefined;
    });
  if (!found || !Object.hasOwn(catalogue, found.type))
    throw new DuecourseError(
      'DUPLICATE_UNKNOWN',
      `There is no case '${other}'; 'duecourse list' shows which are open.`,
      {
        other,
      },
    );
  if (found.status !== 'RUNNING')
    throw new DuecourseError(
      'DUPLICATE_CLOSED',
      `The case '${other}' is closed and cannot take over; name one that is open, or leave this one as it is.`,
      { other },
    );
}

/** A case that is over is not opened again: its callback period was the time for it. */
export const tooLateToReopen = (id: string, error: unknown): unknown =>
  (error as DuecourseError).code === 'CASE_CLOSED'
    ? new DuecourseError(
        'REOPENED_TOO_LATE',
        `The callback period of ${id} is over, and the case is closed. Open a new case and name ${id} in it.`,
      )
    : error;
