import { DAY } from '../../time/duration';
import { type QuietHours, quietUntil } from '../../time/quiet-hours';
import type { Zone } from '../../time/zone';
import type { Channel } from '../channels/channel';
import type { Outgoing } from './message';

/** Whom a rule is for and by which channels. `for`: `customer`, `staff` (everybody else), or a role. */
export interface Reaches {
  readonly for: readonly string[];
  /** Absent: every channel of the kind that the rule is for by default. */
  readonly channels?: readonly string[];
}

/** At most so many messages within so long (ms) to one receiver; what is over waits, or goes no more. */
export interface Throttle extends Reaches {
  readonly most: number;
  readonly within: number;
  readonly over: 'hold' | 'drop';
}

/** Messages to one receiver within so long (ms) go as one. */
export interface Bundling extends Reaches {
  readonly within: number;
}

/** When the house sends what it says. */
export interface When {
  readonly zone: Zone;
  readonly quiet: readonly (Reaches & QuietHours)[];
  readonly throttle: readonly Throttle[];
  readonly bundle: readonly Bundling[];
  /** What goes at once at any hour: by template, or by `procedure/template`; and to whom. */
  readonly breakThrough: { readonly messages: readonly string[]; readonly to: readonly string[] };
}

/** Sends everything at once. */
export const ALWAYS: When = {
  zone: { zone: 'UTC', offsets: [] },
  quiet: [],
  throttle: [],
  bundle: [],
  breakThrough: { messages: [], to: [] },
};

/** Nothing keeps such a message back: no hours, no throttle, no bundle. */
export function breaksThrough({ breakThrough }: When, { procedure, template, to }: Outgoing): boolean {
  const { messages } = breakThrough;
  return messages.includes(template) || messages.includes(`${procedure}/${template}`) || isFor(breakThrough.to, to);
}

/** The instant (ms) at which the last of the quiet hours ends that a message falls into at `now`, one after the other; undefined where none. */
export function quietFor(when: When, message: Outgoing, channel: Channel, now: number): number | undefined {
  const rules = rulesFor(when.quiet, message, channel, 'phone');
  let until: number | undefined;
  for (;;) {
    const ends = rules.flatMap(rule => quietUntil(until ?? now, rule, when.zone) ?? []);
    if (ends.length === 0) return until;
    until = Math.max(...ends);
    // Rules that fill the day between them would keep a message for ever: then they keep none.
    if (until > now + 2 * DAY) return undefined;
  }
}

export const throttlesFor = (when: When, message: Outgoing, channel: Channel): readonly Throttle[] =>
  rulesFor(when.throttle, message, channel, 'phone');

/** The rule by which a message may go along with others; those of one person only, so it needs an address. */
export const bundlingFor = (when: When, message: Outgoing, channel: Channel): Bundling | undefined =>
  message.address === undefined ? undefined : rulesFor(when.bundle, message, channel, 'email')[0];

/** Who gets it, as far as messages are counted or put together: an address, or where there is none a role or the customer of a case. */
export const receiverOf = ({ address, to, case: id, channel }: Outgoing): string =>
  `${channel} ${address ?? (to === 'customer' ? `${id} ${to}` : to)}`;

function rulesFor<Rule extends Reaches>(
  rules: readonly Rule[],
  { to }: Outgoing,
  { name, reach }: Channel,
  usually: Channel['reach'],
): readonly Rule[] {
  return rules.filter(
    rule => (rule.channels ? rule.channels.includes(name) : reach === usually) && isFor(rule.for, to),
  );
}

const isFor = (classes: readonly string[], to: string): boolean =>
  classes.includes(to) || (to !== 'customer' && classes.includes('staff'));
