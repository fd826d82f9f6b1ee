import type { Outgoing } from '../messages/message';

const EMAIL = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g;
/** Seven digits or more, however they are grouped: a phone number rather than a code. */
const NUMBER = /\+?\d(?:[ -]?\d){6,}/g;

/** What another system has said, fit for records and logs: one line, at most 200 characters, no addresses and nothing of the message. */
export function redacted(text: string, message?: Pick<Outgoing, 'address' | 'texts'>): string {
  let clean = text.replace(/\s+/g, ' ').trim();
  if (message?.address) clean = clean.replaceAll(message.address, '…');
  for (const { text: said } of Object.values(message?.texts ?? {}))
    clean = clean.replaceAll(said.replace(/\s+/g, ' ').trim(), '…');
  return clean.replace(EMAIL, '…').replace(NUMBER, '…').slice(0, 200);
}
