import {
  type Payload,
  type PayloadConverter,
  type PayloadTypeInfo,
  RawValue,
  rawValueTypeInfo,
} from '@temporalio/common';
import { tooLarge } from '../statechart/protocol';
import { DuecourseError } from '../time/error';

/**
 * Has Temporal hand over what was sent as it came, however many arguments there are. It would decode them before any code of ours runs,
 * and what cannot be decoded would fail the workflow task for ever.
 */
export const AS_SENT: Pick<PayloadTypeInfo, 'inputTypes'> = {
  inputTypes: new Proxy([], {
    get: (list, key) => (typeof key === 'string' && /^\d+$/.test(key) ? rawValueTypeInfo : Reflect.get(list, key)),
  }) as never,
};

/**
 * Arguments that were handed over as sent, each of at most `most` bytes.
 * @throws DuecourseError `UNREADABLE_PAYLOAD`, `EVENT_TOO_LARGE`
 */
export function decoded(args: readonly unknown[], most = Number.POSITIVE_INFINITY): unknown[] {
  return args.map(sent => {
    if (!(sent instanceof RawValue)) return sent;
    const bytes = (sent.payload as Payload).data?.length ?? 0;
    if (bytes > most) throw tooLarge(bytes, most);
    try {
      return converter().fromPayload(sent.payload as Payload);
    } catch (error) {
      throw new DuecourseError(
        'UNREADABLE_PAYLOAD',
        `What was sent cannot be read: ${error instanceof Error ? error.message : String(error)}. Send JSON.`,
      );
    }
  });
}

/** For whoever takes arguments as sent. */
export const encoded = (value: unknown): RawValue => new RawValue(value, converter());

const converter = (): PayloadConverter =>
  (globalThis as unknown as { __TEMPORAL_ACTIVATOR__: { payloadConverter: PayloadConverter } }).__TEMPORAL_ACTIVATOR__
    .payloadConverter;
