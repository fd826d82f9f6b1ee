import * as http from 'node:http';
import * as https from 'node:https';
import type { Outcome } from './channel';
import { redacted } from './redact';

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
  /** How long (ms) the whole exchange may take. */
  readonly patience: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** No answer: `sent` tells whether the other side may have read the request. */
export interface NoAnswer {
  readonly sent: boolean;
  readonly reason: string;
}

/** More (bytes) than any gateway has to say. */
const LARGEST = 1 << 20;

/**
 * One request on a connection of its own: on one that is kept open, a request that met the server's closing of it looks like one that was read.
 * Certificates are checked. Never rejects.
 */
export function exchange({ url, method, headers, body, patience }: HttpRequest): Promise<HttpAnswer | NoAnswer> {
  return new Promise(resolve => {
    let sent = false;
    const lost = (reason: string) => {
      resolve({ sent, reason });
      request.destroy();
    };
    const secure = url.startsWith('https:');
    const client = secure ? https : http;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = client.request(url, { method, headers: { ...headers, ...length }, agent: false }, response => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > LARGEST) lost('an answer of more than 1 MB');
      });
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
      response.on('error', error => lost(reasonOf(error)));
      response.on('aborted', () => lost('the connection broke in the middle of the answer'));
    });
    const timer = setTimeout(() => lost('no answer in time'), patience);
    const done = (answer: HttpAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    request.on('socket', socket => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        sent = true;
      });
    });
    request.on('error', error => {
      clearTimeout(timer);
      lost(reasonOf(error));
    });
    request.end(body);
  });
}

export const isAnswer = (result: HttpAnswer | NoAnswer): result is HttpAnswer => 'status' in result;

/** What it means for a message that there was no answer. */
export const unanswered = ({ sent, reason }: NoAnswer): Outcome =>
  sent ? { state: 'unknown', reason } : { state: 'failed-for-now', reason };

/** What an HTTP status means where the provider's own words do not say more. An inner fault leaves it open whether the message is on its way. */
export function outcomeOfStatus(status: number, said: string): Outcome {
  const reason = redacted(`HTTP ${status} ${said}`);
  if (status >= 500 && status !== 503) return { state: 'unknown', reason };
  return { state: 'failed-for-now', reason };
}

/** The answer's JSON, or nothing where it is none. */
export function jsonIn(body: string): { readonly [name: string]: unknown } {
  try {
    const read = JSON.parse(body) as unknown;
    return typeof read === 'object' && read !== null ? (read as { [name: string]: unknown }) : {};
  } catch {
    return {};
  }
}

const reasonOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? redacted(error.message);
