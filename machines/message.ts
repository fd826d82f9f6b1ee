/** What a machine says to people: the parameters of the action `notify`. */
export interface Message {
  /** A file `policy/templates/<procedure>/<template>.<lang>.liquid`. */
  readonly template: string;
  /** Roles; `customer` is the person whose case it is. */
  readonly to: readonly string[];
  /** How to reach the customer; there when `to` has one. */
  readonly customer?: Contact;
  /** All that the template needs, no more. Instants in ms: `{{ due | instant }}`. */
  readonly data: { readonly [name: string]: string | number | boolean };
  /** Which clock it reminds of and what that told, where it does: `reply.warned`. Set by `notify`. */
  readonly reminds?: string;
  /** A few words for the Web UI's timeline, `中文 · English`; never about a person. */
  readonly summary: string;
}

export interface Contact {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
}

/**
 * Says it: `entry: notify(workOrder)`. What is said may be made of the context and the event. What is said when a clock warns, or tells a level that
 * it is missed, reminds of that clock: it is not said any more where it has waited until the clock is met.
 */
export const notify = <Say>(say: Say) => ({
  type: 'notify' as const,
  params: (typeof say === 'function'
    ? (now: { readonly event: Rung }) => withReminder((say as unknown as (now: unknown) => Message)(now), now.event)
    : say) as Say,
});

/** An event, as far as it may be a clock's. */
interface Rung {
  readonly type: string;
  readonly level?: string;
}

function withReminder(message: Message, { type, level }: Rung): Message {
  const [, clock, what] = /^clock\.(.+)\.(warned|missed|escalated)$/.exec(type) ?? [];
  return clock === undefined || (what === 'missed' && level === undefined)
    ? message
    : { ...message, reminds: `${clock}.${what}` };
}

/** What a message is made of: the case and, where it is said on one, the event. */
export interface Now<Context> {
  readonly context: Context;
}
export interface On<Context, Event extends { type: string }, Type extends Event['type']> extends Now<Context> {
  readonly event: Extract<Event, { type: Type }>;
}

/** How much of its limit a clock says is used, in per cent. */
export const percentOf = ({ share = 1 }: { readonly share?: number }): number => Math.round(share * 100);
