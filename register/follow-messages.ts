import { setTimeout as delay } from 'node:timers/promises';
import { DuecourseError } from '../time/error';
import { type MessageRecord, type MessageSource, writeMessages } from './messages';
import { migrateRegister } from './migrate';
import { type OpenOptions, openRegister } from './open';

export interface FollowMessagesOptions extends OpenOptions {
  readonly source: MessageSource;
  readonly url: string;
}

/** What keeps the register up with the messages of a ledger. */
export interface MessageFollower {
  /** A message was put in or has moved on. Takes no time and never throws: a message must not wait for the register. */
  changed(key: string): void;
  settled(): Promise<void>;
  /** Ends at once; what is not on record by now is found by the next worker. */
  stop(): Promise<void>;
}

const AT_ONCE = 200;
const LONGEST = 30_000;
/** Beyond that many a look at the whole ledger is cheaper than a list. */
const MOST = 50_000;

/**
 * Follows the ledger of messages into the register. A notice only says which message to look at; what is written is what the ledger has then.
 * What was missed while the database or the worker was away is found by reading the whole ledger, at the start and whenever the database answers again.
 * That it is away is told by the follower of the cases.
 */
export function followMessages({ source, url, ...open }: FollowMessagesOptions): MessageFollower {
  const register = openRegister(url, { connections: 1, ...open });
  const end = new AbortController();
  const wanted = new Set<string>();
  let all = true;
  let busy = false;
  let wake: () => void = () => {};

  async function sweep(): Promise<void> {
    all = false;
    try {
      const records = await source.list();
      for (let at = 0; at < records.length && !end.signal.aborted; at += AT_ONCE)
        await writeMessages(register.db, records.slice(at, at + AT_ONCE));
    } catch (error) {
      all = true;
      throw error;
    }
  }

  async function record(): Promise<void> {
    const keys = [...wanted].slice(0, AT_ONCE);
    for (const key of keys) wanted.delete(key);
    try {
      const found = await Promise.all(keys.map(key => source.get(key)));
      await writeMessages(
        register.db,
        found.filter((each): each is MessageRecord => each !== undefined),
      );
    } catch (error) {
      for (const key of keys) wanted.add(key);
      throw error;
    }
  }

  async function run(): Promise<void> {
    let ready = false;
    let pause = 500;
    while (!end.signal.aborted) {
      busy = true;
      try {
        if (!ready) {
          await migrateRegister(register.db);
          all = true;
        }
        ready = true;
        if (all) await sweep();
        while (!end.signal.aborted && wanted.size > 0) await record();
        pause = 500;
      } catch (error) {
        if (error instanceof DuecourseError) return;
        ready = false;
        await rest(pause);
        pause = Math.min(pause * 2, LONGEST);
        continue;
      } finally {
        busy = false;
      }
      if (wanted.size === 0 && !all) await rest(LONGEST);
    }
  }

  /** Until something is said, at most `ms`. */
  async function rest(ms: number): Promise<void> {
    const awake = new AbortController();
    const stopped = (): void => awake.abort();
    end.signal.addEventListener('abort', stopped, { once: true });
    wake = stopped;
    await delay(ms, undefined, { signal: awake.signal }).catch(() => {});
    wake = () => {};
    end.signal.removeEventListener('abort', stopped);
  }

  const running = run();
  return {
    changed(key) {
      if (wanted.size < MOST) wanted.add(key);
      else all = true;
      wake();
    },
    async settled() {
      while (!end.signal.aborted && (busy || wanted.size > 0 || all)) await delay(10);
    },
    async stop() {
      end.abort();
      await running;
      await register.close();
    },
  };
}
