import type { Deadline, JournalEntry } from '../../statechart/types';
import { openOf } from '../../time/add';
import { type Duration, isWorking, MINUTE } from '../../time/duration';
import { DuecourseError } from '../../time/error';
import { between } from '../../time/hours';
import type { Shown } from '../desk';
import { zoneOf } from './case-document';
import { type ExplanationDocument, explanationOf } from './explanation';
import { isoIn } from './instant';

/** How a clock's deadline comes about, as `duecourse explain <case> --json` prints it. */
export interface ExplainedClock {
  readonly name: string;
  readonly title: Deadline['title'];
  readonly status: Deadline['status'];
  readonly rule?: string;
  /** When it was paused, ISO 8601; the last may still last. */
  readonly pauses: readonly ExplainedPause[];
  /** From the start or, after a pause, from when it ran on with what was left; absent while it is paused or where a promise sets the time. */
  readonly way?: ExplanationDocument;
  /** It was set when its rule was changed, and does not follow from the rule that it goes by now. */
  readonly rebased?: true;
}

export interface ExplainedPause {
  readonly from: string;
  readonly to?: string;
  /** Of one that still lasts: how long it may at the most. */
  readonly until?: string;
  readonly reason?: string;
  readonly title?: Deadline['title'];
}

/** The clocks of a case, or the one of that name. @throws DuecourseError `UNKNOWN_CLOCK` */
export function explainClocks(shown: Shown, only?: string): ExplainedClock[] {
  const { procedure } = shown.entry;
  const known = shown.view.deadlines.filter(({ name }) => Object.hasOwn(procedure.clocks, name));
  if (only !== undefined && !known.some(({ name }) => name === only)) {
    const names = known.map(({ name }) => name).join(', ') || '-';
    throw new DuecourseError('UNKNOWN_CLOCK', `The case has no clock "${only}" now; it has: ${names}.`, {
      clock: only,
    });
  }
  return known.filter(({ name }) => only === undefined || name === only).map(deadline => explainClock(shown, deadline));
}

function explainClock({ view, entry }: Shown, deadline: Deadline): ExplainedClock {
  const { name, title, rule, status } = deadline;
  const zone = zoneOf(view);
  const moments = view.journal.filter((line): line is ClockEntry => line.type === 'clock' && line.clock === name);
  const cycle = Math.max(...moments.map(moment => moment.cycle));
  const rebased = view.journal.flatMap(line => (line.type === 'rebased' ? [line] : []));
  const restarted = rebased.findLast(line => line.deadline === name && line.rule === 'restart')?.at;
  const mine = moments.filter(moment => moment.cycle === cycle);
  const begun = mine.find(({ what }) => what === 'started');
  const started = restarted ?? (begun && instantOf(begun));
  const last = mine.findLast(
    ({ what, at }) => (ENDS_PAUSE.includes(what) || what === 'reopened') && at >= (restarted ?? 0),
  );
  const limit = entry.procedure.clocks[name]?.limit?.(view.context);
  const way = () => {
    if (limit === undefined || (started ?? last) === undefined) return undefined;
    if (last === undefined) return explanationOf(started!, limit, zone);
    const from = instantOf(last);
    if (deadline.due === undefined || deadline.due < from) return undefined;
    return explanationOf(from, leftover(limit, from, deadline.due, zone), zone);
  };
  const found = status === 'paused' ? undefined : way();
  // A deadline that was kept, or was over, when its rule changed does not follow from the rule.
  const apart = found && deadline.due !== undefined ? Math.abs(Date.parse(found.due) - deadline.due) : 0;
  const follows = rebased.length === 0 || apart < MINUTE;
  const explained = follows ? found : undefined;
  return {
    name,
    title,
    status,
    ...(rule !== undefined && { rule }),
    pauses: pausesIn(mine).map(({ from, to, reason }) => ({
      from: isoIn(from, zone),
      ...(to !== undefined && { to: isoIn(to, zone) }),
      ...(to === undefined && deadline.pause?.until && { until: isoIn(deadline.pause.until, zone) }),
      ...(reason !== undefined && { reason, title: entry.procedure.pauses[reason] ?? { zh: reason, en: reason } }),
    })),
    ...(explained && { way: explained }),
    ...(!follows && { rebased: true as const }),
  };
}

type ClockEntry = Extract<JournalEntry, { type: 'clock' }>;

const ENDS_PAUSE: readonly ClockEntry['what'][] = ['resumed', 'pause-expired'];

/** When something happened to a clock, which may be earlier than when it was told. */
const instantOf = ({ at, happened = at }: ClockEntry): number => happened;

/** A clock that begins paused has no moment of pausing but its start. */
function pausesIn(moments: readonly ClockEntry[]) {
  const pauses: { from: number; to?: number; reason?: string }[] = [];
  for (const moment of moments) {
    const { what, reason } = moment;
    const begins = what === 'paused' || (what === 'started' && reason !== undefined);
    const last = pauses.at(-1);
    if (last && last.to === undefined && (begins || ENDS_PAUSE.includes(what))) last.to = instantOf(moment);
    if (begins) pauses.push({ from: instantOf(moment), ...(reason !== undefined && { reason }) });
  }
  return pauses;
}

/** What was left of a limit when the clock ran on at `from`, in what the limit counts. */
function leftover(limit: Duration, from: number, due: number, zone: ReturnType<typeof zoneOf>): Duration {
  if (isWorking(limit)) return { kind: 'workingTime', ms: between(from, due, openOf(zone)) };
  return { kind: 'elapsed', ms: due - from };
}
