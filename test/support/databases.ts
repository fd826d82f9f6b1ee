import { startEmbedded } from '../../register/embedded/start';
import { findPostgres, postgres } from './postgres';

/** A database that a register can be kept in. */
export interface TestDatabase {
  readonly url: string;
  readonly version: string;
  stop(): Promise<void>;
}

const embedded = async (): Promise<TestDatabase> => {
  const database = await startEmbedded();
  return { url: database.url, version: 'PGlite, in memory', stop: () => database.stop() };
};

/**
 * Every kind of database that the register is tested on. PostgreSQL where it can be found; DUECOURSE_TEST_DATABASES=all, which CI sets,
 * wants it to be found.
 */
export const databases: readonly (readonly [name: string, start: () => Promise<TestDatabase>])[] = [
  ['PGlite', embedded],
  ...(findPostgres() || process.env.DUECOURSE_TEST_DATABASES === 'all' ? [['PostgreSQL', postgres] as const] : []),
];

/** To be seen in the output: what was tested, and what was not. */
export function sayTested(version: string): void {
  const missing = databases.length < 2 ? ' (no PostgreSQL on this machine: tested on the built-in database only)' : '';
  process.stdout.write(`register tested on ${version}${missing}\n`);
}
