import type { AddressInfo } from 'node:net';
import { createServer, type PDU, type Session } from 'smpp';
import type { Mood } from './channel-contract';

/** One part of a message as the centre got it: the octets behind the header, and the header. */
export interface Part {
  readonly id: string;
  readonly to: string;
  readonly dataCoding: number;
  readonly header?: Buffer;
  readonly octets: Buffer;
}

/** An SMS centre in this process. */
export interface SmppSide {
  readonly port: number;
  readonly parts: readonly Part[];
  /** Whole messages, put together as a phone does. */
  received(): readonly { readonly to: string; readonly text: string }[];
  mood(mood: Mood): void;
  /** Resolves when the next part is here, before it is answered. */
  arrival(): Promise<void>;
  /** Sends the report of a part on the link that is bound; resolves with the status of its answer. */
  report(id: string, state: string): Promise<number>;
  /** Takes this many parts less one, and is busy from then on. */
  refuseFromPart(number: number): void;
  /** Breaks all links. */
  breakLinks(): void;
  /** Resolves once somebody has bound. */
  bound(): Promise<void>;
  stop(): Promise<void>;
}

const BUSY = 0x58;
const NO_SUCH_NUMBER = 0x0b;
const WRONG_PASSWORD = 0x0e;

export async function smppSide({
  port = 0,
  tls = {},
}: {
  readonly port?: number;
  readonly tls?: { key?: string; cert?: string };
} = {}): Promise<SmppSide> {
  const parts: Part[] = [];
  const sessions = new Set<Session>();
  const waiting: (() => void)[] = [];
  let links: Session[] = [];
  let arrived: (() => void)[] = [];
  let mood: Mood = 'takes';
  let ids = 0;
  let refusing = Number.POSITIVE_INFINITY;

  const server = createServer(tls, session => {
    sessions.add(session);
    session.on('error', () => session.destroy());
    session.on('close', () => {
      sessions.delete(session);
      links = links.filter(link => link !== session);
    });
    session.on('bind_transceiver', (pdu: PDU) => {
      if (mood === 'wrong-login') return void session.send(pdu.response({ command_status: WRONG_PASSWORD }));
      session.send(pdu.response({ system_id: 'centre' }));
      links.push(session);
      for (const go of waiting.splice(0)) go();
    });
    session.on('unbind', (pdu: PDU) => session.send(pdu.response()));
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()));
    session.on('submit_sm', (pdu: PDU) => {
      if (mood === 'busy' || parts.length + 1 >= refusing)
        return void session.send(pdu.response({ command_status: BUSY }));
      if (mood === 'refuses') return void session.send(pdu.response({ command_status: NO_SUCH_NUMBER }));
      const id = (++ids).toString(16).padStart(8, '0');
      parts.push(partOf(id, pdu));
      for (const tell of arrived) tell();
      arrived = [];
      if (mood === 'silent') return;
      if (mood === 'drops') return void session.destroy();
      const answer = () => session.send(pdu.response({ message_id: id }));
      if (mood === 'late') setTimeout(answer, 50);
      else answer();
    });
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    parts,
    received: () => assembled(parts),
    mood(next) {
      mood = next;
    },
    arrival: () => new Promise(resolve => arrived.push(resolve)),
    report: (id, state) =>
      new Promise(resolve => {
        const text = `id:${id} sub:001 dlvrd:001 submit date:2611231000 done date:2611231001 stat:${state} err:000 text:`;
        links[0]!.deliver_sm({ source_addr: '8613912345678', esm_class: 4, short_message: text }, answer =>
          resolve(answer.command_status),
        );
      }),
    refuseFromPart(number) {
      refusing = number;
    },
    breakLinks: () => {
      for (const session of sessions) session.destroy();
    },
    bound: () => (links.length > 0 ? Promise.resolve() : new Promise(resolve => waiting.push(resolve))),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  };
}

function partOf(
  id: string,
  { destination_addr: to = '', data_coding: dataCoding = 0, esm_class = 0, short_message }: PDU,
): Part {
  const { message = '', udh = [] } = short_message ?? {};
  // The package has decoded it; the octets are what a phone gets.
  const octets = Buffer.isBuffer(message)
    ? message
    : dataCoding === 8
      ? Buffer.from(message, 'utf16le').swap16()
      : Buffer.from(message, 'latin1');
  return { id, to, dataCoding, ...(esm_class & 0x40 && { header: udh[0] }), octets };
}

function assembled(parts: readonly Part[]): { to: string; text: string }[] {
  const messages = new Map<string, Part[]>();
  for (const part of parts) {
    const key = part.header ? `${part.to} ${part.header[2]}` : part.id;
    messages.set(key, [...(messages.get(key) ?? []), part]);
  }
  return [...messages.values()]
    .filter(all => all[0]!.header === undefined || all.length === all[0]!.header[3])
    .map(all => {
      const inOrder = [...all].sort((a, b) => (a.header?.[4] ?? 0) - (b.header?.[4] ?? 0));
      const octets = Buffer.concat(inOrder.map(part => part.octets));
      const text =
        all[0]!.dataCoding === 8 ? Buffer.from(octets).swap16().toString('utf16le') : octets.toString('latin1');
      return { to: all[0]!.to, text };
    });
}
