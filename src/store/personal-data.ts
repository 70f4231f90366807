import { type Kysely, sql } from 'kysely';
import { type StoreLocation, withDatabase } from './open-dialect.ts';
import type { Tables } from './tables.ts';
import { keyedHash } from './upkeep-queries.ts';

type Row = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<string, readonly Row[]>>;

/** Who was here stays visible to the history of a channel, and no more than that. */
const forgotten = 'forgotten';
/** What is about a message to or from somebody, or their wish, and of no use without them. */
const ownTables = ['deliveries', 'event_inbox', 'mutes', 'ratings', 'unanswered'];

/** Everything stored that names a person, by table. */
export async function exportPerson(location: StoreLocation, userId: string): Promise<Rows> {
  return withTables(location, async (db, tables) => {
    const names = await listNames(db, tables, userId);
    const found: Record<string, readonly Row[]> = {};
    for (const table of tables.filter(({ texts }) => texts.length > 0)) {
      const { rows } = await sql<Row>`
        select * from ${sql.table(table.name)} where ${naming(table, names)}`.execute(db);
      if (rows.length > 0) found[table.name] = rows;
    }
    return found;
  });
}

/**
 * Deletes what is about a person alone, messages and personal digests, and takes the name out of the
 * rest. Returns how many rows were touched.
 */
export async function forgetPerson(location: StoreLocation, userId: string): Promise<number> {
  return withTables(location, (connection, tables) =>
    connection.transaction().execute(async (db) => {
      let touched = 0;
      const run = async (query: ReturnType<typeof sql>): Promise<void> => {
        touched += Number((await query.execute(db)).numAffectedRows ?? 0);
      };
      const personal = sql`select id from subscriptions where place <> 'channel' and created_by = ${userId}`;
      for (const name of ['deliveries', 'shown_articles', 'audit']) {
        await run(sql`delete from ${sql.table(name)} where subscription_id in (${personal})`);
      }
      await run(sql`delete from subscriptions where place <> 'channel' and created_by = ${userId}`);
      // What they asked is theirs; whom it went to, or who answered, is one name in it.
      if (tables.some(({ name }) => name === 'asks')) {
        await run(sql`delete from asks where asker = ${userId}`);
      }
      const names = await listNames(db, tables, userId);
      for (const table of tables) {
        if (ownTables.includes(table.name)) {
          await run(sql`delete from ${sql.table(table.name)} where ${naming(table, names)}`);
          continue;
        }
        for (const column of table.texts.map((text) => sql.ref(text))) {
          await run(sql`
            update ${sql.table(table.name)} set ${column} = case ${column} when ${userId} then ${forgotten}
              else replace(${column}, ${`"${userId}"`}, ${`"${forgotten}"`}) end
            where ${column} = ${userId} or ${column} like ${`%"${userId}"%`}`);
        }
      }
      return touched;
    }),
  );
}

/** Deletes everything of a workspace. Returns how many rows there were. */
export async function forgetWorkspace(
  location: StoreLocation,
  workspaceId: string,
): Promise<number> {
  return withTables(location, (connection, tables) =>
    connection.transaction().execute(async (db) => {
      let deleted = 0;
      // Those that others refer to come last.
      const inOrder = tables.toSorted(
        (a, b) => Number(a.name === 'subscriptions') - Number(b.name === 'subscriptions'),
      );
      for (const { name, texts } of inOrder) {
        if (!texts.includes('workspace_id')) continue;
        const result =
          await sql`delete from ${sql.table(name)} where workspace_id = ${workspaceId}`.execute(db);
        deleted += Number(result.numAffectedRows ?? 0);
      }
      return deleted;
    }),
  );
}

interface Table {
  readonly name: string;
  /** The columns that hold text. */
  readonly texts: readonly string[];
}

/**
 * Their id, and the hashes by which they are counted where nobody is named. A database that this
 * release has not opened yet knows none.
 */
async function listNames(
  db: Kysely<Tables>,
  tables: readonly Table[],
  userId: string,
): Promise<readonly string[]> {
  if (!tables.some(({ name }) => name === 'person_keys')) return [userId];
  const { rows } = await sql<{ value: string }>`select value from person_keys`.execute(db);
  return [userId, ...rows.map(({ value }) => keyedHash(value, userId))];
}

/** As a value of its own, or as a string within JSON. */
function naming({ texts }: Table, names: readonly string[]) {
  const conditions = texts.flatMap((column) =>
    names.flatMap((name) => [
      sql<boolean>`${sql.ref(column)} = ${name}`,
      sql<boolean>`${sql.ref(column)} like ${`%"${name}"%`}`,
    ]),
  );
  return sql`(${sql.join(conditions, sql` or `)})`;
}

function withTables<T>(
  location: StoreLocation,
  act: (db: Kysely<Tables>, tables: readonly Table[]) => Promise<T>,
): Promise<T> {
  return withDatabase(location, (db, tables) =>
    act(
      db.withoutPlugins(),
      tables.map(({ name, columns }) => ({
        name,
        texts: columns
          .filter(({ dataType }) => /^(?:text|varchar)/i.test(dataType))
          .map((column) => column.name),
      })),
    ),
  );
}
