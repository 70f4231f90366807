import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Dialect, Kysely, PostgresDialect, type TableMetadata } from 'kysely';
import pg from 'pg';
import { createSqliteDialect } from './sqlite-dialect.ts';
import { StoreError } from './store-error.ts';
import { RowNames, type Tables } from './tables.ts';

export type StoreLocation =
  | { readonly kind: 'sqlite'; readonly dataDir: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** The file of the database in its folder. */
export function databaseIn(dataDir: string): string {
  return path.join(dataDir, 'guidepost.db');
}

/** Whole numbers of 64 bits arrive as text; ours are times and counts, safe as numbers. */
const numbersAsNumbers = new pg.TypeOverrides();
numbersAsNumbers.setTypeParser(pg.types.builtins.INT8, Number);

/** Connections that nobody needs are closed before that. */
const silentMs = 30_000;

/**
 * A connection on which nothing comes or goes is dead, whatever it says, and closed: its query fails,
 * and no other waits behind it.
 */
export function openPool(url: string, options: pg.PoolConfig, deadAfterMs = silentMs): pg.Pool {
  return new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    types: numbersAsNumbers,
    stream: () => {
      const socket = new Socket();
      return socket.setTimeout(deadAfterMs, () => socket.destroy());
    },
    ...options,
  });
}

/** The database as it stands, of whatever release, for commands that run beside the bot or without it. */
export async function withDatabase<T>(
  location: StoreLocation,
  act: (db: Kysely<Tables>, tables: readonly TableMetadata[]) => Promise<T>,
): Promise<T> {
  const db = new Kysely<Tables>({ dialect: openDialect(location), plugins: [new RowNames()] });
  try {
    return await act(db, await db.introspection.getTables());
  } finally {
    await db.destroy();
  }
}

function openDialect(location: StoreLocation): Dialect {
  if (location.kind === 'postgres') {
    return new PostgresDialect({ pool: openPool(location.url, { max: 1 }) });
  }
  const file = databaseIn(location.dataDir);
  if (!existsSync(file)) throw new StoreError(`DATA_DIR: there is no database at ${file}`);
  const database = new DatabaseSync(file, { timeout: 5_000 });
  // What is deleted is gone from the file, too.
  database.exec('pragma secure_delete = on; pragma foreign_keys = on');
  return createSqliteDialect(database);
}
