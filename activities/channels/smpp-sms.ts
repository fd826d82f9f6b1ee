import { createHash } from 'node:crypto';
import type { PDU } from 'smpp';
import { DuecourseError } from '../../time/error';
import type { Receipt } from '../messages/ledger';
import { textOf } from '../messages/message';
import { type Channel, type Outcome, PATIENCE_MS } from './channel';
import { SmppFailure, SmppLink } from './smpp-link';
import { partHeader, smsParts } from './sms-parts';

export interface SmppOptions {
  readonly host: string;
  readonly port?: number;
  readonly tls?: 'always' | 'never';
  readonly ca?: string;
  readonly systemId: string;
  readonly password: () => string;
  readonly systemType?: string;
  /** The number or name that the phone shows. */
  readonly from: string;
  /** Ask for delivery reports; default yes. */
  readonly receipts?: 'yes' | 'no';
  readonly lang?: 'zh' | 'en';
  readonly patience?: number;
}

/** Statuses that speak of this message or number: bad length, bad destination. Any other refusal may pass. */
const FOR_GOOD = [0x01, 0x0b, 0x33, 0x40, 0x50, 0x51];
/** Final states in a report, and what they mean for the receiver. */
const REPORTED: { readonly [state: string]: Receipt['state'] } = {
  DELIVRD: 'delivered',
  EXPIRED: 'failed-for-good',
  DELETED: 'failed-for-good',
  UNDELIV: 'failed-for-good',
  REJECTD: 'failed-for-good',
};

/** SMS by SMPP 3.4 to an operator's centre: Chinese in UCS-2, long texts in parts. `onReceipt` is given the centre's reports, and rejects where one cannot be kept. */
export function smppSms(
  name: string,
  options: SmppOptions,
  onReceipt: (receipt: Receipt) => Promise<unknown>,
): Channel {
  const { host, tls = 'never', from, lang = 'zh', receipts = 'yes', patience = PATIENCE_MS - 5_000 } = options;
  const port = options.port ?? (tls === 'always' ? 3550 : 2775);
  const link = new SmppLink({ ...options, port, tls: tls === 'always', patience }, async pdu => {
    const receipt = receiptIn(name, pdu);
    if (receipt) await onReceipt(receipt);
  });
  return {
    name,
    reach: 'phone',
    byTemplate: false,
    repeatable: false,
    async send(message) {
      const { dataCoding, parts } = smsParts(textOf(message, lang).text);
      if (parts.length > 255)
        return { state: 'failed-for-good', reason: `the text is too long: ${parts.length} parts` };
      const reference = createHash('sha256').update(message.key).digest()[0]!;
      const ids: string[] = [];
      for (const [i, part] of parts.entries()) {
        const several = parts.length > 1;
        const fields = {
          source_addr: from,
          source_addr_ton: /^\d+$/.test(from) ? 0 : 5,
          destination_addr: message.address!.slice(1),
          dest_addr_ton: 1,
          dest_addr_npi: 1,
          data_coding: dataCoding,
          esm_class: several ? 0x40 : 0,
          registered_delivery: receipts === 'yes' ? 1 : 0,
          short_message: several ? Buffer.concat([partHeader(reference, parts.length, i + 1), part]) : part,
        };
        try {
          ids.push((await link.ask('submit_sm', fields)).message_id ?? '');
        } catch (error) {
          if (!(error instanceof SmppFailure)) throw error;
          return i === 0
            ? outcomeOf(error)
            : { state: 'unknown', reason: `part ${i + 1} of ${parts.length}: ${error.message}` };
        }
      }
      return { state: 'accepted', providerIds: ids.filter(id => id !== '') };
    },
    async check() {
      try {
        await link.bound();
      } catch (error) {
        throw new DuecourseError('CHANNEL_UNAVAILABLE', `${name} (${host}:${port}): ${(error as Error).message}`, {
          channel: name,
        });
      }
    },
    listen: () => link.keep(),
    close: () => link.close(),
  };
}

function outcomeOf({ message: reason, sent, status }: SmppFailure): Outcome {
  if (status !== undefined) return { state: FOR_GOOD.includes(status) ? 'failed-for-good' : 'failed-for-now', reason };
  return sent ? { state: 'unknown', reason } : { state: 'failed-for-now', reason };
}

/** A delivery report is told by its class; its text is `id:… … stat:DELIVRD err:000 …`. States on the way are none. */
function receiptIn(channel: string, { esm_class = 0, short_message, receipted_message_id }: PDU): Receipt | undefined {
  if ((esm_class & 0x3c) !== 0x04) return undefined;
  const text = String(short_message?.message ?? '');
  const providerId = receipted_message_id ?? /\bid:(\S+)/.exec(text)?.[1];
  const stat = /\bstat:(\w+)/.exec(text)?.[1] ?? '';
  const state = REPORTED[stat];
  if (!providerId || !state) return undefined;
  const [, err] = /\berr:(\w+)/.exec(text) ?? [];
  return { channel, providerId: providerId.replace(/\0$/, ''), state, reason: err ? `${stat} ${err}` : stat };
}
