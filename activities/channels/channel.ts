import type { Outgoing } from '../messages/message';
import type { ReceiptReader } from './receipt-parts';

/** How a try to send has ended. A reason is for people and holds no address, name or text. */
export type Outcome =
  /** The provider has taken it; `providerIds` are its names for it (one a part), by which it reports later. */
  | { readonly state: 'accepted'; readonly providerIds?: readonly string[] }
  | { readonly state: 'delivered' }
  /** Not taken, and it may be tried again. */
  | { readonly state: 'failed-for-now'; readonly reason: string }
  /** Not taken, and it never will be. */
  | { readonly state: 'failed-for-good'; readonly reason: string }
  /** It may have been taken, or not. */
  | { readonly state: 'unknown'; readonly reason: string };

/** How fast a channel may send. */
export interface Pace {
  /** How long (ms) the next message would have to wait. */
  backlog(): number;
  /** Resolves when the next message may go. */
  turn(): Promise<void>;
}

/** A way in which messages leave the house. */
export interface Channel {
  readonly name: string;
  /** What it needs to know of a receiver. */
  readonly reach: 'nothing' | 'email' | 'phone';
  /** It sends a provider's template with parameters, and needs those in the message's `channels`. */
  readonly byTemplate: boolean;
  /** The receiver sees one message even if it is sent twice under one key, or the house has said that it may go twice. */
  readonly repeatable: boolean;
  /** Tries once, within `PATIENCE_MS`. Never throws for what the other side does. */
  send(message: Outgoing): Promise<Outcome>;
  /** Connects and logs in as far as that can be tried without sending. @throws DuecourseError `CHANNEL_UNAVAILABLE` */
  check(): Promise<void>;
  /** Ends connections that are kept open. */
  close(): Promise<void>;
  /** The pace that the provider asks for; absent where it takes whatever comes. */
  readonly pace?: Pace;
  /** Keeps a connection up on which reports come in; a worker calls it once, a single command does not. */
  listen?(): void;
  /** Where the provider reports deliveries by HTTP. */
  readonly receipts?: ReceiptReader;
}

/** How long a try may take, ms. */
export const PATIENCE_MS = 20_000;
/** After so long (ms) whoever was sending has given up, or is dead. */
export const LEASE_MS = 25_000;
