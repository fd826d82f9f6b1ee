import { DuecourseError } from '../../time/error';
import type { Receipt } from '../messages/ledger';

/** A provider's request as it came in; `headers` by their names in small letters. */
export interface ReceiptRequest {
  readonly headers: { readonly [name: string]: unknown };
  readonly query: { readonly [name: string]: unknown };
  readonly body: unknown;
}

/** How a provider's HTTP reports are read, and what it wants to hear. */
export interface ReceiptReader {
  /** Whether the provider has signed the request as it signs all of its own; undefined where it bears no signature, or cannot be held against one. */
  signed?(request: ReceiptRequest): boolean | undefined;
  /** @throws DuecourseError `BAD_RECEIPT`; states on the way (sent, queued) give none */
  read(body: unknown, query: { readonly [name: string]: unknown }): readonly Receipt[];
  readonly reply: object;
}

/** Reports come one or many at a time. @throws DuecourseError `BAD_RECEIPT` */
export function reportsIn(body: unknown): readonly { readonly [name: string]: unknown }[] {
  const list = Array.isArray(body) ? body : [body];
  if (list.every(each => typeof each === 'object' && each !== null)) return list as { [name: string]: unknown }[];
  throw new DuecourseError('BAD_RECEIPT', 'A delivery report is a JSON object or a list of them.');
}

/** A field that must be there. @throws DuecourseError `BAD_RECEIPT` */
export function fieldOf(report: { readonly [name: string]: unknown }, name: string): string {
  const value = report[name];
  if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  throw new DuecourseError('BAD_RECEIPT', `A delivery report has no "${name}".`);
}
