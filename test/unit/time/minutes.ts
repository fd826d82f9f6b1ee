import type { Hours, Interval, SpecialDays } from '../../../time/hours';
import type { Zone } from '../../../time/zone';

const MINUTE = 60_000;

/** A calendar as a test draws it: open hours by `getUTCDay()`, and by date. */
export interface Drawn {
  readonly zone: Zone;
  readonly week: readonly (readonly Interval[])[];
  readonly dates: ReadonlyMap<string, readonly Interval[]>;
}

/** The same as the code under test wants it. */
export function hoursOf({ week, dates }: Drawn): Hours {
  const special = [...dates].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    kinds: [...week, ...special.map(([, open]) => open)],
    week: [1, 2, 3, 4, 5, 6, 0],
    days: special.map(([date], i): SpecialDays => [Date.parse(date) / 86_400_000, 1, week.length + i]),
    known: [0, 40_000],
  };
}

/**
 * Working time told minute by minute, slow and simple: a minute is open if the latest time that the clocks have shown so far lies
 * within that day's hours. Knows the `days` days from the instant `start` (a whole minute).
 */
export class Minutes {
  private readonly open: Uint8Array;
  private readonly closings: readonly { readonly date: string; readonly closes: number }[];

  constructor(
    readonly drawn: Drawn,
    readonly start: number,
    days: number,
  ) {
    this.open = new Uint8Array(days * 1440);
    let latest = Number.NEGATIVE_INFINITY;
    let [midnight, date, hours] = [Number.NaN, '', drawn.week[0]!];
    const last = new Map<string, number>();
    // Two days of run-up, so that the clocks have shown what they have shown.
    for (let minute = -2 * 1440; minute < days * 1440; minute++) {
      latest = Math.max(latest, this.wall(start + minute * MINUTE));
      if (latest - midnight >= 1440 * MINUTE || Number.isNaN(midnight)) {
        date = new Date(latest).toISOString().slice(0, 10);
        midnight = Date.parse(date);
        hours = drawn.dates.get(date) ?? drawn.week[new Date(latest).getUTCDay()]!;
      }
      if (minute < 0) continue;
      const time = (latest - midnight) / MINUTE;
      const open = hours.some(([from, to]) => from <= time && time < to);
      if (!open) continue;
      this.open[minute] = 1;
      last.set(date, start + (minute + 1) * MINUTE);
    }
    // The last day may go on beyond what is known.
    this.closings = [...last].slice(0, -1).map(([date, closes]) => ({ date, closes }));
  }

  isOpen(at: number): boolean {
    return this.open[Math.floor((at - this.start) / MINUTE)] === 1;
  }

  /** `at` plus so much open time; undefined beyond the days known. */
  add(at: number, ms: number): number | undefined {
    let left = ms;
    const first = Math.floor((at - this.start) / MINUTE);
    for (let minute = first; minute < this.open.length; minute++) {
      if (this.open[minute] === 0) continue;
      const ends = this.start + (minute + 1) * MINUTE;
      const open = minute === first ? ends - at : MINUTE;
      if (left <= open) return ends - open + left;
      left -= open;
    }
    return undefined;
  }

  /** The last closing of the n-th working day after the day of `at`. */
  addDays(at: number, n: number): number | undefined {
    return this.closings.filter(({ date }) => date > this.dateAt(at))[n - 1]?.closes;
  }

  /** The last closing of the day of `at`, or of the next working day. */
  endOfDay(at: number): number | undefined {
    return this.closings.find(({ date, closes }) => date >= this.dateAt(at) && closes > at)?.closes;
  }

  private dateAt = (at: number): string => new Date(this.wall(at)).toISOString().slice(0, 10);
  private wall(at: number): number {
    let shown = 0;
    for (const [from, offset] of this.drawn.zone.offsets) if (from <= at) shown = at + offset;
    return shown;
  }
}
