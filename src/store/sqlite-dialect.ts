import type { DatabaseSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** Kysely over Node's own SQLite. */
export function createSqliteDialect(database: DatabaseSync): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new NodeSqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class NodeSqliteDriver extends SqliteDriver {
  constructor(database: DatabaseSync) {
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
  }

  // A deferred transaction that reads first and writes later fails at once when another process
  // wrote in between, whatever the busy timeout. One that takes the write lock first waits.
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

type SqliteValue = null | number | bigint | string | Uint8Array;

function toSqlite(parameters: readonly unknown[]): SqliteValue[] {
  return parameters as SqliteValue[];
}
