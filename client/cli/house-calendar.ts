import { resolve } from 'node:path';
import { housePolicy } from '../../machines/catalogue';
import { loadCalendar, type WorkCalendar } from '../../machines/policy/calendar';
import { hoursOf } from '../../machines/policy/calendar-slice';
import { zoneOffsets } from '../../machines/policy/zone-offsets';
import type { Calendar } from '../../time/add';
import { DuecourseError } from '../../time/error';

/** Changes of the clocks that a reckoning outside of a case may need. */
const SINCE = Date.UTC(2000, 0, 1);
const UNTIL = Date.UTC(2060, 0, 1);

/** The calendar file given, or the one that the policy names. @throws DuecourseError `BAD_POLICY`, `BAD_CALENDAR` */
export function calendarFile(policyFile: string, file?: string): WorkCalendar {
  if (file !== undefined) return loadCalendar(resolve(file));
  const { calendar } = housePolicy(policyFile);
  if (calendar) return calendar;
  throw new DuecourseError(
    'BAD_CALENDAR',
    `${policyFile} names no calendar: write e.g. "calendar: calendars/company.yaml".`,
  );
}

/** What durations are reckoned by: the house's zone, day end and calendar, or another calendar with its zone. Throws as `calendarFile` does. */
export function houseCalendar(policyFile: string, file?: string): Calendar {
  const { zone, dayEnd, calendar: house } = housePolicy(policyFile);
  const calendar = file === undefined ? house : calendarFile(policyFile, file);
  return {
    ...zoneOffsets(calendar?.zone ?? zone, SINCE, UNTIL),
    dayEnd,
    ...(calendar && { hours: hoursOf(calendar, calendar.coverage) }),
  };
}
