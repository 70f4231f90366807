import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Dialect, Kysely, PostgresDialect } from 'kysely';
import type { DigestStore } from '../digest/digest-store.ts';
import { makeFolder } from '../kept/make-folder.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { UpkeepStore } from '../upkeep/upkeep-store.ts';
import { createContentQueries } from './content-queries.ts';
import { carryOver } from './carry-over.ts';
import { readDeliveryFigures } from './delivery-figures.ts';
import { type Engine, migrate } from './migrate.ts';
import { createOutboxQueries } from './outbox-queries.ts';
import { databaseIn, openPool, type StoreLocation } from './open-dialect.ts';
import { type Kept, purge } from './purge.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import { messageOf, StoreError } from './store-error.ts';
import { createSubscriptionQueries } from './subscription-queries.ts';
import { RowNames, type Tables } from './tables.ts';
import { createUpkeepQueries } from './upkeep-queries.ts';
import { createWorkspaceScope } from './workspace-scope.ts';

export interface Store {
  /** Everything of one workspace, and nothing of another. `workspaceId` is Slack's team id. */
  forWorkspace(workspaceId: string): WorkspaceStore;
  readonly figures: () => ReturnType<typeof readDeliveryFigures>;
  readonly close: () => Promise<void>;
}

export interface WorkspaceStore extends DigestStore, OutboxStore, UpkeepStore {
  /** Deletes what is older, and what nothing needs any more. */
  readonly purge: (kept: Kept) => Promise<void>;
}

export interface StoreDeps {
  readonly now: () => number;
  readonly newId: () => string;
  /** Something that stops nothing: an idle connection has broken, or a row makes no sense. */
  readonly onProblem: (error: Error) => void;
}

/** Opens the database, creating or upgrading its schema. Throws `StoreError` with what to mend. */
export async function openStore(location: StoreLocation, deps: StoreDeps): Promise<Store> {
  const dialect =
    location.kind === 'sqlite'
      ? openSqlite(location.dataDir)
      : openPostgres(location.url, deps.onProblem);
  try {
    return await openStoreOver(dialect, location.kind, deps);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`${describe(location)}: ${messageOf(error)}`, { cause: error });
  }
}

/** The same over a dialect of the caller's. */
export async function openStoreOver(
  dialect: Dialect,
  engine: Engine,
  { now, newId, onProblem }: StoreDeps,
): Promise<Store> {
  const db = new Kysely<Tables>({ dialect, plugins: [new RowNames()] });
  try {
    await migrate(db.withoutPlugins() as unknown as Kysely<unknown>, engine, now());
    await carryOver(db, now(), onProblem);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    forWorkspace: (workspaceId) => {
      const scoped = db.withPlugin(createWorkspaceScope(workspaceId));
      return {
        ...createSubscriptionQueries(scoped, engine, newId),
        ...createOutboxQueries(scoped, engine, newId),
        ...createContentQueries(scoped),
        ...createUpkeepQueries(scoped, newId),
        purge: (kept) => purge(scoped, kept),
      };
    },
    figures: () => readDeliveryFigures(db, now()),
    close: () => db.destroy(),
  };
}

function openSqlite(dataDir: string): Dialect {
  const file = databaseIn(dataDir);
  try {
    makeFolder(dataDir);
    makePrivate(file);
    const database = new DatabaseSync(file, { timeout: openTimeoutMs });
    // Every commit is on the disk before it counts: a digest recorded as sent stays so.
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    const { ino } = statSync(file);
    return createSqliteDialect(database, () => {
      if (statSync(file, { throwIfNoEntry: false })?.ino === ino) return;
      // SQLite would go on writing into a file that nobody finds at the next start.
      throw new StoreError(
        `DATA_DIR: ${file} was deleted or replaced while Guidepost used it. Put it back, or restart.`,
      );
    });
  } catch (error) {
    throw new StoreError(
      `DATA_DIR: can't use ${file} as the database: ${messageOf(error)}. The folder must be ` +
        'writable for the user who runs Guidepost, and the file must be its own.',
      { cause: error },
    );
  }
}

// Nobody is served yet: several processes that start together may wait for each other.
const openTimeoutMs = 5_000;

/** For its owner alone, and the files that SQLite puts beside it with the same rights. */
function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  for (const name of [file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(name)) chmodSync(name, 0o600);
  }
}

function openPostgres(url: string, onProblem: StoreDeps['onProblem']): Dialect {
  const pool = openPool(url, { application_name: 'guidepost' });
  pool.on('error', onProblem);
  // In use it belongs to a query, which fails; without a listener the whole process would.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}

/** Where it is, without user name and password. */
function describe(location: StoreLocation): string {
  if (location.kind === 'sqlite') return 'DATA_DIR';
  const { host, pathname } = new URL(location.url);
  return `DATABASE_URL: can't use the PostgreSQL database at ${host}${pathname}`;
}
