import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** How often, and how far apart, another process's lock is waited out: five seconds. */
const maxTries = 250;
const retryEveryMs = 20;

/**
 * Kysely over Node's own SQLite. While another process holds the lock, statements are tried again
 * instead of waiting inside of SQLite, where the whole program would wait with them.
 * @param check throws when the database may not be used any more
 */
export function createSqliteDialect(
  database: DatabaseSync,
  check: () => void = () => undefined,
): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new NodeSqliteDriver(database, check),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #check: () => void;

  constructor(database: DatabaseSync, check: () => void) {
    super({
      database: {
        close: () => {
          database.close();
        },
        prepare: (sql) => {
          const statement = database.prepare(sql);
          return {
            reader: statement.columns().length > 0,
            all: (parameters) => statement.all(...toSqlite(parameters)),
            run: (parameters) => statement.run(...toSqlite(parameters)),
            iterate: (parameters) => statement.iterate(...toSqlite(parameters)),
          };
        },
      },
    });
    this.#check = check;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: async (query) => {
        this.#check();
        for (let tries = 1; ; tries += 1) {
          try {
            return await connection.executeQuery(query);
          } catch (error) {
            if (!isBusy(error) || tries === maxTries) throw error;
          }
          await delay(retryEveryMs);
        }
      },
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
  }

  // A deferred transaction that reads first and writes later fails at once when another process
  // wrote in between, whatever the busy timeout. One that takes the write lock first waits.
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

const sqliteBusy = 5;

function isBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return false;
  // The upper bytes tell more about it.
  return (Number(error.errcode) & 0xff) === sqliteBusy;
}

type SqliteValue = null | number | bigint | string | Uint8Array;

function toSqlite(parameters: readonly unknown[]): SqliteValue[] {
  return parameters as SqliteValue[];
}
