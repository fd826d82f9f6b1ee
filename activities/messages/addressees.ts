import type { Lang } from '../../time/lang';
import type { Channel } from '../channels/channel';
import type { Directory, Reach } from './directory';
import type { MessageLedger } from './ledger';
import { type Passed, type Recipient, resolve, type Way, type WayOf } from './resolve';
import type { Routes } from './route';

/** How a message found the one who gets it: for the record. Persons by their ids. */
export interface Directed {
  /** Whom the case asked for, where one message serves several of them. */
  readonly asked: readonly string[];
  /** In which role it is told; absent where nobody is there. */
  readonly role?: string;
  /** Absent where it goes to the fallback address of the role, or nobody is there. */
  readonly person?: string;
  readonly deputyFor?: string;
  /** Who was to get it before, and why they did not. */
  readonly passed: readonly Passed[];
}

/** One who is told. Without a way it goes by the route of the staff. */
export interface Addressee {
  /** As the key has it: `manager`, and `manager~2` for the second person who holds the role. It says nothing about a person. */
  readonly receiver: string;
  /** Whom the case asked for. */
  readonly to: string;
  readonly way?: Way;
  readonly lang?: Lang;
  readonly directed?: Directed;
}

/** The people of the house as they are when a message is sent. */
export interface House {
  readonly directory: Directory;
  /** Wall time of the house at an instant (ms): `2026-11-23 09:30`. */
  wallTime(at: number): string;
}

interface With {
  readonly ledger: MessageLedger;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly routes: Routes;
  readonly house?: () => House | undefined;
}

/**
 * Who gets a notice: found once, put on record before anything is sent, and the same whenever it is tried again, also by another worker and
 * after the directory has changed. `base` is `case/step/rung`, `at` the instant (ms) at which the case said it.
 */
export async function addresseesOf(
  { ledger, channels, routes, house }: With,
  { base, to, at }: { readonly base: string; readonly to: readonly string[]; readonly at: number },
): Promise<readonly Addressee[]> {
  const plain = to.map(each => ({ receiver: each, to: each }));
  const staff = to.filter(each => each !== 'customer');
  if (staff.length === 0) return plain;
  const recorded = await ledger.addressees(base);
  if (recorded) return recorded;
  const now = house?.();
  if (!now || (await begun(ledger, base, staff))) return plain;
  // A case's clock may be ahead of this machine's; what has waited is sent by this machine's.
  const wall = now.wallTime(Math.max(at, Date.now()));
  const found = direct(now.directory, staff, wall, wayBy(routes, channels));
  return ledger.putAddressees(base, [...plain.filter(each => each.to === 'customer'), ...found]);
}

/** What has begun without a directory goes on without it. */
async function begun(ledger: MessageLedger, base: string, receivers: readonly string[]): Promise<boolean> {
  const keys = await Promise.all(receivers.map(receiver => ledger.channelsOf(`${base}/${receiver}`)));
  return keys.some(each => each.length > 0);
}

/** Everybody who is told, each once: whoever stands for two of those who were asked for gets one message. */
export function direct(directory: Directory, receivers: readonly string[], now: string, wayOf: WayOf): Addressee[] {
  const told = new Map<string, Addressee & { readonly directed: Directed }>();
  for (const asked of new Set(receivers)) {
    const { to, passed } = resolve(directory, asked, now, wayOf);
    if (to.length === 0) told.set(asked, { receiver: asked, to: asked, directed: { asked: [asked], passed } });
    const fresh = to.filter(each => !told.has(nameOf(each)));
    for (const each of to) {
      const already = told.get(nameOf(each));
      if (!already) continue;
      const { asked: before, passed: too, ...more } = already.directed;
      const directed = { ...more, asked: [...before, asked], passed: [...too, ...passed] };
      told.set(nameOf(each), { ...already, directed });
    }
    for (const [i, { role, person, deputyFor, way }] of fresh.entries()) {
      told.set(nameOf(fresh[i]!), {
        receiver: i === 0 ? asked : `${asked}~${i + 1}`,
        to: asked,
        way,
        ...(person && { lang: person.lang }),
        directed: {
          asked: [asked],
          role,
          ...(person && { person: person.id }),
          ...(deputyFor !== undefined && { deputyFor }),
          passed,
        },
      });
    }
  }
  return [...told.values()];
}

/** What tells one who is told from another; no role has a blank in it. */
const nameOf = ({ person, way }: Recipient): string => ` ${person?.id ?? `${way.channel} ${way.address}`}`;

/** By the channels of the staff, in the order of the person's own preference; a channel that needs no address serves any person. */
export function wayBy({ staff }: Routes, channels: ReadonlyMap<string, Channel>): WayOf {
  const wayOf = ({ by, address }: Reach): Way | undefined => {
    const name = by === 'email' || by === 'phone' ? staff.find(each => channels.get(each)?.reach === by) : by;
    const channel = name === undefined ? undefined : channels.get(name);
    if (!channel) return undefined;
    if (channel.reach === 'nothing') return { channel: channel.name };
    return address === undefined ? undefined : { channel: channel.name, address };
  };
  return (reach, person) => {
    for (const each of reach) {
      const way = wayOf(each);
      if (way) return way;
    }
    const open = person ? staff.find(each => channels.get(each)?.reach === 'nothing') : undefined;
    return open === undefined ? undefined : { channel: open };
  };
}
