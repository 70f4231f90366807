import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { expansions, type Migration, migrations } from './migrations.ts';
import { StoreError } from './store-error.ts';

export type Engine = 'sqlite' | 'postgres';

/** The schema that this release reads and writes. */
export const knownVersion = migrations.length;

// Any fixed number; whoever migrates this database holds PostgreSQL's advisory lock on it.
const lockKey = 4_837_765_378;

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
    const run = async (migration: Migration): Promise<void> => {
      for (const statement of migration) await sql.raw(statement).execute(transaction);
    };
    // On SQLite the transaction itself is the lock: see sqlite-dialect.ts.
    if (engine === 'postgres')
      await sql`select pg_advisory_xact_lock(${lockKey})`.execute(transaction);
    await run([
      'create table if not exists schema_migrations (number integer primary key, applied_at bigint not null)',
      'create table if not exists schema_expansions (name text primary key, applied_at bigint not null)',
    ]);
    const applied = await readVersion(transaction);
    if (applied > known.length) {
      throw new StoreError(
        `the database has schema version ${applied}, and this Guidepost knows only up to ` +
          `${known.length}: it was used by a newer release. Run that release or a newer one.`,
      );
    }
    for (const [index, migration] of known.entries()) {
      if (index < applied) continue;
      await run(migration);
      await sql`insert into schema_migrations (number, applied_at) values (${index + 1}, ${now})`.execute(
        transaction,
      );
    }
    for (const [name, expansion] of Object.entries(additions)) {
      const { numAffectedRows: added } = await sql`insert into schema_expansions (name, applied_at)
        values (${name}, ${now}) on conflict do nothing`.execute(transaction);
      if (added === 1n) await run(expansion);
    }
  });
}

/** The number of the last migration; 0 before the first. */
export async function readVersion(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ version: number | null }>`
    select max(number) as version from schema_migrations`.execute(db);
  return rows[0]?.version ?? 0;
}
