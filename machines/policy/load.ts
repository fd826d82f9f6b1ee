import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import type { PolicyNeeds, PolicySlice } from '../../statechart/policy';
import type { Calendar } from '../../time/add';
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

/** Days by which that is moved on for a case that lasts longer. */
const STEP = 183;

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
 * What a case of `procedure` that began at `at` (ms) goes by from `now` (ms) on: its part of the policy, with the zone's offsets from its beginning.
 * Of the emergency plans it takes along the one of its own kind, where `of` (its input or context) says which.
 * @throws DuecourseError `UNKNOWN_PROCEDURE` if the policy has no such procedure.
 */
export function sliceOf(policy: Policy, procedure: string, at: number, now = at, of: object = {}): PolicySlice {
  const part = Object.hasOwn(policy.procedures, procedure) ? policy.procedures[procedure] : undefined;
  if (part === undefined) {
    const known = Object.keys(policy.procedures);
    throw new DuecourseError(
      'UNKNOWN_PROCEDURE',
      `The policy has no procedure "${procedure}"; it has: ${known.join(', ')}.`,
    );
  }
  const { clocks, pauses, plans, lateEntries = policy.lateEntries } = part;
  const limits = { ...policy.everyCase?.limits, ...part.limits };
  const numbers = { ...policy.everyCase?.numbers, ...part.numbers };
  const counted = [
    ...Object.values(limits),
    ...Object.values(clocks).map(({ every }) => every),
    ...Object.values(pauses).flatMap(({ remindAfter, longest }) => [remindAfter, longest]),
  ];
  const zone = zoneFor(policy, procedure, { at, now, working: counted.some(isWorking) });
  return {
    version: policy.version,
    zone: { ...zone, dayEnd: policy.dayEnd },
    limits,
    numbers,
    clocks,
    ...(Object.keys(pauses).length > 0 && { pauses }),
    ...(Object.keys(plans).length > 0 && { plans: ownOf(plans, of) }),
    ...(lateEntries && lateEntries.roles.length > 0 && { lateEntries }),
  };
}

function ownOf<Plan>(plans: { readonly [kind: string]: Plan }, of: { readonly kind?: unknown }) {
  const own = Object.entries(plans).filter(([kind]) => kind === of.kind);
  return own.length > 0 ? Object.fromEntries(own) : plans;
}

/**
 * The zone's offsets for a case of `procedure` that began at `at` (ms), and if it needs `working` time the days of its calendar. Of a case that has
 * lasted long, they reach on from `now` (ms) in steps of half a year, so that the slices of two days are the same.
 */
export function zoneFor(
  policy: Policy,
  procedure: string,
  { at, now, working }: { readonly at: number; readonly now: number; readonly working: boolean },
): Calendar {
  const calendar = policy.procedures[procedure]?.calendar ?? policy.calendar;
  const older = STEP * Math.max(0, Math.floor((now - at) / (STEP * DAY)));
  const zone = zoneOffsets(policy.zone, at, at + AHEAD + older * DAY);
  const first = dayOf(at, zone);
  return { ...zone, ...(calendar && working && { hours: hoursOf(calendar, [first - 1, first + KNOWN + older]) }) };
}
