import { existsSync, statSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { knownVersion, readVersion } from './migrate.ts';
import { databaseIn, type StoreLocation, withDatabase } from './open-dialect.ts';
import { problemOf } from './rows.ts';
import type { Tables } from './tables.ts';

/** How a database stands, found out without changing it. */
export interface StoreState {
  /** 0 when nothing has been stored yet. */
  readonly version: number;
  /** What this release needs; the next start brings an older database there. */
  readonly known: number;
  /** Why it cannot be relied on. */
  readonly damage: string | undefined;
  /** Others on this machine can read it. */
  readonly isOpenToOthers: boolean;
  /** Digests that this release cannot understand, and why: they are passed over. */
  readonly setAside: readonly { readonly channelId: string; readonly reason: string }[];
}

/** @throws the database's own error when it cannot be opened. */
export async function inspectStore(location: StoreLocation): Promise<StoreState> {
  const file = location.kind === 'sqlite' ? databaseIn(location.dataDir) : undefined;
  const state = { version: 0, known: knownVersion, damage: undefined, setAside: [] };
  if (file !== undefined && !existsSync(file)) return { ...state, isOpenToOthers: false };
  const isOpenToOthers = file !== undefined && (statSync(file).mode & 0o077) !== 0;
  return withDatabase(location, async (db, tables) => {
    const damage = location.kind === 'sqlite' ? await findDamage(db) : undefined;
    const isFilled = tables.some(({ name }) => name === 'schema_migrations');
    const version = isFilled ? await readVersion(db) : 0;
    const setAside = version === knownVersion ? await listSetAside(db) : [];
    return { ...state, version, damage, isOpenToOthers, setAside };
  });
}

async function findDamage(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
  const [{ quick_check: found } = { quick_check: 'nothing was said' }] = rows;
  return found === 'ok' ? undefined : found;
}

async function listSetAside(db: Kysely<Tables>): Promise<StoreState['setAside']> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('standing', '<>', 'ended')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => {
    const reason = problemOf(row);
    return reason === undefined ? [] : [{ channelId: row.channelId, reason }];
  });
}
