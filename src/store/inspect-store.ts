import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Selectable } from 'kysely';
import pg from 'pg';
import { knownVersion } from './migrate.ts';
import { numbersAsNumbers } from './numbers-as-numbers.ts';
import type { StoreLocation } from './open-store.ts';
import { problemOf } from './rows.ts';
import type { SubscriptionsTable } from './tables.ts';

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

const subscriptionsQuery = "select * from subscriptions where standing <> 'ended' order by id";
const versionQuery = 'select max(number) as version from schema_migrations';

/** @throws the database's own error when it cannot be opened. */
export async function inspectStore(location: StoreLocation): Promise<StoreState> {
  return location.kind === 'sqlite' ? inspectFile(location.dataDir) : inspectServer(location.url);
}

function inspectFile(dataDir: string): StoreState {
  const file = path.join(dataDir, 'guidepost.db');
  const none = {
    version: 0,
    known: knownVersion,
    damage: undefined,
    isOpenToOthers: false,
    setAside: [],
  };
  if (!existsSync(file)) return none;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const check = database.prepare('pragma quick_check(1)').get();
    const found = String(check?.['quick_check']);
    const hasTable = database
      .prepare("select 1 from sqlite_master where name = 'schema_migrations'")
      .get();
    const version = hasTable ? Number(database.prepare(versionQuery).get()?.['version'] ?? 0) : 0;
    const rows = version === knownVersion ? database.prepare(subscriptionsQuery).all() : [];
    return {
      ...none,
      version,
      setAside: listSetAside(rows),
      damage: found === 'ok' ? undefined : found,
      isOpenToOthers: (statSync(file).mode & 0o077) !== 0,
    };
  } finally {
    database.close();
  }
}

async function inspectServer(url: string): Promise<StoreState> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    types: numbersAsNumbers,
  });
  await client.connect();
  try {
    const { rows } = await client.query("select to_regclass('schema_migrations') as found");
    const [row] = rows as { found: string | null }[];
    const version = row?.found
      ? ((await client.query(versionQuery)).rows as { version: number | null }[])[0]?.version
      : 0;
    const subscriptions =
      version === knownVersion ? (await client.query(subscriptionsQuery)).rows : [];
    return {
      version: version ?? 0,
      known: knownVersion,
      damage: undefined,
      isOpenToOthers: false,
      setAside: listSetAside(subscriptions),
    };
  } finally {
    await client.end();
  }
}

function listSetAside(rows: readonly unknown[]): StoreState['setAside'] {
  return (rows as Selectable<SubscriptionsTable>[]).flatMap((row) => {
    const reason = problemOf(row);
    return reason === undefined ? [] : [{ channelId: row.channel_id, reason }];
  });
}
