import type { Entry, MessageLedger, Receipt, Standing } from './ledger';
import { isSettled, mayGo } from './states';

/** What changes with a new standing. */
export type Change = Omit<Standing, 'at' | 'attempts'> & { readonly attempts?: number };

/** The next standing after an entry's: what is known stays known, a lease and a reason end with their state. */
export function next({ attempts, providerIds, arrived, kept, into, carries }: Entry, change: Change): Standing {
  return {
    attempts,
    ...(providerIds && { providerIds }),
    ...(arrived && { arrived }),
    ...(kept !== undefined && { kept }),
    ...(into !== undefined && { into }),
    ...(carries && { carries }),
    ...change,
    at: Date.now(),
  };
}

/**
 * Brings a message to a state from wherever it is by now; where no way leads there (it is delivered, dropped) it stays as it is.
 * Answers with what then holds.
 */
export async function settle(ledger: MessageLedger, key: string, change: Change): Promise<Entry> {
  for (;;) {
    const entry = (await ledger.get(key))!;
    if (!mayGo(entry.state, change.state)) return entry;
    const moved = await move(ledger, entry, next(entry, change));
    if (moved) return moved;
  }
}

/** Takes the next standing, and those along that went with it; undefined where somebody else was quicker. */
async function move(ledger: MessageLedger, entry: Entry, standing: Standing): Promise<Entry | undefined> {
  if (!(await ledger.move(entry.message.key, entry.revision, standing))) return undefined;
  const now = { ...entry, ...standing, revision: entry.revision + 1 };
  await follow(ledger, now);
  return now;
}

/** What comes of a message comes of all that went along with it; once more does no harm. */
export async function follow(ledger: MessageLedger, { carries = [], state, reason, message }: Entry): Promise<void> {
  if (!isSettled(state)) return;
  for (const key of carries) {
    const along = await ledger.get(key);
    // Those that went along and were accepted are `bundled`; only what had failed with the first try has something new to say.
    if (along?.into !== message.key || along.state === state || (along.state === 'bundled' && state === 'accepted'))
      continue;
    await settle(ledger, key, { state, ...(reason !== undefined && { reason }) });
  }
}

/** Records that a provider has taken a message, and what it may already have reported of it. */
export async function settleAccepted(
  ledger: MessageLedger,
  entry: Entry,
  providerIds: readonly string[],
): Promise<Entry> {
  const { key, channel } = entry.message;
  for (const id of providerIds) await ledger.nameProviderId(channel, id, key);
  let now = await settle(ledger, key, { state: 'accepted', providerIds });
  for (const id of providerIds) {
    const early = await ledger.takeReceipt(channel, id);
    if (early) now = await applyReceipt(ledger, key, early);
  }
  return now;
}

/**
 * Takes in what a provider reports. A report about a message that is not known yet is kept until it is.
 * @returns what then holds, or undefined where the report was kept
 */
export async function takeInReceipt(ledger: MessageLedger, receipt: Receipt): Promise<Entry | undefined> {
  const { channel, providerId } = receipt;
  const known = async () => {
    const key = receipt.key ?? (await ledger.keyOfProviderId(channel, providerId));
    const entry = key === undefined ? undefined : await ledger.get(key);
    // A key is the provider's word for what we gave it: it must be one of this channel's.
    return entry?.message.channel === channel ? entry.message.key : undefined;
  };
  const key = await known();
  if (key !== undefined) return applyReceipt(ledger, key, receipt);
  await ledger.keepReceipt(receipt);
  // It may have become known meanwhile.
  const late = await known();
  const kept = late === undefined ? undefined : await ledger.takeReceipt(channel, providerId);
  return kept && applyReceipt(ledger, late!, kept);
}

/** A message in parts has arrived when every part has; one part that cannot arrive spoils it. */
async function applyReceipt(
  ledger: MessageLedger,
  key: string,
  { providerId, state, reason }: Receipt,
): Promise<Entry> {
  for (;;) {
    const entry = (await ledger.get(key))!;
    const { providerIds = [providerId], arrived = [] } = entry;
    const there = state === 'delivered' ? [...new Set([...arrived, providerId])] : arrived;
    const whole = providerIds.every(id => there.includes(id));
    const to = state === 'delivered' && !whole ? 'accepted' : state;
    const nothingNew = to === 'accepted' && there.length === arrived.length;
    if (nothingNew || !mayGo(entry.state, to)) return entry;
    const standing = next(entry, { state: to, ...(there.length > 0 && { arrived: there }), ...(reason && { reason }) });
    const moved = await move(ledger, entry, standing);
    if (moved) return moved;
  }
}
