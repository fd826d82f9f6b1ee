/** What is used of the package `smpp`, which has no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer } from 'node:net';

  /** A protocol data unit; what it holds besides these depends on its command. */
  export interface PDU {
    readonly command: string;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly message_id?: string;
    readonly esm_class?: number;
    readonly data_coding?: number;
    readonly source_addr?: string;
    readonly destination_addr?: string;
    readonly registered_delivery?: number;
    readonly system_id?: string;
    readonly password?: string;
    readonly short_message?: { readonly message: string | Buffer; readonly udh?: readonly Buffer[] };
    readonly receipted_message_id?: string;
    response(options?: { readonly [field: string]: unknown }): PDU;
  }

  type Request = (fields: { readonly [field: string]: unknown }, answered?: (answer: PDU) => void) => boolean;

  export interface Session extends EventEmitter {
    readonly socket: import('node:net').Socket;
    readonly bind_transceiver: Request;
    readonly submit_sm: Request;
    readonly deliver_sm: Request;
    readonly enquire_link: Request;
    readonly unbind: Request;
    send(pdu: PDU): boolean;
    close(done?: () => void): void;
    destroy(done?: () => void): void;
  }

  export interface ConnectOptions {
    readonly host: string;
    readonly port: number;
    readonly tls?: boolean;
    readonly ca?: string;
    readonly rejectUnauthorized?: boolean;
    readonly minVersion?: string;
  }

  export function connect(options: ConnectOptions): Session;
  export function createServer(
    options: { readonly key?: string; readonly cert?: string },
    onSession: (session: Session) => void,
  ): NetServer;

  export const encodings: {
    /** GSM 03.38, one septet an octet. */
    readonly ASCII: { match(text: string): boolean; encode(text: string): Buffer; decode(octets: Buffer): string };
    readonly UCS2: { encode(text: string): Buffer; decode(octets: Buffer): string };
  };
}
