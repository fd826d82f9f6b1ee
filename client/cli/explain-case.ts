import type { Deadline, JournalEntry } from '../../statechart/types';
import { openOf } from '../../time/add';
import { type Duration, isWorking } from '../../time/duration';
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
  readonly pauses: readonly { readonly from: string; readonly to?: string }[];
  /** From the start or, after a pause, from when it ran on with what was left; absent while it is paused or where a promise sets the time. */
  readonly way?: ExplanationDocument;
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
  const moments = view.journal.filter(
    (line): line is Extract<JournalEntry, { type: 'clock' }> => line.type === 'clock' && line.clock === name,
  );
  const cycle = Math.max(...moments.map(moment => moment.cycle));
  const at = (...what: readonly string[]) =>
    moments.filter(moment => moment.cycle === cycle && what.includes(moment.what)).map(moment => moment.at);
  const [started, resumed] = [at('started')[0], at('resumed')];
  // A clock that begins paused has no moment of pausing.
  const paused =
    started !== undefined && resumed.length > at('paused').length ? [started, ...at('paused')] : at('paused');
  const limit = entry.procedure.clocks[name]?.limit?.(view.context);
  const way = () => {
    if (limit === undefined || started === undefined) return undefined;
    const last = resumed.at(-1);
    if (last === undefined) return explanationOf(started, limit, zone);
    if (deadline.due === undefined || deadline.due < last) return undefined;
    return explanationOf(last, leftover(limit, last, deadline.due, zone), zone);
  };
  const explained = status === 'paused' ? undefined : way();
  return {
    name,
    title,
    status,
    ...(rule !== undefined && { rule }),
    pauses: paused.map((from, i) => ({
      from: isoIn(from, zone),
      ...(resumed[i] !== undefined && { to: isoIn(resumed[i]!, zone) }),
    })),
    ...(explained && { way: explained }),
  };
}

/** What was left of a limit when the clock ran on at `from`, in what the limit counts. */
function leftover(limit: Duration, from: number, due: number, zone: ReturnType<typeof zoneOf>): Duration {
  if (isWorking(limit)) return { kind: 'workingTime', ms: between(from, due, openOf(zone)) };
  return { kind: 'elapsed', ms: due - from };
}
