import { MINUTE } from '../../../time/duration';
import type { Interval } from '../../../time/hours';
import { type Drawn, Minutes } from './minutes';
import { shanghai } from './zones';

export const start = Date.parse('2026-11-02T00:00:00Z');
const DAYS = 9;
export const END = DAYS * 1440 - 1;
export const at = (minute: number): number => start + minute * MINUTE;

/** What a clock goes by, told in minutes. */
export interface Rule {
  readonly working: boolean;
  readonly budget: number;
  readonly shares: readonly number[];
  readonly every: number;
  readonly everyWorking: boolean;
  readonly levels: readonly string[];
  readonly keepUsed: boolean;
  readonly pauses: { readonly [reason: string]: Length };
  readonly week: readonly (readonly Interval[])[];
}

export interface Length {
  readonly working: boolean;
  readonly remindAfter: number;
  readonly longest: number;
}

/** What happens at a minute, or `late` minutes earlier and is told then. */
export interface Turn {
  readonly minute: number;
  readonly late: number;
  readonly what: 'resume' | 'meet' | 'reopen' | 'parts' | 'customer' | 'other';
}

export const drawnOf = ({ week }: Rule): Drawn => ({ zone: shanghai, week, dates: new Map() });
interface Paused {
  readonly reason: string;
  readonly since: number;
}

/** What is true from a minute on, until the next entry: does it run, and which pause is it in (or has outlasted)? */
interface Chapter {
  readonly from: number;
  readonly runs: boolean;
  readonly pause?: Paused;
}

/** The same, minute by minute: the story of the clock is kept as it is told, and counted anew from its beginning each minute. */
export class Told {
  readonly said: string[] = [];
  /** How many minutes are open before each minute. */
  private readonly open: readonly number[];
  private cycle = 1;
  private begins = 0;
  private carried = 0;
  private story: Chapter[] = [{ from: 0, runs: true }];
  private closed: { readonly status: string; readonly minute: number } | undefined;
  private share = 0;
  private missedAt: number | undefined;
  private levels = 0;
  private reminded: Paused | undefined;
  private latest: Paused | undefined;

  constructor(private readonly rule: Rule) {
    const minutes = new Minutes(drawnOf(rule), start, DAYS);
    const open = [0];
    for (let minute = 0; minute <= END; minute++) open.push(open[minute]! + (minutes.isOpen(at(minute)) ? 1 : 0));
    this.open = open;
  }

  play(all: readonly Turn[]): string[] {
    for (let minute = 0; minute <= END; minute++) {
      this.ring(minute);
      for (const turn of all.filter(turn => turn.minute === minute)) this.take(turn);
    }
    return [...this.said, `${this.cycle} ${this.closed?.status ?? this.status} left ${this.left(END)}`];
  }

  private get last(): Chapter {
    return this.story.at(-1)!;
  }

  private get status(): string {
    return this.last.runs ? 'running' : 'paused';
  }

  /** Minutes from one to another that count. */
  private counted(from: number, to: number, working: boolean): number {
    return working ? this.open[to]! - this.open[from]! : to - from;
  }

  /** Minutes from one to another that the clock ran, in so far as they count. */
  private ran(from: number, to: number, working: boolean): number {
    let sum = 0;
    for (const [i, { from: begins, runs }] of this.story.entries()) {
      const [first, last] = [Math.max(from, begins), Math.min(to, this.story[i + 1]?.from ?? to)];
      if (runs && first < last) sum += this.counted(first, last, working);
    }
    return sum;
  }

  private used(minute: number): number {
    return this.carried + this.ran(this.begins, minute, this.rule.working);
  }

  private left(minute: number): number {
    const until = this.closed?.minute ?? minute;
    if (this.missedAt !== undefined) return 0 - this.ran(this.missedAt, until, this.rule.working);
    return this.rule.budget - this.used(until);
  }

  private ring(minute: number): void {
    if (this.closed) return;
    const { runs, pause } = this.last;
    if (!runs) {
      const length = pause && this.rule.pauses[pause.reason];
      if (!pause || !length) return;
      const { reason } = pause;
      const lasted = this.counted(pause.since, minute, length.working);
      if (length.remindAfter < length.longest && lasted >= length.remindAfter && this.reminded !== pause) {
        this.reminded = pause;
        this.said.push(`${minute} pause-reminded ${reason}`);
      }
      if (lasted < length.longest) return;
      this.said.push(`${minute} pause-expired ${reason}`);
      this.story.push({ from: minute, runs: true, pause });
    }
    this.climb(minute);
  }

  private climb(minute: number): void {
    const { shares, budget, levels, every, everyWorking } = this.rule;
    if (this.missedAt === undefined) {
      const used = this.used(minute);
      for (const share of [...shares].sort()) {
        if (share <= this.share || used < Math.round(share * budget)) continue;
        this.said.push(`${minute} warned ${share}`);
        this.share = share;
      }
      if (used < budget) return;
      [this.missedAt, this.levels] = [minute, 1];
      this.said.push(`${minute} missed ${levels[0] ?? ''}`);
    }
    const over = this.ran(this.missedAt, minute, everyWorking);
    for (; this.levels < levels.length && over >= this.levels * every; this.levels++)
      this.said.push(`${minute} escalated ${levels[this.levels]}`);
  }

  private take({ minute, late, what }: Turn): void {
    if (what === 'reopen') this.reopen(minute);
    if (what === 'reopen' || this.closed) return;
    const then = this.goBack(Math.max(this.begins, minute - late));
    if (what === 'meet') {
      const used = this.missedAt === undefined ? this.used(then) : 'more';
      this.closed = { status: this.missedAt === undefined ? 'met' : 'met-late', minute: then };
      this.said.push(`${this.closed.status} used ${used}`);
    } else if (what === 'resume') {
      if (!this.last.runs || this.last.pause) this.story.push({ from: then, runs: true });
      this.latest = undefined;
    } else if (this.last.pause?.reason !== what) {
      this.latest = { reason: what, since: then };
      this.story.push({ from: then, runs: false, pause: this.latest });
    }
    // What began earlier is caught up with.
    for (let each = then; each <= minute; each++) this.ring(each);
  }

  /** Puts the clock back to how it stood at a minute. Why it was paused is known of its latest pause only. */
  private goBack(minute: number): number {
    const now = this.story.filter(({ from }) => from <= minute);
    const [from, missed] = [this.last.from, this.missedAt !== undefined && this.missedAt > minute];
    if (from <= minute && !missed) return minute;
    const { pause, ...last } = now.at(-1)!;
    this.story = [...now.slice(0, -1), { ...last, ...(pause && pause === this.latest && { pause }) }];
    if (missed) this.missedAt = undefined;
    return minute;
  }

  private reopen(minute: number): void {
    if (!this.closed) return;
    const used = this.used(this.closed.minute);
    const keeps = this.rule.keepUsed && this.closed.status === 'met' && used < this.rule.budget;
    this.carried = keeps ? used : 0;
    if (!keeps) this.share = 0;
    [this.cycle, this.begins, this.closed] = [this.cycle + 1, minute, undefined];
    [this.missedAt, this.levels, this.story, this.latest] = [undefined, 0, [{ from: minute, runs: true }], undefined];
    this.ring(minute);
  }
}
