import { type Channel, PATIENCE_MS } from '../channels/channel';
import { companionsOf, isBefore, mayJoin } from './bundle';
import { deliverKept } from './deliver';
import type { Entry } from './ledger';
import { type AskCase, type Pointless, pointlessNow } from './pointless';
import { follow, next, settle } from './settle';
import { isSettled } from './states';
import { judge, standingFor, type Timing } from './timing';

/** What the workers' own sender needs. */
export interface KeeperPost extends Timing {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly ask: AskCase;
}

/** So many of one channel are looked at and sent at once. */
const AT_ONCE = 8;
/** A case that cannot be asked is asked again for so long (ms); then its reminder goes: one too many is better than none. */
const ASK_FOR_MS = 10 * 60_000;
/** A message is tried for so long (ms) from when it might go, as Temporal tries one. */
const TRY_FOR_MS = 24 * 3_600_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * Looks once at every message that is kept, and sends those whose time has come. Any number of workers may do so at the same time: the ledger
 * decides who sends. Whoever is killed in between leaves it to the next look.
 * @returns how many are kept still
 */
export async function lookAtKept(post: KeeperPost, signal?: AbortSignal): Promise<number> {
  const keys = await post.ledger.kept();
  const entries = (await Promise.all(keys.map(key => post.ledger.get(key)))).filter(entry => entry !== undefined);
  let left = 0;
  const work = async (queue: Entry[]): Promise<void> => {
    for (let entry = queue.shift(); entry && !signal?.aborted; entry = queue.shift())
      if (!(await look(post, entry, entries))) left++;
  };
  // A channel that is slow keeps nobody else's messages waiting.
  const names = new Set(entries.map(({ message }) => message.channel));
  const queues = [...names].map(name =>
    entries.filter(({ message }) => message.channel === name).sort((a, b) => (isBefore(a, b) ? -1 : 1)),
  );
  await Promise.all(queues.flatMap(queue => Array.from({ length: AT_ONCE }, () => work(queue))));
  return left;
}

/** @returns whether it needs no more looking after */
async function look(post: KeeperPost, before: Entry, all: readonly Entry[]): Promise<boolean> {
  const { ledger } = post;
  const { key } = before.message;
  const entry = isDue(before, post.now()) ? await release(post, before, all) : before;
  if (!isSettled(entry.state)) return false;
  // Whoever settled it may have been killed before those that went along were told.
  await follow(ledger, entry);
  await ledger.letGo(key);
  return true;
}

/** Leases and pauses go by the ledger's clock, which is the machine's; what is held goes by the house's. */
function isDue({ state, kept, until = 0, at, attempts }: Entry, now: number): boolean {
  if (kept === undefined) return false;
  if (state === 'held') return until <= now;
  if (state === 'sending') return until <= Date.now();
  return state === 'failed-for-now' && at + pauseAfter(attempts) <= Date.now();
}

const pauseAfter = (attempts: number): number => Math.min(1_000 * 2 ** (attempts - 1), LONGEST_PAUSE_MS);

async function release(post: KeeperPost, entry: Entry, all: readonly Entry[]): Promise<Entry> {
  const { ledger, channels, when } = post;
  const { key } = entry.message;
  const channel = channels.get(entry.message.channel);
  if (entry.state !== 'sending' && post.now() > entry.kept! + TRY_FOR_MS && entry.attempts > 0)
    return settle(ledger, key, { state: 'dead', ...(entry.reason !== undefined && { reason: entry.reason }) });
  // It waits until the channel is back in the file; it is shown as held meanwhile.
  if (!channel) return entry;
  if (entry.state === 'sending') return sent(post, channel, entry);
  const pointless = entry.attempts === 0 ? await pointlessness(post, entry) : undefined;
  if (pointless === 'later') return entry;
  if (pointless) return settle(ledger, key, { state: 'suppressed', reason: pointless });
  const verdict = await judge(post, channel, entry, { fresh: false, patience: Number.POSITIVE_INFINITY });
  if (verdict !== 'now') {
    const standing = standingFor(entry, verdict);
    return (await ledger.move(key, entry.revision, standing)) ? { ...entry, ...standing } : entry;
  }
  if (!mayJoin(entry, when, channel)) return sent(post, channel, entry);
  const along = await alongWith(post, channel, entry, all);
  if (along.length === 0) return sent(post, channel, entry);
  // The first one carries the others; they wait for it.
  if (along.some(each => isBefore(each, entry) && isDue(each, post.now()))) return entry;
  const carrying = next(entry, {
    state: 'held',
    until: entry.until!,
    ...(entry.reason !== undefined && { reason: entry.reason }),
    carries: along.map(each => each.message.key),
  });
  if (!(await ledger.move(key, entry.revision, carrying))) return entry;
  return sent(post, channel, entry);
}

/** Who goes along: what has become pointless meanwhile is dropped, what cannot be asked stays. */
async function alongWith(post: KeeperPost, channel: Channel, entry: Entry, all: readonly Entry[]): Promise<Entry[]> {
  const along: Entry[] = [];
  const joining = all.filter(each => mayJoin(each, post.when, channel));
  for (const each of companionsOf(entry, joining)) {
    const pointless = await pointlessness(post, each);
    if (pointless === undefined) along.push(each);
    else if (pointless !== 'later')
      await settle(post.ledger, each.message.key, { state: 'suppressed', reason: pointless });
  }
  return along;
}

async function sent({ ledger }: KeeperPost, channel: Channel, entry: Entry): Promise<Entry> {
  const delivery = await deliverKept(ledger, channel, entry.message.key);
  return delivery === 'busy' ? entry : delivery;
}

async function pointlessness(post: KeeperPost, entry: Entry): Promise<Pointless | 'later' | undefined> {
  try {
    return await inTime(pointlessNow(post.ledger, post.ask, entry));
  } catch {
    return post.now() < entry.until! + ASK_FOR_MS ? 'later' : undefined;
  }
}

/** A case whose worker hangs must not keep other messages waiting. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Keeper {
  /** Looks at once. Resolves when all that is due has been tried. */
  look(): Promise<number>;
  /** Ends it; what is being sent is sent first. */
  stop(): Promise<void>;
}

/** Looks at what is kept when it begins, and then every `every` ms. `tell` is told of what should not happen, never of whom. */
export function keepMessages(
  post: KeeperPost,
  { every = 1_000, tell }: { readonly every?: number; readonly tell: (message: string) => void },
): Keeper {
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<number> = Promise.resolve(0);
  const look = (): Promise<number> => {
    looking = looking.catch(() => 0).then(() => lookAtKept(post, end.signal));
    return looking;
  };
  const again = (): void => {
    void look()
      .catch((error: unknown) =>
        tell(error instanceof Error ? ('code' in error && String(error.code)) || error.name : 'unknown'),
      )
      .finally(() => {
        if (!end.signal.aborted) timer = setTimeout(again, every);
      });
  };
  again();
  return {
    look,
    async stop() {
      end.abort();
      clearTimeout(timer);
      await looking.catch(() => 0);
    },
  };
}
