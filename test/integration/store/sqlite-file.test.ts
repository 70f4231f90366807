import { describe, expect, it } from '@jest/globals';
import { chmodSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { createSqliteDialect } from '../../../src/store/sqlite-dialect.ts';
import { withDatabase, withDataDir, withStore } from '../../helpers/with-store.ts';

const fileIn = (location: object) =>
  path.join((location as { dataDir: string }).dataDir, 'guidepost.db');
const item = {
  id: 'C1:1.1',
  kind: 'reply',
  recipient: { kind: 'channel', id: 'C1' },
  about: {},
  dueAt: 0,
} as const;

describe('the database file', () => {
  it('is waited for while another process has it locked, and nothing else waits with it', () =>
    withDataDir((location) =>
      withStore(location, async (opened) => {
        const other = new DatabaseSync(fileIn(location));
        other.exec('begin immediate');
        let isThere = false;
        const accepted = opened
          .forWorkspace('T1')
          .accept(item, 0, 0)
          .finally(() => (isThere = true));
        // Turns of the event loop pass, as a question needs them, while the store waits.
        for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
        expect(isThere).toBe(false);
        other.exec('commit');
        other.close();
        expect((await accepted).kind).toBe('ours');
      }),
    ));

  it('is never waited for inside of SQLite, where nothing else could happen meanwhile', () =>
    withDataDir(async (location) => {
      const file = new DatabaseSync(fileIn(location), { timeout: 5_000 });
      const db = new Kysely({ dialect: createSqliteDialect(file) });
      expect((await sql`pragma busy_timeout`.execute(db)).rows).toEqual([{ timeout: 0 }]);
      await db.destroy();
    }));

  it('is committed to once for all that is written at the same time', () =>
    withDataDir((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        const other = new DatabaseSync(fileIn(location));
        const count = other.prepare('select count(*) as n from deliveries');
        const seen = new Set<unknown>();
        const ids = Array.from({ length: 50 }, (_, n) => `C1:${n}`);
        const accepted = Promise.all(ids.map((id) => store.accept({ ...item, id }, 0, 0)));
        for (let turn = 0; turn < 100; turn += 1) {
          await new Promise(setImmediate);
          seen.add(count.get()?.['n']);
        }
        other.close();
        expect((await accepted).map(({ kind }) => kind)).toEqual(ids.map(() => 'ours'));
        expect([...seen]).toEqual([0, 50]);
      }),
    ));

  it('takes what it can of what is written at the same time, when one cannot be', () =>
    withDataDir((location) =>
      withStore(location, () =>
        withDatabase(location, async (db) => {
          await sql`create table numbers (n integer primary key check (n > 0))`.execute(db);
          const numbers = db as Kysely<{ numbers: { n: number } }>;
          const write = (n: number) => numbers.insertInto('numbers').values({ n }).execute();
          const written = await Promise.allSettled([write(1), write(-1), write(2), write(1)]);
          expect(written.map(({ status }) => status)).toEqual([
            'fulfilled',
            'rejected',
            'fulfilled',
            'rejected',
          ]);
          const kept = await numbers.selectFrom('numbers').select('n').execute();
          expect(kept).toEqual([{ n: 1 }, { n: 2 }]);
        }),
      ),
    ));

  it('on a disk that is full says so, also when that ended the transaction', () =>
    withDataDir(async (location) => {
      const file = new DatabaseSync(fileIn(location));
      file.exec('pragma max_page_count = 3');
      const db = new Kysely({ dialect: createSqliteDialect(file) });
      const fill = db.transaction().execute(async (trx) => {
        await sql`create table t (x)`.execute(trx);
        for (let n = 0; n < 9; n += 1)
          await sql`insert into t values (zeroblob(4000))`.execute(trx);
      });
      await expect(fill).rejects.toThrow('database or disk is full');
      await db.destroy();
    }));

  it('on a disk that is full has what it said it took of what was written at the same time', () =>
    withDataDir(async (location) => {
      const file = new DatabaseSync(fileIn(location));
      file.exec('create table blobs (n integer, x blob); pragma max_page_count = 6');
      const db = new Kysely<{ blobs: { n: number; x: Uint8Array } }>({
        dialect: createSqliteDialect(file),
      });
      const write = (n: number) =>
        db
          .insertInto('blobs')
          .values({ n, x: new Uint8Array(4_000) })
          .execute();
      const numbers = Array.from({ length: 9 }, (_, n) => n);
      const written = await Promise.allSettled(numbers.map(write));
      const refused = written.filter(({ status }) => status === 'rejected');
      expect(refused).not.toEqual([]);
      for (const each of refused) {
        expect(each).toMatchObject({ reason: { message: 'database or disk is full' } });
      }
      const kept = await db.selectFrom('blobs').select('n').orderBy('n').execute();
      expect(kept.map(({ n }) => n)).toEqual(
        numbers.filter((n) => written[n]?.status === 'fulfilled'),
      );
      await db.destroy();
    }));

  it('that is closed refuses each of what was still to be written', () =>
    withDataDir(async (location) => {
      const file = new DatabaseSync(fileIn(location));
      file.exec('create table numbers (n integer)');
      const db = new Kysely<{ numbers: { n: number } }>({ dialect: createSqliteDialect(file) });
      const write = (n: number) => db.insertInto('numbers').values({ n }).execute();
      await write(0);
      const written = Promise.allSettled([write(1), write(2)]);
      file.close();
      expect((await written).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    }));

  it('that is deleted or replaced is noticed by whoever writes or reads next', () =>
    withDataDir((location) =>
      withStore(location, async (opened) => {
        renameSync(fileIn(location), `${fileIn(location)}.gone`);
        const store = opened.forWorkspace('T1');
        await expect(store.accept(item, 0, 0)).rejects.toThrow(/was deleted or replaced/);
        await expect(store.listSubscriptions()).rejects.toThrow(/DATA_DIR/);
        renameSync(`${fileIn(location)}.gone`, fileIn(location));
        expect((await store.accept(item, 0, 0)).kind).toBe('ours');
      }),
    ));

  it('is for its owner alone, also when it was for everybody before', () =>
    withDataDir(async (location) => {
      await withStore(location, () => Promise.resolve());
      chmodSync(fileIn(location), 0o644);
      await withStore(location, async (opened) => {
        await opened.forWorkspace('T1').accept(item, 0, 0);
        for (const name of ['', '-wal', '-shm']) {
          expect(statSync(`${fileIn(location)}${name}`).mode & 0o777).toBe(0o600);
        }
      });
    }));
});
