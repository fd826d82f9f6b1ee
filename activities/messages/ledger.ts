import type { Addressee } from './addressees';
import type { Outgoing } from './message';
import type { MessageState } from './states';

/** Where a message stands. Everything but `state` and `at` is kept from one change to the next unless it is said anew. */
export interface Standing {
  readonly state: MessageState;
  /** Instant (ms, this machine's clock) of the change. */
  readonly at: number;
  /** How often it was begun to be sent. */
  readonly attempts: number;
  /** While sending: the instant (ms) by which the sender has given up, so that nobody else takes it for lost before. While held: until when. */
  readonly until?: number;
  /** What the provider calls it; one for each part. */
  readonly providerIds?: readonly string[];
  /** Which of them the provider has reported as arrived. */
  readonly arrived?: readonly string[];
  /** Why, for people: never with an address, a name or the text. */
  readonly reason?: string;
  /** Who decided it, where a person did. */
  readonly by?: string;
  /**
   * Its activity has ended and the worker's own sender looks after it: since this instant (ms) it might go, or will. While held, `until` is when it
   * is looked at again.
   */
  readonly kept?: number;
  /** The message by which it went along: its key. */
  readonly into?: string;
  /** Keys of those that may have gone along with it: those of them that say so by `into`. */
  readonly carries?: readonly string[];
}

/** A message that counts against what a receiver is sent at most; `at` is in ms. */
export interface Counted {
  readonly key: string;
  readonly at: number;
}

/** A message with its standing; `revision` counts its changes from 0. */
export interface Entry extends Standing {
  readonly message: Outgoing;
  readonly revision: number;
  /** Instant (ms, this machine's clock) at which it was put in. */
  readonly since: number;
}

/** What a provider reports of a message that it has accepted. */
export interface Receipt {
  readonly channel: string;
  readonly providerId: string;
  /** The message's key, where the provider sends back what we gave it. */
  readonly key?: string;
  readonly state: 'delivered' | 'failed-for-good';
  /** The provider's code. */
  readonly reason?: string;
}

export interface EntryFilter {
  readonly case?: string;
  readonly states?: readonly MessageState[];
}

/**
 * The record of every message, which is what makes one go out once: shared by all workers, and each change is made by comparing and setting.
 * Whoever implements it promises that of two `put` of a key and of two `move` from one revision exactly one is taken, also when the process
 * is killed in the middle, and that what it has answered lasts.
 */
export interface MessageLedger {
  /** Puts a message in as pending; where its key is known, nothing changes. Answers with what is there. */
  put(message: Outgoing): Promise<Entry>;
  get(key: string): Promise<Entry | undefined>;
  /** Keys of messages that say the same to the same receiver, by whatever channel. */
  channelsOf(keyWithoutChannel: string): Promise<readonly string[]>;
  /** Puts down who gets what a case says, by `case/step/rung`; where that is known, nothing changes. Answers with what is there. */
  putAddressees(base: string, addressees: readonly Addressee[]): Promise<readonly Addressee[]>;
  addressees(base: string): Promise<readonly Addressee[] | undefined>;
  /** Makes `standing` the next one after `revision`. @returns false where there is another already */
  move(key: string, revision: number, standing: Standing): Promise<boolean>;
  /** Every standing from the first on. */
  history(key: string): Promise<readonly Standing[]>;
  /** In order of the time at which they were said. */
  list(filter?: EntryFilter): Promise<readonly Entry[]>;
  /** Has a message looked after by the workers' own senders, until it is let go. Said before the message is held, so that none is forgotten. */
  keep(key: string): Promise<void>;
  letGo(key: string): Promise<void>;
  /** The keys of those that are looked after. */
  kept(): Promise<readonly string[]>;
  /** Counts a message for its receiver, once however often; answers with all that count for the receiver since `since` (ms). */
  count(receiver: string, message: Counted, since: number): Promise<readonly Counted[]>;
  uncount(receiver: string, key: string): Promise<void>;
  /** Says which message a provider means by an id; one that begins its ids anew means the later message. */
  nameProviderId(channel: string, providerId: string, key: string): Promise<void>;
  keyOfProviderId(channel: string, providerId: string): Promise<string | undefined>;
  /** Keeps a report that came before anybody knew of its message. */
  keepReceipt(receipt: Receipt): Promise<void>;
  /** A report that was kept, which is then kept no longer. */
  takeReceipt(channel: string, providerId: string): Promise<Receipt | undefined>;
}
