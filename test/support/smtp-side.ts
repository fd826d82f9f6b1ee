import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Mood } from './channel-contract';

/** A mail as it came over the wire. */
export interface Mail {
  readonly to: string;
  /** Headers and body, byte for byte. */
  readonly raw: string;
  readonly headers: { readonly [name: string]: string };
  /** Decoded. */
  readonly subject: string;
  readonly text: string;
}

/** An SMTP server in this process that can be told how to behave. */
export interface SmtpSide {
  readonly port: number;
  readonly mails: readonly Mail[];
  mood(mood: Mood): void;
  /** Resolves when the next mail is here, before it is answered. */
  arrival(): Promise<void>;
  /** Resolves when it has said "not now" so many times more. */
  refusals(times: number): Promise<void>;
  stop(): Promise<void>;
}

export async function smtpSide(options: SMTPServerOptions = {}): Promise<SmtpSide> {
  const mails: Mail[] = [];
  const waiting: (() => void)[] = [];
  let mood: Mood = 'takes';
  let arrived: (() => void)[] = [];
  let putOff: () => void = () => undefined;
  const fails = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    closeTimeout: 1,
    logger: false,
    ...options,
    onAuth: (_auth, _session, done) =>
      mood === 'wrong-login' ? done(fails(535, 'who are you')) : done(null, { user: 'u' }),
    onRcptTo({ address }, _session, done) {
      if (mood === 'busy') putOff();
      if (mood === 'busy') return done(fails(451, `greylisted <${address}>`));
      if (mood === 'refuses') return done(fails(550, `no such user <${address}>`));
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        for (const tell of arrived) tell();
        arrived = [];
        if (mood === 'silent') return void waiting.push(() => done());
        if (mood === 'drops') return void socketOf(server, session.id)?.destroy();
        for (const { address } of session.envelope.rcptTo)
          mails.push(mailOf(address, Buffer.concat(chunks).toString('latin1')));
        if (mood === 'late') setTimeout(done, 50);
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    mood(next) {
      mood = next;
    },
    arrival: () => new Promise(resolve => arrived.push(resolve)),
    refusals: times =>
      new Promise(resolve => {
        let left = times;
        putOff = () => (--left === 0 ? resolve() : undefined);
      }),
    stop: () => {
      for (const go of waiting) go();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

/** The connection that a session is of. */
function socketOf(server: SMTPServer, id: string): Socket | undefined {
  const { connections } = server as unknown as { connections: Set<{ id: string; _socket: Socket }> };
  return [...connections].find(connection => connection.id === id)?._socket;
}

function mailOf(to: string, raw: string): Mail {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(
    lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const coded = body.join('\r\n\r\n');
  const text =
    headers['content-transfer-encoding'] === 'base64' ? Buffer.from(coded, 'base64') : fromQuotedPrintable(coded);
  return { to, raw, headers, subject: decodedWords(headers.subject ?? ''), text: text.toString('utf8') };
}

const fromQuotedPrintable = (coded: string): Buffer =>
  Buffer.from(
    coded
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** RFC 2047. */
function decodedWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, way: string, coded: string) =>
      (way.toUpperCase() === 'B'
        ? Buffer.from(coded, 'base64')
        : fromQuotedPrintable(coded.replaceAll('_', ' '))
      ).toString('utf8'),
    );
}
