import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { DuecourseError } from '../../time/error';
import { textOf } from '../messages/message';
import { type Channel, type Outcome, PATIENCE_MS } from './channel';
import { redacted } from './redact';

export interface SmtpOptions {
  readonly host: string;
  readonly port?: number;
  /** `always` from the first byte (default on port 465), `starttls` before the login (default else), `never` for a relay on the same machine. */
  readonly tls?: 'always' | 'starttls' | 'never';
  /** PEM of the authority that signed the server's certificate, where it is none of the known ones. */
  readonly ca?: string;
  readonly user?: string;
  readonly password?: () => string;
  /** The sender's address, and the name shown with it. */
  readonly from: string;
  readonly name?: string;
  /** Connections kept open at most, default 5. */
  readonly connections?: number;
  readonly lang?: 'zh' | 'en';
  /** How long (ms) the server may keep silent. */
  readonly patience?: number;
}

/**
 * E-mail by SMTP. The Message-ID is made of the message's key, so a mail that had to go twice is one mail to every program that reads it.
 * A receiver that the server refuses at once is the bounce that can be known; later ones come as mail.
 */
export function smtpChannel(name: string, options: SmtpOptions): Channel {
  const { host, tls = options.port === 465 ? 'always' : 'starttls', user, password, lang = 'zh' } = options;
  const { port = tls === 'always' ? 465 : tls === 'starttls' ? 587 : 25, patience = PATIENCE_MS - 5_000 } = options;
  const transport = createTransport({
    pool: true,
    maxConnections: options.connections ?? 5,
    host,
    port,
    secure: tls === 'always',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'never',
    ...(user !== undefined && { auth: { user, pass: password?.() ?? '' } }),
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(options.ca && { ca: options.ca }) },
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // A pooled connection that breaks while nothing is sent concerns nobody: the next message opens another.
  transport.on('error', () => undefined);
  return {
    name,
    reach: 'email',
    byTemplate: false,
    repeatable: true,
    async send(message) {
      const { subject = '', text } = textOf(message, lang);
      try {
        const { messageId } = await transport.sendMail({
          from: { name: options.name ?? '', address: options.from },
          to: { name: '', address: message.address! },
          subject,
          text,
          messageId: messageIdOf(message.key, options.from),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { state: 'accepted', providerIds: [messageId] };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      }
    },
    async check() {
      try {
        await transport.verify();
      } catch (error) {
        throw new DuecourseError('CHANNEL_UNAVAILABLE', `${name} (${host}:${port}): ${reasonOf(error as SmtpError)}`, {
          channel: name,
        });
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** The same for one key, and nothing can be read from it. */
export const messageIdOf = (key: string, from: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${from.slice(from.lastIndexOf('@') + 1)}>`;

/** What nodemailer throws: the command that failed, and the server's answer where there was one. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** Only what the server says of this receiver or this text is for good; of the sender, the login or the house it is the operator's to mend. */
function outcomeOf(error: SmtpError): Outcome {
  const { command = '', responseCode = 0 } = error;
  const forGood = responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command);
  return { state: forGood ? 'failed-for-good' : 'failed-for-now', reason: reasonOf(error) };
}

const reasonOf = ({ response, code, message }: SmtpError): string =>
  redacted(response ?? [code, message].filter(Boolean).join(' '));
