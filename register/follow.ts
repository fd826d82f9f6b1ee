import { setTimeout as delay } from 'node:timers/promises';
import { DuecourseError } from '../time/error';
import { migrateRegister } from './migrate';
import { isUnreachable, type OpenOptions, openRegister } from './open';
import type { CaseRecord } from './record';
import { positionOf } from './record';
import { staleCases } from './stale';
import { type Cases, readCase } from './temporal';
import { writeRecords } from './write';

export interface FollowOptions extends OpenOptions {
  readonly cases: Cases;
  readonly url: string;
  /** Told in words when the register goes away or comes back, and of what it cannot take. Never told of whom a case is about. */
  readonly tell?: (level: 'info' | 'warn', message: string) => void;
  /** How often (ms) the server is asked for cases that have ended without a worker, as a terminated one does; 30 s. */
  readonly sweepEvery?: number;
}

/** What keeps the register up with the cases of a worker. */
export interface Follower {
  /** A case may have got to `position`. Takes no time and never throws: a case must not wait for its register. */
  changed(id: string, position: number): void;
  /** Resolves once everything that was said so far is on record; for tests and for a quiet end. */
  settled(): Promise<void>;
  /** Ends at once; what is not on record by now is found by the next worker. */
  stop(): Promise<void>;
}

/** As many cases are read at once, and written in one transaction. */
const AT_ONCE = 16;
/** A step is read a moment after it was told: it is not committed before, and several in a row are read once. ms */
const MOMENT = 40;
/** A case that does not answer, or was not where it was said to get to, is read again after so long (ms), twice as long each time. */
const AGAIN = 250;
const LONGEST = 30_000;
/** Beyond that many cases a look at all of them is cheaper than a list. */
const MOST = 50_000;

interface Wanted {
  readonly position: number;
  /** Not to be read before this instant, ms. */
  readonly from: number;
  readonly tries: number;
}

/**
 * Follows the cases of a worker into the register. A notice only says which case to look at: what is written is what the case
 * itself answers, so nothing gets on record that was not committed. Notices are kept in memory; what was lost with a worker is found
 * by comparing the register with the server's index, at the start and from time to time.
 */
export function followCases({ cases, url, tell = () => {}, sweepEvery = 30_000, ...open }: FollowOptions): Follower {
  const { client } = cases;
  const register = openRegister(url, open);
  const end = new AbortController();
  const wanted = new Map<string, Wanted>();
  let sweepAll = true;
  let sweptTo = Date.now();
  let busy = false;
  let wake: () => void = () => {};

  const want = (id: string, position: number, from: number, tries: number): void => {
    if (wanted.size >= MOST && !wanted.has(id)) {
      sweepAll = true;
      return;
    }
    const before = wanted.get(id);
    wanted.set(id, {
      position: Math.max(position, before?.position ?? 0),
      from: before ? Math.min(before.from, from) : from,
      tries,
    });
    wake();
  };

  /** Reads what is due and writes it. */
  async function record(): Promise<void> {
    const now = Date.now();
    const due = [...wanted].filter(([, { from }]) => from <= now).slice(0, AT_ONCE);
    for (const [id] of due) wanted.delete(id);
    try {
      const known = await register.db
        .selectFrom('cases')
        .select(['id', 'lines'])
        .where(
          'id',
          'in',
          due.map(([id]) => id),
        )
        .execute();
      const lines = new Map(known.map(row => [row.id, row.lines]));
      const read = await Promise.all(due.map(([id, want]) => look(id, want, lines.get(id) ?? 0)));
      const records = read.filter(found => found !== undefined);
      for (const id of await write(records)) want(id, 0, Date.now(), 0);
    } catch (error) {
      for (const [id, { position, tries }] of due) want(id, position, Date.now(), tries);
      throw error;
    }
  }

  /** All together, or one by one where the database refuses something of one. @returns ids that have to be read anew */
  async function write(records: readonly CaseRecord[]): Promise<readonly string[]> {
    try {
      return (await writeRecords(register.db, records)).gaps;
    } catch (error) {
      if (isUnreachable(error)) throw error;
    }
    const gaps: string[] = [];
    for (const record of records) {
      try {
        gaps.push(...(await writeRecords(register.db, [record])).gaps);
      } catch (error) {
        if (isUnreachable(error)) throw error;
        tell('warn', `${record.id} cannot be written into the register: ${codeOf(error)}`);
        want(record.id, 0, Date.now() + LONGEST, 0);
      }
    }
    return gaps;
  }

  /** A case that does not answer is no reason to keep the others waiting. */
  async function look(id: string, { position, tries }: Wanted, since: number): Promise<CaseRecord | undefined> {
    const again = (): void => want(id, position, Date.now() + Math.min(AGAIN * 2 ** tries, LONGEST), tries + 1);
    try {
      const deadline = Date.now() + 10_000;
      const found = await client.connection.withDeadline(deadline, () => readCase(client, id, since));
      // What was told before it was committed may come yet, or never: then the task that told it has failed.
      const behind = found && positionOf(found.view) < position && tries < 8;
      const closing = found?.view.status === 'done' && found.closed === undefined;
      if (behind || closing) again();
      return found;
    } catch (error) {
      if (tries === 6) tell('warn', `${id} cannot be read for the register: ${codeOf(error)}`);
      again();
      return undefined;
    }
  }

  async function sweep(): Promise<void> {
    const all = sweepAll;
    const began = Date.now();
    // The index is a few seconds behind.
    for await (const id of staleCases(cases, register.db, all ? undefined : sweptTo - 60_000)) {
      if (end.signal.aborted) return;
      want(id, 0, Date.now(), 0);
    }
    if (all) sweepAll = false;
    sweptTo = began;
  }

  async function run(): Promise<void> {
    let ready = false;
    let nextSweep = 0;
    let pause = 500;
    while (!end.signal.aborted) {
      try {
        busy = true;
        if (!ready) {
          await migrateRegister(register.db);
          // A database that was away may have lost its last rows, or be another one.
          sweepAll = true;
          if (pause > 500) tell('info', 'The register answers again; it is brought up to date.');
          ready = true;
        }
        if (Date.now() >= nextSweep || sweepAll) {
          await sweep();
          nextSweep = Date.now() + sweepEvery;
        }
        while (!end.signal.aborted && [...wanted.values()].some(({ from }) => from <= Date.now())) await record();
        pause = 500;
      } catch (error) {
        if (error instanceof DuecourseError) {
          tell('warn', error.message);
          return;
        }
        if (pause === 500)
          tell('warn', `The register cannot be kept now (${codeOf(error)}); cases go on, and it catches up later.`);
        ready = false;
        await rest(pause);
        pause = Math.min(pause * 2, LONGEST);
        continue;
      } finally {
        busy = false;
      }
      const next = Math.min(nextSweep, ...[...wanted.values()].map(({ from }) => from));
      if (next > Date.now()) await rest(next - Date.now());
    }
  }

  /** Until something is said, at most `ms`; a moment at least, so that what comes together is read together. */
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
    changed: (id, position) => want(id, position, Date.now() + MOMENT, 0),
    async settled() {
      while (!end.signal.aborted && (busy || wanted.size > 0 || sweepAll)) await delay(10);
    },
    async stop() {
      end.abort();
      await running;
      await register.close();
    },
  };
}

/** What went wrong in one word: a message may hold what was to be written. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: string };
  return code === undefined ? (name ?? 'unknown') : String(code);
}
