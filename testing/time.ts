import type { Cases } from '../client/connect';
import { forward as move } from '../client/forward';
import { parseDuration } from '../time/duration';
import { DuecourseError } from '../time/error';

/**
 * Moves one case's clock forward by ms, or by words such as `20 minutes` (elapsed kinds only); every timer on the way fires in order,
 * and the case has taken them in when this resolves.
 * @throws DuecourseError `NO_TIME_SKIPPING`, `UNKNOWN_CASE`, `CASE_CLOSED`, `BAD_DURATION`
 */
export async function forward(cases: Cases, id: string, by: number | string): Promise<void> {
  await move(cases, id, typeof by === 'number' ? by : elapsed(by));
}

function elapsed(words: string): number {
  const duration = parseDuration(words);
  if (duration.kind === 'elapsed') return duration.ms;
  if (duration.kind === 'calendarDays') return duration.days * 86_400_000;
  throw new DuecourseError('BAD_DURATION', `'${words}' has no fixed length; write hours or days.`);
}
