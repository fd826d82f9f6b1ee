/** Where a message can be on its way. */
export const states = [
  'pending',
  'held',
  'sending',
  'accepted',
  'delivered',
  'failed-for-now',
  'failed-for-good',
  'suppressed',
  'bundled',
  'unknown',
  'dead',
] as const;

export type MessageState = (typeof states)[number];

/**
 * To which state a message may go from each. `accepted` is the provider's word, `delivered` the receiver's end of it.
 * What a provider says late counts: an unknown outcome is put right by it, in either way.
 */
const ways: { readonly [from in MessageState]: readonly MessageState[] } = {
  pending: ['held', 'sending', 'failed-for-good', 'suppressed', 'bundled', 'dead'],
  held: ['pending', 'held', 'sending', 'suppressed', 'bundled', 'dead'],
  sending: ['sending', 'accepted', 'delivered', 'failed-for-now', 'failed-for-good', 'unknown', 'dead'],
  accepted: ['accepted', 'delivered', 'failed-for-good'],
  delivered: [],
  'failed-for-now': ['held', 'sending', 'accepted', 'delivered', 'failed-for-good', 'suppressed', 'bundled', 'dead'],
  'failed-for-good': ['sending', 'delivered', 'suppressed'],
  suppressed: [],
  // What it went along with decides.
  bundled: ['delivered', 'failed-for-good', 'suppressed', 'unknown', 'dead'],
  unknown: ['sending', 'accepted', 'delivered', 'failed-for-good', 'suppressed'],
  dead: ['sending', 'accepted', 'delivered', 'suppressed'],
};

export const mayGo = (from: MessageState, to: MessageState): boolean => ways[from].includes(to);

/** States in which nothing more happens by itself. */
export const isSettled = (state: MessageState): boolean =>
  !['pending', 'held', 'sending', 'failed-for-now'].includes(state);

/** A person may have it sent (again) from these. */
export const canRetry = (state: MessageState): boolean => ['unknown', 'dead', 'failed-for-good'].includes(state);

/** A person may call it off in these. */
export const canDrop = (state: MessageState): boolean => state !== 'bundled' && mayGo(state, 'suppressed');
