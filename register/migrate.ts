import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { DuecourseError } from '../time/error';
import { type Migration, migrations as ours, SCHEMA } from './migrations';
import type { Tables } from './tables';

/** Two workers that start at once wait for each other under this number. */
const LOCK = 7_233_001;

/**
 * Brings the tables up to date, forwards only. What is there already must be what this release knows, step by step.
 * @returns the numbers of the migrations that were applied now
 * @throws DuecourseError `REGISTER_TOO_NEW`, `REGISTER_CHANGED`
 */
export async function migrateRegister(db: Kysely<Tables>, migrations: readonly Migration[] = ours): Promise<number[]> {
  return db.transaction().execute(async transaction => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
    await sql.raw(`create schema if not exists ${SCHEMA}`).execute(transaction);
    await transaction.schema
      .createTable('register_migrations')
      .ifNotExists()
      .addColumn('number', 'integer', column => column.primaryKey())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('checksum', 'text', column => column.notNull())
      .addColumn('applied_at', 'timestamptz', column => column.notNull().defaultTo(sql`now()`))
      .execute();
    const applied = await transaction.selectFrom('register_migrations').selectAll().orderBy('number').execute();
    requireKnown(applied, migrations);
    const fresh: number[] = [];
    for (const [at, { name, sql: text }] of migrations.entries()) {
      if (at < applied.length) continue;
      await sql.raw(text).execute(transaction);
      await transaction
        .insertInto('register_migrations')
        .values({ number: at + 1, name, checksum: checksumOf(text) })
        .execute();
      fresh.push(at + 1);
    }
    return fresh;
  });
}

/** Whether the tables are there and as this release knows them; nothing is changed. @throws as `migrateRegister` does */
export async function requireCurrent(db: Kysely<Tables>): Promise<void> {
  const applied = await db.selectFrom('register_migrations').selectAll().orderBy('number').execute();
  requireKnown(applied, ours);
  if (applied.length < ours.length)
    throw new DuecourseError(
      'REGISTER_NOT_READY',
      `The register has its tables of an earlier release (${applied.length} of ${ours.length} migrations); the worker of this release brings it up to date.`,
    );
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

function requireKnown(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const [at, { number, name, checksum }] of applied.entries()) {
    const known = migrations[number - 1];
    if (!known)
      throw new DuecourseError(
        'REGISTER_TOO_NEW',
        `The register was set up by a later release (migration ${number}, '${name}', is not known here). Use that release; a register is never taken back.`,
        { number, name },
      );
    if (number !== at + 1)
      throw new DuecourseError(
        'REGISTER_CHANGED',
        `Migration ${at + 1} of the register is missing though ${number} was applied. Somebody has changed ${SCHEMA}.register_migrations: restore the database, or empty it and run 'duecourse register rebuild'.`,
        { number: at + 1 },
      );
    if (checksum !== checksumOf(known.sql))
      throw new DuecourseError(
        'REGISTER_CHANGED',
        `Migration ${number} of the register, '${name}', is not the one that this release knows. A released migration is never edited: use the release that applied it, or empty the database and run 'duecourse register rebuild'.`,
        { number, name },
      );
  }
}

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
