import { add, type Calendar } from '../../time/add';
import { type Duration, parseDuration } from '../../time/duration';

const SECONDS = /^(?:(\d+) seconds?|PT(\d+)S)$/;

/**
 * Reads a length of time as the command line takes it: as a policy file does, and seconds (`30 seconds`, `PT30S`).
 * @throws DuecourseError `BAD_DURATION`
 */
export function readSpan(text: string): Duration {
  const [, words, iso] = SECONDS.exec(text) ?? [];
  const seconds = Number(words ?? iso);
  return seconds > 0 ? { kind: 'elapsed', ms: seconds * 1_000 } : parseDuration(text);
}

/** How many ms `text` is when it begins at `now` (ms). @throws DuecourseError `BAD_DURATION` */
export const spanAt = (text: string, now: number, calendar: Calendar): number =>
  add(now, readSpan(text), calendar) - now;
