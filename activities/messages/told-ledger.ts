import type { MessageLedger } from './ledger';

/** A ledger that tells which message was put in or has moved on, once that lasts. */
export const toldLedger = (ledger: MessageLedger, changed: (key: string) => void): MessageLedger => ({
  ...ledger,
  async put(message) {
    const entry = await ledger.put(message);
    changed(message.key);
    return entry;
  },
  async move(key, revision, standing) {
    const moved = await ledger.move(key, revision, standing);
    if (moved) changed(key);
    return moved;
  },
});
