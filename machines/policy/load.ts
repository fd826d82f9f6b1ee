import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import type { PolicyNeeds, PolicySlice } from '../../statechart/policy';
import { DAY, isWorking } from '../../time/duration';
import { DuecourseError } from '../../time/error';
import { dayOf } from '../../time/hours';
import { loadCalendar } from './calendar';
import { hoursOf } from './calendar-slice';
import { policySchema } from './schema';
import { parseYaml, readText } from './yaml-file';
import { zoneOffsets } from './zone-offsets';

/** A policy file as read: durations parsed, shares as fractions, the day's end in minutes after midnight. */
export type Policy = z.output<ReturnType<typeof policySchema>>;

/** How far a case's slice looks ahead for changes of the clocks; the last offset holds after that. */
const AHEAD = 2 * 366 * DAY;

/** How many days of the calendar a case takes along; where it lasts longer, its deadlines are provisional. */
const KNOWN = 366;

/**
 * Reads a policy file. `procedures` says which procedures there are and which limits, clocks and numbers each machine asks for.
 * @throws DuecourseError `BAD_POLICY` with every mistake of the file at once, each with line, column, and what to write instead.
 */
export function loadPolicy(
  path: string,
  { procedures }: { readonly procedures: { readonly [name: string]: PolicyNeeds } },
): Policy {
  return parsePolicy(readText(path, 'BAD_POLICY', 'policy file'), path, procedures);
}

/** The policy in `text`; `file` is how messages name it, and where its calendars are looked for. Throws as `loadPolicy` does. */
export function parsePolicy(text: string, file: string, needs: { readonly [procedure: string]: PolicyNeeds }): Policy {
  const calendar = (written: string) => loadCalendar(resolve(dirname(file), written));
  return parseYaml(text, { file, code: 'BAD_POLICY', schema: policySchema(needs, calendar) }).data;
}

/**
 * What a case of `procedure` that begins at `at` (ms) takes along: its part of the policy, with the zone's offsets from then on.
 * @throws DuecourseError `UNKNOWN_PROCEDURE` if the policy has no such procedure.
 */
export function sliceOf(policy: Policy, procedure: string, at: number): PolicySlice {
  const part = Object.hasOwn(policy.procedures, procedure) ? policy.procedures[procedure] : undefined;
  if (part === undefined) {
    const known = Object.keys(policy.procedures);
    throw new DuecourseError(
      'UNKNOWN_PROCEDURE',
      `The policy has no procedure "${procedure}"; it has: ${known.join(', ')}.`,
    );
  }
  const { calendar = policy.calendar, limits, numbers, clocks } = part;
  const zone = { ...zoneOffsets(policy.zone, at, at + AHEAD), dayEnd: policy.dayEnd };
  const counted = [...Object.values(limits), ...Object.values(clocks).map(({ every }) => every)];
  const hours =
    calendar && counted.some(isWorking) && hoursOf(calendar, [dayOf(at, zone) - 1, dayOf(at, zone) + KNOWN]);
  return { version: policy.version, zone: { ...zone, ...(hours && { hours }) }, limits, numbers, clocks };
}
