import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Logger } from 'pino';
import { makeFolder } from './make-folder.ts';

export interface OpenKeptOptions {
  readonly path: string;
  /** Whose values these are: what another version wrote is of no use. */
  readonly version: string;
  readonly log: Logger;
}

/**
 * Values by key, on disk, that save work and can be worked out again. Nothing here throws: what is
 * damaged is begun anew, and when the disk takes nothing more, the next start has more to do.
 */
export interface Kept {
  /** Of all that was written. */
  readonly keys: () => readonly string[];
  /** Undefined unless it is as it was written. */
  readonly get: (key: string) => Uint8Array | undefined;
  /** All of them or none. */
  readonly put: (entries: readonly (readonly [key: string, value: Uint8Array])[]) => void;
  readonly drop: (keys: readonly string[]) => void;
  /** Safe to call twice. */
  readonly close: () => void;
}

const busyTimeoutMs = 500;

export function openKept({ path, version, log }: OpenKeptOptions): Kept {
  let database: DatabaseSync | undefined;
  let getOne: StatementSync | undefined;
  try {
    open();
  } catch (error) {
    if (existsSync(path)) beginAnew(error);
    else giveUp(error);
  }

  function open(): void {
    database = openDatabase(path, version);
    getOne = database.prepare('select value, checksum from kept where key = ?');
  }

  function beginAnew(damage: unknown): void {
    log.warn({ err: damage, path }, 'what was kept on disk is damaged; it is worked out anew');
    try {
      database?.close();
      for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
      open();
    } catch (error) {
      giveUp(error);
    }
  }

  function giveUp(error: unknown): void {
    log.warn({ err: error, path }, 'nothing can be kept on disk; the next start has more to do');
    database = undefined;
  }

  function change(sql: string, rows: readonly (readonly (string | number | Uint8Array)[])[]): void {
    if (database === undefined || rows.length === 0) return;
    try {
      database.exec('begin');
      const statement = database.prepare(sql);
      for (const row of rows) statement.run(...row);
      database.exec('commit');
    } catch (error) {
      database.close();
      giveUp(error);
    }
  }

  function keys(): readonly string[] {
    try {
      return database === undefined ? [] : keysOf(database);
    } catch (error) {
      beginAnew(error);
      return [];
    }
  }

  function get(key: string): Uint8Array | undefined {
    if (database === undefined) return undefined;
    try {
      const { value, checksum } = getOne?.get(key) ?? {};
      return value instanceof Uint8Array && crc32(value) === checksum ? value : undefined;
    } catch (error) {
      beginAnew(error);
      return undefined;
    }
  }

  return {
    keys,
    get,
    put: (entries) => {
      const rows = entries.map(([key, value]) => [key, value, crc32(value)] as const);
      change('insert or replace into kept (key, value, checksum) values (?, ?, ?)', rows);
    },
    drop: (dropped) => {
      change(
        'delete from kept where key = ?',
        dropped.map((key) => [key]),
      );
    },
    close: () => {
      database?.close();
      database = undefined;
    },
  };
}

function keysOf(database: DatabaseSync): string[] {
  const rows = database.prepare('select key from kept').all();
  return rows.map(({ key }) => String(key));
}

/** The keys of whatever version wrote them, also while somebody else writes; none if there's no telling. */
export function listKeptKeys(path: string): ReadonlySet<string> {
  if (!existsSync(path)) return new Set();
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
    const keys = keysOf(database);
    database.close();
    return new Set(keys);
  } catch {
    return new Set();
  }
}

function openDatabase(path: string, version: string): DatabaseSync {
  makeFolder(dirname(path));
  // SQLite would let others read it.
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    // A power cut may damage it: checksums tell.
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = off;
      create table if not exists head (version text not null);
      create table if not exists kept (key text primary key, value blob not null, checksum integer not null);
    `);
    if (database.prepare('select version from head').get()?.['version'] !== version) {
      database.exec('delete from kept; delete from head');
      database.prepare('insert into head values (?)').run(version);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
