import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { DuecourseError } from '../time/error';
import { SCHEMA } from './migrations';
import type { Tables } from './tables';

/** A connection to the register. */
export interface Register {
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Connections at the same time at most. */
  readonly connections?: number;
  /** How long (ms) one may take to open, and one statement to be answered. */
  readonly timeout?: number;
}

/** Opens nothing yet: that the database does not answer shows in the first statement. */
export function openRegister(url: string, { connections = 4, timeout = 10_000 }: OpenOptions = {}): Register {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: Math.min(timeout, 5_000),
    query_timeout: timeout,
    application_name: 'duecourse',
  });
  // A database that goes away while a connection is idle is no error of anybody's; the next statement tells.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(SCHEMA);
  return { db, close: () => db.destroy() };
}

/** The database without who logs in and by which password. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'the database';
  }
}

/** SQL states of a register that is not there or not ours; everything else that has five letters is a bug of ours. */
const NOT_SET_UP = new Set(['3F000', '42P01', '42703']);
const GONE = /^(08|57P|53)/;

/** Does the error say that the database cannot be reached just now? */
export function isUnreachable(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return GONE.test(code);
  return (
    (typeof code === 'string' && /^E[A-Z]+$/.test(code)) ||
    /connection|timeout|terminated|socket|client has encountered/i.test(message)
  );
}

/** What a person is told. Nothing of the statement or its values is in it. */
export function readableRegisterError(error: unknown, url: string): unknown {
  if (error instanceof DuecourseError) return error;
  const place = placeOf(url);
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  if (code !== undefined && NOT_SET_UP.has(code))
    return new DuecourseError(
      'REGISTER_NOT_READY',
      `The register at ${place} is not set up yet. 'duecourse up' or a worker with this database sets it up.`,
      { place },
    );
  if (code !== undefined && /^28/.test(code))
    return new DuecourseError('REGISTER_UNREACHABLE', `The register at ${place} does not let us in: ${message}.`, {
      place,
    });
  if (isUnreachable(error))
    return new DuecourseError(
      'REGISTER_UNREACHABLE',
      `The register at ${place} does not answer (${code ?? message}). Cases go on without it; --database or DATABASE_URL names another.`,
      { place },
    );
  return error;
}
