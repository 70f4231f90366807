/* eslint-disable jest/no-export -- a helper that describes suites is not a test file */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, it } from '@jest/globals';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Subscription } from '../../src/digest/subscription.ts';
import type { StoreLocation } from '../../src/store/open-dialect.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import type { Kept } from '../../src/store/purge.ts';
import { createSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { findPostgres, sharedPostgres } from './postgres.ts';

export interface TestDatabase {
  readonly engine: 'sqlite' | 'postgres';
  /** An empty database that is removed again, and where it is. */
  use<T>(act: (location: StoreLocation) => Promise<T>): Promise<T>;
}

/**
 * The same suite on both databases. Where PostgreSQL is not installed its half is left out and said
 * to be; in CI that is a failure.
 */
export function describeOnEachDatabase(
  subject: string,
  suite: (database: TestDatabase) => void,
): void {
  describe(`${subject} on SQLite`, () => {
    suite({ engine: 'sqlite', use: withDataDir });
  });

  const binaries = findPostgres();
  if (binaries === undefined) {
    const must = process.env['CI'] === 'true';

    (must ? it : it.skip)(`${subject} on PostgreSQL (left out: no initdb on this machine)`, () => {
      throw new Error('CI=true needs PostgreSQL: apt-get install postgresql');
    });
    return;
  }
  describe(`${subject} on PostgreSQL`, () => {
    // Within the first test the start would count as its time.
    beforeAll(() => sharedPostgres(binaries));
    suite({
      engine: 'postgres',
      use: async (act) =>
        (await sharedPostgres(binaries)).lendDatabase((url) => act({ kind: 'postgres', url })),
    });
  });
}

/** The database behind a store, without the store. */
export async function withDatabase<T>(
  location: StoreLocation,
  act: (db: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  const dialect =
    location.kind === 'sqlite'
      ? createSqliteDialect(new DatabaseSync(path.join(location.dataDir, 'guidepost.db')))
      : new PostgresDialect({ pool: new pg.Pool({ connectionString: location.url }) });
  const db = new Kysely<unknown>({ dialect });
  try {
    return await act(db);
  } finally {
    await db.destroy();
  }
}

export interface AuditEntry {
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  /** The whole subscription before and after. */
  readonly before: Subscription | undefined;
  readonly after: Subscription;
}

/** Who changed a channel's digest in the workspace `T1`, as whoever opens the database finds it; the latest first. */
export function readAudit(
  location: StoreLocation,
  channelId: string,
): Promise<readonly AuditEntry[]> {
  return withDatabase(location, async (db) => {
    const { rows } = await sql<{
      at: number | string;
      actor: string;
      action: string;
      before: string | null;
      after: string;
    }>`select * from audit where workspace_id = 'T1' and channel_id = ${channelId}
      order by at desc, id desc`.execute(db);
    return rows.map(({ at, actor, action, before, after }) => ({
      at: Number(at),
      actor,
      action,
      before: before === null ? undefined : (JSON.parse(before) as Subscription),
      after: JSON.parse(after) as Subscription,
    }));
  });
}

/** A folder for SQLite that is removed again. */
export async function withDataDir<T>(act: (location: StoreLocation) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'guidepost-store-'));
  try {
    return await act({ kind: 'sqlite', dataDir });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Opens a store and closes it again. */
export async function withStore<T>(
  location: StoreLocation,
  act: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore(location, {
    now: () => 0,
    newId: randomUUID,
    onProblem: (error) => {
      throw error;
    },
  });
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

/** Everything is kept, but for what a test names. */
export function keeping(kept: Partial<Kept>): Kept {
  return { said: 0, asked: 0, unanswered: 0, history: 0, historyWeek: '0000-W00', ...kept };
}
