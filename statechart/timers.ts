import { DuecourseError } from '../time/error';
import type { Timer } from './types';

/** The delayed events of a case: one at most for each actor and id, each due at an absolute instant. */
export class Timers {
  private readonly waiting: Map<string, Timer>;

  constructor(timers: readonly Timer[]) {
    this.waiting = new Map(timers.map(timer => [keyOf(timer.actor, timer.id), timer]));
  }

  all(): Timer[] {
    return [...this.waiting.values()];
  }

  /**
   * Arms a timer `delay` ms after the instant `at`, in place of the one that has its actor and id.
   * @throws DuecourseError `BAD_DELAY`
   */
  schedule(timer: Omit<Timer, 'due' | 'armed'>, at: number, delay: number): void {
    if (!Number.isFinite(delay) || delay < 0) {
      throw new DuecourseError(
        'BAD_DELAY',
        `The delay of '${timer.event.type}' is ${delay}; a delay is a finite number of milliseconds, 0 or more.`,
      );
    }
    const key = keyOf(timer.actor, timer.id);
    this.waiting.delete(key);
    this.waiting.set(key, { ...timer, due: Math.ceil(at + delay), armed: at });
  }

  cancel(actor: string, id: string): void {
    this.waiting.delete(keyOf(actor, id));
  }

  /** An actor is gone: nothing that it armed waits any longer, and nothing waits for it. */
  forget(actor: string): void {
    for (const [key, timer] of this.waiting) if (timer.actor === actor || timer.to === actor) this.waiting.delete(key);
  }

  /** The timer that is due first, at or before `until` (ms); of two at one instant, the one that was armed first. */
  firstDue(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.waiting.values())
      if (timer.due <= until && (!first || isBefore(timer, first))) first = timer;
    return first;
  }
}

/** What a machine gets when a timer's instant has come. */
export const receiverOf = ({ actor, to }: Timer): string => to ?? actor;

const isBefore = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.generation < b.generation);

const keyOf = (actor: string, id: string): string => `${actor} ${id}`;
