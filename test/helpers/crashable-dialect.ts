import type { DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';

/** Stands between a store and its database; may refuse to let a step happen, or its end be known. */
export type AroundStep = <T>(step: () => Promise<T>) => Promise<T>;

/** The same dialect with every step of its driver (acquire, begin, query, commit ...) passed through. */
export function createCrashableDialect(inner: Dialect, around: AroundStep): Dialect {
  return {
    createAdapter: () => inner.createAdapter(),
    createIntrospector: (db) => inner.createIntrospector(db),
    createQueryCompiler: () => inner.createQueryCompiler(),
    createDriver: () => wrapDriver(inner.createDriver(), around),
  };
}

function wrapDriver(driver: Driver, around: AroundStep): Driver {
  const connections = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const unwrap = (connection: DatabaseConnection): DatabaseConnection => {
    const inner = connections.get(connection);
    if (!inner) throw new Error('not one of our connections');
    return inner;
  };
  return {
    init: () => around(() => driver.init()),
    acquireConnection: () =>
      around(async () => {
        const inner = await driver.acquireConnection();
        const connection: DatabaseConnection = {
          executeQuery: <R>(query: Parameters<DatabaseConnection['executeQuery']>[0]) =>
            around<QueryResult<R>>(() => inner.executeQuery<R>(query)),
          streamQuery: () => {
            throw new Error('not used here');
          },
        };
        connections.set(connection, inner);
        return connection;
      }),
    beginTransaction: (connection, settings) =>
      around(() => driver.beginTransaction(unwrap(connection), settings)),
    commitTransaction: (connection) => around(() => driver.commitTransaction(unwrap(connection))),
    rollbackTransaction: (connection) =>
      around(() => driver.rollbackTransaction(unwrap(connection))),
    releaseConnection: (connection) => around(() => driver.releaseConnection(unwrap(connection))),
    destroy: () => around(() => driver.destroy()),
  };
}
