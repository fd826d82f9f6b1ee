/**
 * As much of PostgreSQL's wire protocol as it takes to let several clients use one session: where one exchange ends and the next
 * begins, and whether a transaction is open after it.
 */

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
/** A message of ours is some rows of one transaction; what is longer is no message at all. */
const LONGEST = 256 * 1024 * 1024;

/** What a client's bytes come to: a greeting to be answered, an exchange to be carried out, or the wish to end. */
export type Heard =
  | { readonly type: 'encryption?' }
  | { readonly type: 'greeting' }
  | { readonly type: 'exchange'; readonly bytes: Buffer }
  | { readonly type: 'end' };

/** Cuts what a client sends into exchanges: a simple query, or everything up to a Sync. */
export class Listener {
  private rest: Buffer = Buffer.alloc(0);
  private exchange: Buffer[] = [];
  private greeted = false;

  *hear(bytes: Buffer): Generator<Heard> {
    this.rest = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    for (;;) {
      const message = this.next();
      if (!message) return;
      if (!this.greeted) yield this.greeting(message);
      else {
        const kind = String.fromCharCode(message[0]!);
        if (kind === 'X') yield { type: 'end' };
        this.exchange.push(message);
        if (kind === 'Q' || kind === 'S') yield { type: 'exchange', bytes: Buffer.concat(this.exchange.splice(0)) };
      }
    }
  }

  private greeting(message: Buffer): Heard {
    const code = message.readInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { type: 'encryption?' };
    if (code === CANCEL_REQUEST) return { type: 'end' };
    this.greeted = true;
    return { type: 'greeting' };
  }

  /** A greeting has no letter before its length. */
  private next(): Buffer | undefined {
    const at = this.greeted ? 1 : 0;
    if (this.rest.length < at + 4) return undefined;
    const length = at + this.rest.readInt32BE(at);
    if (length < at + 4 || length > LONGEST) throw new Error('This is not the protocol of PostgreSQL.');
    if (this.rest.length < length) return undefined;
    const message = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return message;
  }
}

/** Is a transaction open after this answer? Its last message says so. */
export const isOpenAfter = (answer: Uint8Array): boolean => {
  const last = answer.subarray(-6);
  return last[0] === READY && last[5] !== IDLE;
};

const READY = 'Z'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);

const message = (kind: string, ...parts: readonly (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)));
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** Nobody has to log in: whoever reaches the port reaches the server of the cases as well. */
export const WELCOME: Buffer = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('S', 'server_version', '18.0'),
  message('S', 'server_encoding', 'UTF8'),
  message('S', 'client_encoding', 'UTF8'),
  message('S', 'DateStyle', 'ISO, MDY'),
  message('S', 'TimeZone', 'UTC'),
  message('S', 'integer_datetimes', 'on'),
  message('S', 'standard_conforming_strings', 'on'),
  message('K', Buffer.alloc(8)),
  message('Z', Buffer.from('I')),
]);

export const query = (sql: string): Buffer => message('Q', sql);
