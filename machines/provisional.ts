import type { WithPolicy } from '../statechart/procedure';
import { openOf } from '../time/add';
import { isWorking } from '../time/duration';
import { isProvisional } from '../time/hours';

/**
 * What a message says besides an instant `due` (ms) that comes from the policy's limit of that name: `provisional` if it needs days that the calendar does not
 * know yet; nothing otherwise. A template writes `{{ due | instant }}{% if provisional %}（暂定）{% endif %}`.
 */
export function markOf({ policy: { limits, zone } }: WithPolicy, limit: string, due: number): { provisional?: true } {
  const guessed = isWorking(limits[limit]) && isProvisional(due, due, openOf(zone));
  return guessed ? { provisional: true } : {};
}
