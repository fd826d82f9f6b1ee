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
  /** A few words for the Web UI's timeline, `中文 · English`; never about a person. */
  readonly summary: string;
}

export interface Contact {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Says it: `entry: notify(workOrder)`. What is said may be made of the context and the event. */
export const notify = <Say>(params: Say) => ({ type: 'notify' as const, params });

/** What a message is made of: the case and, where it is said on one, the event. */
export interface Now<Context> {
  readonly context: Context;
}
export interface On<Context, Event extends { type: string }, Type extends Event['type']> extends Now<Context> {
  readonly event: Extract<Event, { type: Type }>;
}

/** How much of its limit a clock says is used, in per cent. */
export const percentOf = ({ share = 1 }: { readonly share?: number }): number => Math.round(share * 100);
