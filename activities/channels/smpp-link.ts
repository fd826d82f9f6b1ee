import { connect, type PDU, type Session } from 'smpp';
import { redacted } from './redact';

export interface SmppLinkOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly ca?: string;
  readonly systemId: string;
  readonly password: () => string;
  readonly systemType?: string;
  /** How long (ms) the centre may take for an answer. */
  readonly patience: number;
}

/** The centre said no, or nothing. `sent`: it may have read the request. */
export class SmppFailure extends Error {
  constructor(
    message: string,
    readonly sent: boolean,
    /** The centre's `command_status`, where it answered. */
    readonly status?: number,
  ) {
    super(message);
  }
}

/** How often (ms) an idle link is asked whether it is there. */
const HEARTBEAT_MS = 30_000;
/** How long (ms) until a link that is to be kept up is tried again. */
const AGAIN_MS = 5_000;

/** A bound session with an SMS centre, opened when it is needed, and kept up while `keep` holds. */
export class SmppLink {
  private opening?: Promise<Session>;
  private kept = false;
  private closed = false;
  private again?: NodeJS.Timeout;

  constructor(
    private readonly options: SmppLinkOptions,
    private readonly onDelivery: (pdu: PDU) => Promise<void>,
  ) {}

  /** Keeps the link up from now on, so that reports come in while nothing is sent. */
  keep(): void {
    this.kept = true;
    this.bound().catch(() => undefined);
  }

  /** @throws SmppFailure with `sent: false` */
  bound(): Promise<Session> {
    if (this.closed) return Promise.reject(new SmppFailure('the channel is closed', false));
    this.opening ??= this.open().catch(error => {
      this.lost();
      throw error;
    });
    return this.opening;
  }

  /** Sends a request and waits for its answer. @throws SmppFailure */
  async ask(command: 'submit_sm', fields: { readonly [field: string]: unknown }): Promise<PDU> {
    const session = await this.bound();
    return request(session, command, fields, this.options.patience);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.again);
    const session = await this.opening?.catch(() => undefined);
    if (!session) return;
    await request(session, 'unbind', {}, 1_000).catch(() => undefined);
    session.destroy();
  }

  private async open(): Promise<Session> {
    const { host, port, tls, ca, systemId, password, systemType = '', patience } = this.options;
    const session = connect({ host, port, tls, rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca && { ca }) });
    // One for each request that waits for its answer.
    session.setMaxListeners(0);
    const gone = new Promise<never>((_, reject) => {
      session.on('error', (error: NodeJS.ErrnoException) =>
        reject(new SmppFailure(redacted(error.code ?? error.message), false)),
      );
      session.on('close', () => reject(new SmppFailure('the connection was closed', false)));
    });
    gone.catch(() => undefined);
    // Before the login: reports that have waited come right behind its answer.
    this.listen(session);
    const patient = timeout(patience, false);
    try {
      await Promise.race([
        gone,
        patient.over,
        new Promise(resolve => session.once(tls ? 'secureConnect' : 'connect', resolve)),
      ]);
      const fields = { system_id: systemId, password: password(), system_type: systemType };
      await Promise.race([gone, request(session, 'bind_transceiver', fields, patience)]);
    } catch (error) {
      session.destroy();
      throw error instanceof SmppFailure ? new SmppFailure(error.message, false) : error;
    } finally {
      patient.stop();
    }
    return session;
  }

  private listen(session: Session): void {
    const heartbeat = setInterval(() => {
      request(session, 'enquire_link', {}, this.options.patience).catch(() => session.destroy());
    }, HEARTBEAT_MS);
    heartbeat.unref();
    session.on('deliver_sm', (pdu: PDU) => {
      // The centre keeps a report until it is told that it is in the ledger: 0x64 asks it to come again.
      this.onDelivery(pdu).then(
        () => session.send(pdu.response()),
        () => session.send(pdu.response({ command_status: 0x64 })),
      );
    });
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()));
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response());
      session.close();
    });
    session.on('error', () => session.destroy());
    session.on('close', () => {
      clearInterval(heartbeat);
      this.lost();
    });
  }

  private lost(): void {
    this.opening = undefined;
    if (!this.kept || this.closed) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => this.keep(), AGAIN_MS);
    this.again.unref();
  }
}

type Command = 'bind_transceiver' | 'submit_sm' | 'enquire_link' | 'unbind';

/** @throws SmppFailure where the answer is a refusal, does not come, or the connection ends */
function request(
  session: Session,
  command: Command,
  fields: { readonly [field: string]: unknown },
  patience: number,
): Promise<PDU> {
  return new Promise((resolve, reject) => {
    const patient = timeout(patience, true);
    const end = (settle: () => void) => {
      patient.stop();
      session.off('close', closed);
      settle();
    };
    const closed = () => end(() => reject(new SmppFailure('the connection was closed before the answer', true)));
    patient.over.catch(error => end(() => reject(error)));
    session.once('close', closed);
    const written = session[command](fields, answer => {
      if (answer.command_status === 0) return end(() => resolve(answer));
      const status = `0x${answer.command_status.toString(16).padStart(2, '0')}`;
      end(() => reject(new SmppFailure(`${command} was refused with ${status}`, true, answer.command_status)));
    });
    if (!written) end(() => reject(new SmppFailure('the connection was closed', false)));
  });
}

function timeout(ms: number, sent: boolean): { readonly over: Promise<never>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SmppFailure('no answer in time', sent)), ms);
  });
  over.catch(() => undefined);
  return { over, stop: () => clearTimeout(timer) };
}
