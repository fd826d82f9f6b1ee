import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Addressee } from './addressees';
import type { Counted, Entry, EntryFilter, MessageLedger, Receipt, Standing } from './ledger';
import { type KeyParts, type Outgoing, partsOf } from './message';
import { readJson, writeOnce, writeOver } from './once-file';

/** The first file of a message: all later ones hold a standing only. */
type Beginning = Standing & { readonly message: Outgoing };

/**
 * The ledger as files: a folder a message, `<folder>/<case>/<step>.<rung>.<receiver>.<channel>/`, in it a file a change, `0.json`, `1.json` and so on.
 * The next number can be taken once, so workers that share the folder never make the same change twice. No change is ever written over.
 */
export function fileLedger(folder: string): MessageLedger {
  const folderOf = (key: string): string => {
    const parts = partsOf(key);
    return join(folder, folderName(parts.case), nameOf(parts));
  };
  const reportOf = (channel: string, providerId: string, ending: string) =>
    join(folder, '.receipts', encodeURIComponent(channel), `${digest(providerId)}.${ending}.json`);

  /** `base` is `case/step/rung`. The name begins with a point: it is no message. */
  const addresseesFile = (base: string) => {
    const { case: id, step, rung } = partsOf(`${base}//`);
    return join(folder, folderName(id), `.to.${[step, rung].map(encodeURIComponent).join('.')}.json`);
  };
  const keptFile = (key: string) => join(folder, '.kept', `${digest(key)}.json`);
  const countsOf = (receiver: string) => join(folder, '.counts', digest(receiver));

  async function read(place: string): Promise<Entry | undefined> {
    const last = (await numbersIn(place)).at(-1);
    if (last === undefined) return undefined;
    const [first, now] = await Promise.all([beginning(place), readJson<Standing>(join(place, `${last}.json`))]);
    const { message, at: since } = first!;
    return { ...now!, message, since, revision: last };
  }

  return {
    async put(message) {
      const place = folderOf(message.key);
      const at = Date.now();
      const begun: Beginning = { state: 'pending', at, attempts: 0, message };
      if (await writeOnce(join(place, '0.json'), text(begun))) return { ...begun, since: at, revision: 0 };
      return (await read(place))!;
    },
    get: key => read(folderOf(key)),
    async channelsOf(base) {
      const parts = partsOf(`${base}/`);
      const begin = nameOf(parts);
      const place = join(folder, folderName(parts.case));
      const names = (await namesIn(place)).filter(name => name.startsWith(begin));
      // A folder that is still empty is of somebody who died before the message was in it.
      const begun = await Promise.all(names.map(async name => (await namesIn(join(place, name))).length > 0));
      return names.filter((_, i) => begun[i]).map(name => `${base}/${decodeURIComponent(name.slice(begin.length))}`);
    },
    async putAddressees(base, addressees) {
      // Whom the first message goes to must be known after a power cut, too.
      if (await writeOnce(addresseesFile(base), text(addressees), true)) return addressees;
      return (await readJson<readonly Addressee[]>(addresseesFile(base)))!;
    },
    addressees: base => readJson<readonly Addressee[]>(addresseesFile(base)),
    move: (key, revision, standing) =>
      // What is about to leave the house must be known after a power cut, too.
      writeOnce(join(folderOf(key), `${revision + 1}.json`), text(standing), standing.state === 'sending'),
    async history(key) {
      const place = folderOf(key);
      const numbers = await numbersIn(place);
      const read = await Promise.all(
        numbers.map(n => readJson<Standing & Partial<Beginning>>(join(place, `${n}.json`))),
      );
      return read.map(standing => {
        const { message: _, ...rest } = standing!;
        return rest;
      });
    },
    async list({ case: id, states }: EntryFilter = {}) {
      const cases = id === undefined ? await namesIn(folder) : [folderName(id)];
      const entries: Entry[] = [];
      for (const name of cases) {
        for (const each of await namesIn(join(folder, name))) {
          const entry = await read(join(folder, name, each));
          if (entry && (!states || states.includes(entry.state))) entries.push(entry);
        }
      }
      return entries.sort((a, b) => a.message.at - b.message.at || (a.message.key < b.message.key ? -1 : 1));
    },
    async keep(key) {
      await writeOnce(keptFile(key), text({ key }), true);
    },
    async letGo(key) {
      await rm(keptFile(key), { force: true });
    },
    async kept() {
      const names = await namesIn(join(folder, '.kept'));
      const read = await Promise.all(names.map(name => readJson<{ key: string }>(join(folder, '.kept', name))));
      return read.flatMap(each => each?.key ?? []);
    },
    async count(receiver, message, since) {
      const place = countsOf(receiver);
      await writeOver(join(place, `${digest(message.key)}.json`), text(message));
      const names = await namesIn(place);
      const counted = await Promise.all(names.map(name => readJson<Counted>(join(place, name))));
      for (const [i, each] of counted.entries())
        if (each && each.at < since) await rm(join(place, names[i]!), { force: true });
      return counted.filter(each => each !== undefined && each.at >= since) as readonly Counted[];
    },
    async uncount(receiver, key) {
      await rm(join(countsOf(receiver), `${digest(key)}.json`), { force: true });
    },
    async nameProviderId(channel, providerId, key) {
      await writeOver(reportOf(channel, providerId, 'key'), text({ key }));
    },
    async keyOfProviderId(channel, providerId) {
      return (await readJson<{ key: string }>(reportOf(channel, providerId, 'key')))?.key;
    },
    async keepReceipt(receipt) {
      await writeOnce(reportOf(receipt.channel, receipt.providerId, 'early'), text(receipt));
    },
    async takeReceipt(channel, providerId) {
      const file = reportOf(channel, providerId, 'early');
      const receipt = await readJson<Receipt>(file);
      if (receipt) await rm(file, { force: true });
      return receipt;
    },
  };
}

const beginning = (place: string): Promise<Beginning | undefined> => readJson<Beginning>(join(place, '0.json'));

const nameOf = ({ step, rung, receiver, channel }: KeyParts): string =>
  [step, rung, receiver, channel].map(encodeURIComponent).join('.');

/** Of drafts and reports nothing is seen. A folder that is not there is empty. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(name => !name.startsWith('.'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const numbersIn = async (place: string): Promise<number[]> =>
  (await namesIn(place)).map(name => Number.parseInt(name, 10)).sort((a, b) => a - b);

/** A case's id as the name of a folder; file systems take 255 bytes. */
export function folderName(id: string): string {
  const encoded = encodeURIComponent(id).replace(/^\./, '%2E');
  return encoded.length <= 200 ? encoded : `${encoded.slice(0, 100)}-${digest(id)}`;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
const text = (content: object): string => `${JSON.stringify(content)}\n`;
