import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { migrate } from '../../../src/store/migrate.ts';
import type { StoreLocation } from '../../../src/store/open-dialect.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createSqliteDialect } from '../../../src/store/sqlite-dialect.ts';
import { StoreError } from '../../../src/store/store-error.ts';
import { makeSubscription } from '../../helpers/make-subscription.ts';
import { runInProcesses } from '../../helpers/run-in-processes.ts';
import {
  describeOnEachDatabase,
  readAudit,
  withDatabase,
  withStore,
} from '../../helpers/with-store.ts';

const open = (location: StoreLocation) =>
  openStore(location, { now: () => 0, newId: randomUUID, onProblem: () => undefined });

describeOnEachDatabase('opening the store', (database) => {
  it('keeps what was written', () =>
    database.use(async (location) => {
      const subscription = makeSubscription();
      await withStore(location, async (store) => {
        await store.forWorkspace('T1').changeSubscription('C1', 0, () => ({
          change: { action: 'subscribed', actor: 'U1', subscription, notices: [] },
        }));
      });
      await withStore(location, async (store) => {
        expect(await store.forWorkspace('T1').findSubscription('C1')).toEqual(subscription);
      });
    }));

  it('migrates once when several processes start at the same moment, and they work together', () =>
    database.use(async (location) => {
      const worker = path.join(import.meta.dirname, 'fixtures', 'busy-process.ts');
      const outputs = await runInProcesses(worker, [location, location, location]);
      const claimed = outputs.flatMap((output) => JSON.parse(output) as string[]);
      expect(claimed.sort()).toEqual(Array.from({ length: 40 }, (_, n) => `C${n + 10}`));
      const changes = await readAudit(location, 'C10');
      expect(changes.map(({ action }) => action).sort()).toEqual([
        ...Array<string>(3 * 40).fill('changed'),
        'subscribed',
      ]);
    }));

  it('refuses a schema that is newer than itself', () =>
    database.use(async (location) => {
      await withStore(location, () => Promise.resolve());
      await withDatabase(location, async (db) => {
        await sql`insert into schema_migrations (number, applied_at) values (99, 0)`.execute(db);
      });
      await expect(open(location)).rejects.toThrow(/schema version 99.*newer release/);
    }));
});

describeOnEachDatabase('a connection that is lost', (database) => {
  // SQLite has none to lose.
  if (database.engine === 'sqlite') return;

  it('in the middle of a transaction fails that one alone, and the next has another', () =>
    database.use((location) =>
      withStore(location, (store) =>
        withDatabase(location, async (db) => {
          const digests = store.forWorkspace('T1');
          const subscribe = () =>
            digests.changeSubscription('C1', 0, () => ({
              change: {
                action: 'subscribed',
                actor: 'U1',
                subscription: makeSubscription(),
                notices: [],
              },
            }));
          await db.transaction().execute(async (transaction) => {
            await sql`lock table subscriptions in exclusive mode`.execute(transaction);
            const failure = subscribe().catch((error: unknown) => String(error));
            let ended = 0;
            while (ended === 0) {
              const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'guidepost' and wait_event_type = 'Lock'
                and datname = current_database()`.execute(db);
              ended = rows.length;
            }
            expect(await failure).toContain('Connection terminated');
          });
          await subscribe();
          expect(await readAudit(location, 'C1')).toHaveLength(1);
        }),
      ),
    ));
});

describe('a migration', () => {
  const withMemory = async (act: (db: Kysely<unknown>) => Promise<void>) => {
    const dialect = createSqliteDialect(new DatabaseSync(':memory:'));
    const db = new Kysely<unknown>({ dialect });
    try {
      await act(db);
    } finally {
      await db.destroy();
    }
  };
  const tables = async (db: Kysely<unknown>) =>
    (await db.introspection.getTables()).map(({ name }) => name);

  it('that fails leaves nothing behind, the ones before it included', () =>
    withMemory(async (db) => {
      const first = ['create table first (a text)'];
      const broken = ['create table second (a text)', 'create broken'];
      await expect(migrate(db, 'sqlite', 0, [first, broken], {})).rejects.toThrow('broken');
      expect(await tables(db)).toEqual([]);
      await migrate(db, 'sqlite', 0, [first], {});
      expect(await tables(db)).toEqual(['first', 'schema_expansions', 'schema_migrations']);
    }));

  it('runs once, and the new ones run on top of the old', () =>
    withMemory(async (db) => {
      // A table that is there already would be refused.
      const steps = ['one', 'two', 'three'].map((name) => [`create table ${name} (a text)`]);
      await migrate(db, 'sqlite', 0, steps.slice(0, 1), {});
      await migrate(db, 'sqlite', 0, steps, {});
      await migrate(db, 'sqlite', 0, steps, {});
      expect(await tables(db)).toEqual(expect.arrayContaining(['one', 'two', 'three']));
    }));
});

describe('a database that cannot be used', () => {
  const withFolder = async (act: (folder: string) => Promise<void>) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'guidepost-open-'));
    try {
      await act(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const problem = async (location: StoreLocation): Promise<string> => {
    const error: unknown = await open(location).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StoreError);
    return (error as StoreError).message;
  };

  it('says that the file is not a database', () =>
    withFolder(async (dataDir) => {
      writeFileSync(path.join(dataDir, 'guidepost.db'), 'Dear diary, '.repeat(1_000));
      expect(await problem({ kind: 'sqlite', dataDir })).toMatch(
        /DATA_DIR: can't use .*guidepost\.db .*not a database/,
      );
    }));

  it('says that the folder cannot be made', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'file');
      writeFileSync(file, '');
      expect(await problem({ kind: 'sqlite', dataDir: path.join(file, 'data') })).toMatch(
        /DATA_DIR: .*(ENOTDIR|not a directory).*writable/i,
      );
    }));

  it('says that the file cannot be written', () =>
    withFolder(async (dataDir) => {
      mkdirSync(path.join(dataDir, 'guidepost.db'));
      expect(await problem({ kind: 'sqlite', dataDir })).toMatch(
        /EISDIR.*The folder must be writable/,
      );
    }));

  it('names the server that does not answer, and never the password', async () => {
    const url = 'postgres://guide:s3cret@127.0.0.1:1/team';
    const message = await problem({ kind: 'postgres', url });
    expect(message).toMatch(/DATABASE_URL: .*127\.0\.0\.1:1\/team: .*ECONNREFUSED/);
    expect(message).not.toContain('s3cret');
  });
});
