import { setTimeout as delay } from 'node:timers/promises';
import { type Child, describeExit } from './child';

/** Something that is kept running. */
export interface Supervised {
  /** Ends it for good. */
  stop(): Promise<void>;
}

export interface SuperviseOptions {
  /** Starts it; settles when it is ready, rejects when it does not become so. `signal` aborts when it is to end for good. */
  readonly start: (signal: AbortSignal) => Promise<Child>;
  /** Told each time that it is down, with the pause (ms) until it is started again. */
  readonly onDown: (why: string, pause: number) => void;
  readonly onUp: () => void;
  /** ms that it may take to end, before it is killed. */
  readonly grace: number;
  /** First and longest pause, ms. They double; a run of a minute counts as healthy. */
  readonly pauses?: { readonly first: number; readonly longest: number };
}

/** Keeps a process running from its first start on. @throws what the first start throws: that is for a person, not for another try */
export async function supervise(options: SuperviseOptions, signal: AbortSignal): Promise<Supervised> {
  const { start, onDown, onUp, grace, pauses = { first: 500, longest: 30_000 } } = options;
  const end = new AbortController();
  let child: Child | undefined = await start(signal);

  const watching = (async () => {
    let pause = pauses.first;
    while (!end.signal.aborted) {
      const began = Date.now();
      const why = child ? describeExit(await child.exited) : 'not ready';
      if (end.signal.aborted) return;
      if (Date.now() - began > 60_000) pause = pauses.first;
      onDown(why, pause);
      await delay(pause, undefined, { signal: end.signal }).catch(() => {});
      pause = Math.min(pause * 2, pauses.longest);
      if (end.signal.aborted) return;
      child = await start(end.signal).catch(() => undefined);
      if (child) onUp();
    }
  })();

  return {
    async stop() {
      end.abort();
      // A start under way is over first: it may have made a child yet.
      await child?.stop(grace);
      await watching;
      await child?.stop(grace);
    },
  };
}
