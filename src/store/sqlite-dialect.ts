import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';

/** How often, and how far apart, another process's lock is waited out: five seconds. */
const maxTries = 250;
const retryEveryMs = 20;

/**
 * Kysely over Node's own SQLite. While another process holds the lock, statements are tried again
 * instead of waiting inside of SQLite, where the whole program would wait with them. So it does for
 * the disk at each commit: what is written at the same time by many is committed once for all.
 * @param check throws when the database may not be used any more
 */
export function createSqliteDialect(
  database: DatabaseSync,
  check: () => void = () => undefined,
): Dialect {
  return {
    createAdapter: () => new SharedConnectionAdapter(),
    createDriver: () => {
      database.exec('pragma busy_timeout = 0');
      return new NodeSqliteDriver(database, check);
    },
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** There is one connection; the driver sees to it that those who use it take turns. */
class SharedConnectionAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

interface Write {
  readonly query: CompiledQuery;
  readonly resolve: (result: QueryResult<never>) => void;
  readonly reject: (error: unknown) => void;
}

const maxPrepared = 100;

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...toSqlite(parameters)),
    run: (parameters) => statement.run(...toSqlite(parameters)),
    iterate: (parameters) => statement.iterate(...toSqlite(parameters)),
  };
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  readonly #check: () => void;
  /** Resolves when the last who asked for a turn has had it. */
  #lastTurn = Promise.resolve();
  /** How those who are in a transaction end their turn. */
  readonly #turns = new WeakMap<DatabaseConnection, () => void>();
  /** What is to be written in the next turn, outside of any transaction. */
  readonly #writes: Write[] = [];

  constructor(database: DatabaseSync, check: () => void) {
    const prepared = new Map<string, SqliteStatement>();
    super({
      database: {
        close: () => {
          database.close();
        },
        prepare: (sql) => {
          const statement = prepared.get(sql) ?? prepare(database, sql);
          // Lists of any length make statements of their own; those must not add up.
          if (prepared.size >= maxPrepared) prepared.clear();
          prepared.set(sql, statement);
          return statement;
        },
      },
    });
    this.#database = database;
    this.#check = check;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const inner = await super.acquireConnection();
    const connection: DatabaseConnection = {
      executeQuery: (query) => {
        if (this.#turns.has(connection)) return this.#run(query);
        return isWrite(query) ? this.#write(query) : this.#inTurn(() => this.#run(query));
      },
      streamQuery: (query, chunkSize) => inner.streamQuery(query, chunkSize),
    };
    return connection;
  }

  // A deferred transaction that reads first and writes later fails at once when another process
  // wrote in between, whatever the busy timeout. One that takes the write lock first waits.
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#turns.set(connection, await this.#takeTurn());
    // A row of them, each waiting for the disk, must not keep everything else from its turn.
    await nextTurn();
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  // Where a full disk has ended it already, the refusal of a rollback would hide why.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }

  override releaseConnection(connection?: DatabaseConnection): Promise<void> {
    if (connection !== undefined) {
      this.#turns.get(connection)?.();
      this.#turns.delete(connection);
    }
    return Promise.resolve();
  }

  override async destroy(): Promise<void> {
    // What is to be written has its turn before.
    await nextTurn();
    await this.#inTurn(() => super.destroy());
  }

  /** Resolves when everybody before has ended theirs, with what ends this one. */
  async #takeTurn(): Promise<() => void> {
    const before = this.#lastTurn;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#lastTurn = promise;
    await before;
    return () => {
      resolve(undefined);
    };
  }

  async #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const end = await this.#takeTurn();
    try {
      return await act();
    } finally {
      end();
    }
  }

  async #run<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#check();
    const connection = await super.acquireConnection();
    return patiently(() => connection.executeQuery<R>(query));
  }

  #write<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return new Promise((resolve, reject) => {
      this.#writes.push({ query, resolve, reject });
      // Whatever else comes before its turn joins it.
      if (this.#writes.length > 1) return;
      void nextTurn().then(() => this.#inTurn(() => this.#writeAll(this.#writes.splice(0))));
    });
  }

  async #writeAll(writes: readonly Write[]): Promise<void> {
    if (writes.length > 1 && (await this.#writeTogether(writes))) return;
    for (const { query, resolve, reject } of writes)
      await this.#run<never>(query).then(resolve, reject);
  }

  /** False when it could not be: then each is tried for itself, and one alone may have been amiss. */
  async #writeTogether(writes: readonly Write[]): Promise<boolean> {
    const run = (sql: string) => this.#run(CompiledQuery.raw(sql));
    try {
      await run('begin immediate');
      const written: (() => void)[] = [];
      for (const { query, resolve } of writes) {
        const result = await this.#run<never>(query);
        written.push(() => {
          resolve(result);
        });
      }
      await run('commit');
      for (const tell of written) tell();
      return true;
    } catch (error) {
      // Some errors end a transaction by themselves, and a closed file has none.
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec('rollback');
      if (!isBusy(error)) return false;
      for (const { reject } of writes) reject(error);
      return true;
    }
  }
}

function isWrite({ query: { kind } }: CompiledQuery): boolean {
  return kind === 'InsertQueryNode' || kind === 'UpdateQueryNode' || kind === 'DeleteQueryNode';
}

async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (!isBusy(error) || tries === maxTries) throw error;
    }
    await delay(retryEveryMs);
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
