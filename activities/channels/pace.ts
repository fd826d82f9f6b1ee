import { setTimeout as sleep } from 'node:timers/promises';
import type { Pace } from './channel';

interface Clock {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

const WALL: Clock = { now: Date.now, wait: ms => sleep(ms) };

/** So many messages a second, evenly spread: whoever asks gets the next place in the row, and never a refusal. */
export function paceOf(perSecond: number, { now, wait }: Clock = WALL): Pace {
  const gap = 1_000 / perSecond;
  let next = 0;
  return {
    backlog: () => Math.max(0, next - now()),
    async turn() {
      const at = Math.max(next, now());
      next = at + gap;
      if (at > now()) await wait(at - now());
    },
  };
}
