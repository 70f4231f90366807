import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { createDigestTables } from './migrations/0001-digest-tables.ts';
import { createEventInbox } from './migrations/0002-event-inbox.ts';
import { createShares } from './migrations/0003-shares.ts';
import { addDigestUpkeep } from './migrations/digest-upkeep.ts';
import { createReviewTables } from './migrations/review-tables.ts';
import { createUpkeepTables } from './migrations/upkeep-tables.ts';
import { widenDeliveries } from './migrations/wider-deliveries.ts';
import { StoreError } from './store-error.ts';

export type Engine = 'sqlite' | 'postgres';
type Migration = (transaction: Transaction<unknown>) => Promise<void>;

/**
 * In order, numbered from 1. Only ever appended to: there is no way back, and a release that does not
 * know one of them refuses the database.
 */
const migrations: readonly Migration[] = [createDigestTables, createEventInbox, createShares];

/** The schema that this release reads and writes. */
export const knownVersion = migrations.length;

/**
 * After those, by name: they only add, so that the release before them can still run beside this one
 * and be gone back to. What they make superfluous goes with a migration of a later release.
 */
const expansions: Readonly<Record<string, Migration>> = {
  'wider deliveries': widenDeliveries,
  reviews: createReviewTables,
  'upkeep in digests': addDigestUpkeep,
  upkeep: createUpkeepTables,
};

// Any fixed number; whoever migrates this database holds PostgreSQL's advisory lock on it.
const lockKey = 4_837_765_378;

interface MigrationTables {
  schema_migrations: { number: number; applied_at: number };
  schema_expansions: { name: string; applied_at: number };
}

/**
 * Brings the schema up to date, one process at a time; all of it or, if anything fails, nothing.
 * `known` is what this code knows, a parameter so that tests can be older or newer.
 */
export async function migrate(
  db: Kysely<unknown>,
  engine: Engine,
  now: number,
  known: readonly Migration[] = migrations,
  additions: Readonly<Record<string, Migration>> = expansions,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // On SQLite the transaction itself is the lock: see sqlite-dialect.ts.
    if (engine === 'postgres')
      await sql`select pg_advisory_xact_lock(${lockKey})`.execute(transaction);
    await transaction.schema
      .createTable('schema_migrations')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    const applied = await readVersion(transaction);
    if (applied > known.length) {
      throw new StoreError(
        `the database has schema version ${applied}, and this Guidepost knows only up to ` +
          `${known.length}: it was used by a newer release. Run that release or a newer one.`,
      );
    }
    for (const [index, migration] of known.entries()) {
      if (index < applied) continue;
      await migration(transaction);
      await (transaction as unknown as Transaction<MigrationTables>)
        .insertInto('schema_migrations')
        .values({ number: index + 1, applied_at: now })
        .execute();
    }
    await transaction.schema
      .createTable('schema_expansions')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    for (const [name, expansion] of Object.entries(additions)) {
      const added = await (transaction as unknown as Transaction<MigrationTables>)
        .insertInto('schema_expansions')
        .values({ name, applied_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 1n) await expansion(transaction);
    }
  });
}

/** The number of the last migration; 0 before the first. */
export async function readVersion(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ version: number | null }>`
    select max(number) as version from schema_migrations`.execute(db);
  return rows[0]?.version ?? 0;
}
