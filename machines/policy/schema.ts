import { z } from 'zod';
import type { PolicyNeeds } from '../../statechart/policy';
import type { RungPlan } from '../../time/clock';
import { type Duration, isWorking, lengthOf, parseDuration } from '../../time/duration';
import { DuecourseError } from '../../time/error';
import { roles } from '../roles';
import type { WorkCalendar } from './calendar';
import { closed, list, section, timeOfDay, value, wholeNumber, zone } from './parts';
import { didYouMean } from './suggest';

const DURATION = '"3 calendar days", "72 hours" or "20 minutes"';

const duration = () =>
  value<Duration>(`e.g. ${DURATION}`, written => {
    if (typeof written === 'string' || typeof written === 'number') return parseDuration(String(written));
    throw new DuecourseError('BAD_DURATION', `must be one duration; write e.g. ${DURATION}.`);
  });

const share = value('a percentage', written => {
  const percent = typeof written === 'string' ? Number(/^(\d+(?:\.\d+)?) ?%$/.exec(written)?.[1]) : Number.NaN;
  if (Number.isNaN(percent))
    throw new Error(`${JSON.stringify(written)} is not a share of the limit; write e.g. "50 %".`);
  if (percent <= 0 || percent >= 100) throw new Error(`${written} must lie between 0 % and 100 %, both excluded.`);
  return percent / 100;
});

const role = value('a role', written => {
  const known = Object.keys(roles);
  if (typeof written === 'string' && Object.hasOwn(roles, written)) return written;
  const near = didYouMean(String(written), known);
  throw new Error(`${JSON.stringify(written)} is not a role${near || '.'} Roles: ${known.join(', ')}.`);
});

const escalation = closed({ every: duration().optional(), levels: list(role, '[manager, gm]') }).superRefine(
  ({ every, levels }, context) => {
    if (levels.length < 2 || every !== undefined) return;
    context.addIssue({ code: 'custom', path: ['every'], message: 'is missing; write e.g. "1 calendar day".' });
  },
);

const reopening = value('"restart" or "keepUsed"', written => {
  if (written === 'restart' || written === 'keepUsed') return written;
  throw new Error(
    `${JSON.stringify(written)} must be "restart" (the whole limit anew) or "keepUsed" (what was left of it).`,
  );
});

const clock = closed({
  warnAt: list(share, '[50 %, 80 %]').optional(),
  escalate: escalation.optional(),
  reopen: reopening.optional(),
}).transform(
  ({ warnAt, escalate, reopen }): RungPlan => ({
    warnAt: warnAt ?? [],
    levels: [],
    ...escalate,
    ...(reopen === 'keepUsed' && { reopen }),
  }),
);

/** Who is called in an emergency: department by department, each with its persons in order. */
const plan = z
  .record(z.string(), list(role, '[guard, manager]').min(1, { error: 'names nobody; write e.g. [guard, manager].' }), {
    error: 'must be a mapping of departments to persons; write e.g. "guard: [guard, manager]".',
  })
  .superRefine((departments, context) => {
    const names = Object.keys(departments);
    if (names.length === 0) context.addIssue({ code: 'custom', message: 'names no department.' });
    for (const name of names.filter(each => !Object.hasOwn(roles, each)))
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is not a role${didYouMean(name, Object.keys(roles)) || '.'} Roles: ${Object.keys(roles).join(', ')}.`,
      });
  });

const pause = closed({ remindAfter: duration().optional(), longest: duration() }).superRefine(
  ({ remindAfter, longest }, context) => {
    if (remindAfter === undefined || remindAfter.kind !== longest.kind || lengthOf(remindAfter) < lengthOf(longest))
      return;
    context.addIssue({ code: 'custom', path: ['remindAfter'], message: 'must be shorter than the longest length.' });
  },
);

/** Who may say afterwards when something happened; nobody, where the list is empty. */
const lateEntries = closed({ roles: list(role, '[agent, supervisor]') }).optional();

/** Who may see the names and phone numbers of those whom cases are about; nobody, where the list is empty. */
const names = closed({ roles: list(role, '[agent, supervisor]') }).optional();

/** A calendar by its file name; `load` reads it and says what is wrong with it. */
const calendarBy = (load: (file: string) => WorkCalendar) =>
  value('e.g. "calendars/company.yaml"', written => {
    if (typeof written === 'string') return load(written);
    throw new Error(`${JSON.stringify(written)} is not a file; write e.g. "calendars/company.yaml".`);
  }).optional();

/** What the policy says of every case that people raise. */
export const EVERY_CASE: Pick<PolicyNeeds, 'limits' | 'numbers'> = {
  limits: ['holdReminder', 'holdLongest', 'extension'],
  numbers: ['urgedForSupervisor'],
};

/** The whole file, for the procedures that `needs` names; `load` reads the calendars that it names. */
export function policySchema(
  needs: { readonly [procedure: string]: PolicyNeeds },
  load: (file: string) => WorkCalendar,
) {
  const procedure = (name: string) =>
    closed({
      calendar: calendarBy(load),
      limits: section(needs[name]!.limits, duration),
      numbers: section(needs[name]!.numbers, () => wholeNumber(0)),
      clocks: section(needs[name]!.clocks, () => clock),
      pauses: section(needs[name]!.pauses, () => pause),
      plans: section(needs[name]!.plans ?? [], () => plan),
      lateEntries,
      names,
    });
  const hasEveryCase = Object.values(needs).some(need => need.everyCase);
  const everyCase = closed({
    limits: section(EVERY_CASE.limits, duration),
    numbers: section(EVERY_CASE.numbers, () => wholeNumber(1)),
  });
  return closed({
    version: wholeNumber(1),
    zone,
    dayEnd: timeOfDay,
    calendar: calendarBy(load),
    lateEntries,
    names,
    everyCase: hasEveryCase ? everyCase : everyCase.optional(),
    procedures: section(Object.keys(needs), procedure),
  }).superRefine(({ zone: here, calendar: house, procedures }, context) => {
    const complain = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const sameZone = (path: string[], calendar: WorkCalendar | undefined) => {
      if (calendar && calendar.zone !== here)
        complain(path, `is one of ${calendar.zone}, and the policy is one of ${here}.`);
    };
    sameZone(['calendar'], house);
    for (const [name, { calendar, limits, clocks, pauses }] of Object.entries(procedures)) {
      const path = ['procedures', name];
      sameZone([...path, 'calendar'], calendar);
      if (calendar ?? house) continue;
      const needsOne = 'counts working time: write above which, e.g. "calendar: calendars/company.yaml".';
      for (const [limit, length] of Object.entries(limits))
        if (isWorking(length)) complain([...path, 'limits', limit], needsOne);
      for (const [clockName, { every }] of Object.entries(clocks))
        if (isWorking(every)) complain([...path, 'clocks', clockName, 'escalate', 'every'], needsOne);
      for (const [reason, lengths] of Object.entries(pauses))
        for (const [key, length] of Object.entries(lengths))
          if (isWorking(length)) complain([...path, 'pauses', reason, key], needsOne);
    }
  });
}
