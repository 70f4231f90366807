import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
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
    createDriver: () => new NodeSqliteDriver(database, check),
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

type Run = (parameters: readonly SQLInputValue[]) => QueryResult<never>;

const maxPrepared = 100;

class NodeSqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #check: () => void;
  readonly #prepared = new Map<string, Run>();
  /** Resolves when the last who asked for a turn has had it. */
  #lastTurn: Promise<unknown> = Promise.resolve();
  /** How those who are in a transaction end their turn. */
  readonly #turns = new WeakMap<DatabaseConnection, (value: undefined) => void>();
  /** What is to be written in the next turn, outside of any transaction. */
  readonly #writes: Write[] = [];

  constructor(database: DatabaseSync, check: () => void) {
    this.#database = database;
    this.#check = check;
  }

  init(): Promise<void> {
    this.#database.exec('pragma busy_timeout = 0');
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    const connection: DatabaseConnection = {
      executeQuery: (query) => {
        if (this.#turns.has(connection)) return this.#run(query);
        return isWrite(query) ? this.#write(query) : this.#inTurn(() => this.#run(query));
      },
      streamQuery: () => {
        throw new Error('rows are read at once');
      },
    };
    return Promise.resolve(connection);
  }

  // A deferred transaction that reads first and writes later fails at once when another process
  // wrote in between, whatever the busy timeout. One that takes the write lock first waits.
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const begun = Promise.withResolvers<undefined>();
    const ended = Promise.withResolvers<undefined>();
    void this.#inTurn(() => {
      begun.resolve(undefined);
      return ended.promise;
    });
    this.#turns.set(connection, ended.resolve);
    await begun.promise;
    // A row of them, each waiting for the disk, must not keep everything else from its turn.
    await nextTurn();
    await this.#run(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(): Promise<void> {
    await this.#run(CompiledQuery.raw('commit'));
  }

  // A full disk has ended it already, a closed file has none: the refusal of a rollback would hide why.
  rollbackTransaction(): Promise<void> {
    if (this.#isInTransaction()) this.#database.exec('rollback');
    return Promise.resolve();
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#turns.get(connection)?.(undefined);
    this.#turns.delete(connection);
    return Promise.resolve();
  }

  async destroy(): Promise<void> {
    // What is to be written has its turn before.
    await nextTurn();
    await this.#inTurn(() => {
      this.#database.close();
      return Promise.resolve();
    });
  }

  /** Begins when everybody before has ended theirs. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(act);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  /** Tried again for as long as another process has the database locked. */
  async #run<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    for (let tries = 1; ; tries += 1) {
      this.#check();
      try {
        return this.#prepare(sql)(parameters as readonly SQLInputValue[]);
      } catch (error) {
        if (!isBusy(error) || tries === maxTries) throw error;
      }
      await delay(retryEveryMs);
    }
  }

  #prepare(sql: string): Run {
    const known = this.#prepared.get(sql);
    if (known) return known;
    // Lists of any length make statements of their own; those must not add up.
    if (this.#prepared.size >= maxPrepared) this.#prepared.clear();
    const statement = this.#database.prepare(sql);
    const run: Run =
      statement.columns().length > 0
        ? (parameters) => ({ rows: statement.all(...parameters) as never[] })
        : (parameters) => {
            const { changes } = statement.run(...parameters);
            return { rows: [], numAffectedRows: BigInt(changes) };
          };
    this.#prepared.set(sql, run);
    return run;
  }

  #isInTransaction(): boolean {
    return this.#database.isOpen && this.#database.isTransaction;
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
    const outcomes: (() => void)[] = [];
    try {
      await this.#run(CompiledQuery.raw('begin immediate'));
      for (const { query, resolve, reject } of writes) {
        try {
          const result = await this.#run<never>(query);
          outcomes.push(() => {
            resolve(result);
          });
        } catch (error) {
          // What one of them is refused for concerns no other, unless it has ended the transaction.
          if (!this.#isInTransaction()) throw error;
          reject(error);
        }
      }
      await this.#run(CompiledQuery.raw('commit'));
      for (const tell of outcomes) tell();
    } catch (error) {
      if (this.#isInTransaction()) this.#database.exec('rollback');
      for (const { reject } of writes) reject(error);
    }
  }
}

function isWrite({ query: { kind } }: CompiledQuery): boolean {
  return kind === 'InsertQueryNode' || kind === 'UpdateQueryNode' || kind === 'DeleteQueryNode';
}

const sqliteBusy = 5;

function isBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return false;
  // The upper bytes tell more about it.
  return (Number(error.errcode) & 0xff) === sqliteBusy;
}
