import { createHash, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyRequest } from 'fastify';
import { takeInReceipt } from '../activities/messages/settle';
import { DuecourseError } from '../time/error';
import type { Messages } from './messages';

export interface ReceiptsOptions {
  /** Default 127.0.0.1: providers reach it through the house's own reverse proxy. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly secret: () => string;
}

export interface ReceiptsServer {
  readonly port: number;
  close(): Promise<void>;
}

type Route = { Params: { channel: string; secret?: string }; Querystring: { [name: string]: unknown } };

/** What each refusal is to whoever reports. */
const statusOf: { readonly [code: string]: number } = { WRONG_SECRET: 403, UNKNOWN_CHANNEL: 404, BAD_RECEIPT: 400 };

/**
 * Takes in providers' delivery reports: `POST /receipts/<channel>/<secret>`, or without the last part and with `Authorization: Bearer <secret>`.
 * A provider that signs its requests needs no secret; a signature that is wrong is refused whatever else stands there.
 * A report is answered once it is in the ledger; where that fails the provider is told to come again. Nothing is logged: addresses stand in both.
 */
export async function receiptsServer(
  { ledger, channels }: Pick<Messages, 'ledger' | 'channels'>,
  options: ReceiptsOptions,
): Promise<ReceiptsServer> {
  const server = Fastify({ logger: false, bodyLimit: 1 << 20 });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  server.setErrorHandler((error, _, reply) => {
    const { code, message } =
      error instanceof DuecourseError ? error : { code: 'BAD_RECEIPT', message: 'The request cannot be read.' };
    const known = error instanceof DuecourseError || ((error as { statusCode?: number }).statusCode ?? 500) < 500;
    reply.code(known ? (statusOf[code] ?? 400) : 503);
    return { error: known ? { code, message } : { code: 'SERVER_ERROR', message: 'Come again.' } };
  });
  const take = async ({ params, query, body, headers }: FastifyRequest<Route>) => {
    const reader = channels.get(params.channel)?.receipts;
    const signed = reader?.signed?.({ headers, query, body });
    if (signed === false)
      throw new DuecourseError('WRONG_SECRET', 'The signature of this report is not that of its provider.');
    const given = params.secret ?? /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (!signed && !isSame(given, options.secret()))
      throw new DuecourseError('WRONG_SECRET', 'This is not the secret of the house.');
    if (!reader)
      throw new DuecourseError(
        'UNKNOWN_CHANNEL',
        `There is no channel "${params.channel}" that takes reports by HTTP.`,
      );
    for (const receipt of reader.read(body, query)) await takeInReceipt(ledger, receipt);
    return reader.reply;
  };
  server.post<Route>('/receipts/:channel', take);
  server.post<Route>('/receipts/:channel/:secret', take);
  await server.listen({ host: options.host ?? '127.0.0.1', port: options.port });
  return { port: (server.server.address() as AddressInfo).port, close: () => server.close() };
}

/** Takes as long for a wrong secret as for the right one, whatever its length. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
