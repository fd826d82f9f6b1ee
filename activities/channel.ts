import type { Lang } from '../time/lang';
import type { Rendered } from './templates';

/** One message to one receiver, ready to go. */
export interface Outgoing {
  /** The same however often it is tried: `<case>/<step>/<receiver>`. A channel sends one key once. */
  readonly key: string;
  readonly case: string;
  readonly procedure: string;
  readonly template: string;
  /** A role, or `customer`. */
  readonly to: string;
  /** Instant (ms) at which the case said it. */
  readonly at: number;
  readonly texts: { readonly [lang in Lang]: Rendered };
}

/** A way in which messages leave the house. */
export interface Channel {
  /** Resolves once the message is out, or was already. Throws if it may be tried again. */
  send(message: Outgoing): Promise<void>;
}
