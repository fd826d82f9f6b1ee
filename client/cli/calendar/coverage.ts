import type { WorkCalendar } from '../../../machines/policy/calendar';
import { dateOf } from '../../../machines/policy/calendar-days';
import type { Policy } from '../../../machines/policy/load';
import { DAY, isWorking } from '../../../time/duration';

/** How long before its end a calendar should be continued. */
const WARN_DAYS = 60;

/** The last date that the calendar knows, once it is near or over. */
export function endingOf({ coverage: [, last] }: WorkCalendar, now: number): string | undefined {
  return last - Math.floor(now / DAY) < WARN_DAYS ? dateOf(last) : undefined;
}

/** The first such end among the calendars by which a limit of the policy is counted. */
export function nearestEnding({ calendar: house, procedures }: Policy, now: number): string | undefined {
  const endings = Object.values(procedures).flatMap(({ calendar = house, limits, clocks }) => {
    const counted = [...Object.values(limits), ...Object.values(clocks).map(({ every }) => every)];
    return (calendar && counted.some(isWorking) && endingOf(calendar, now)) ?? [];
  });
  return endings.filter(ending => ending !== false).sort()[0];
}
