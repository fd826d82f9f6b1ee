import { z } from 'zod';
import { dateOf, dayPlan, intervals, readRange, specialDays } from './calendar-days';
import { closed, value, wholeNumber, zone } from './parts';

/** Days of the week as a calendar file names them, Monday first. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const text = (what: string) =>
  value(what, written => {
    if (typeof written === 'string' && written.trim() !== '') return written;
    throw new Error(`${JSON.stringify(written)} is not ${what}.`);
  });

const week = closed(
  Object.fromEntries(weekdays.map(day => [day, dayPlan])) as { [day in (typeof weekdays)[number]]: typeof dayPlan },
);

const coverage = value('the days that it knows, e.g. "2025-01-01..2026-12-31"', written => {
  const range = readRange(String(written));
  if (range[0] < range[1]) return range;
  throw new Error(`must be a range of days; write e.g. "${dateOf(range[0])}..${dateOf(range[0] + 364)}".`);
});

/** A calendar file, a whole one or a layer that says only what differs from the one that it extends. */
export const calendarSchema = closed({
  version: wholeNumber(1),
  extends: text('the file that it builds upon').optional(),
  zone: zone.optional(),
  coverage: coverage.optional(),
  source: z.array(text('where the days are from'), { error: 'must be a list of texts.' }).optional(),
  hours: intervals.optional(),
  week: week.optional(),
  days: specialDays.optional(),
});
