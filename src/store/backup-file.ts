import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { knownVersion } from './migrate.ts';
import { databaseIn } from './open-dialect.ts';
import { messageOf, StoreError } from './store-error.ts';

export interface BackupFacts {
  readonly subscriptions: number;
  readonly version: number;
}

/**
 * Copies the database while the bot uses it: one moment of it, whole. The copy is verified before it
 * gets its name, so that what is called a backup is one.
 * @param onProgress is told how much is done, from 0 to 1.
 */
export async function backUpFile(
  dataDir: string,
  target: string,
  onProgress: (done: number) => void = () => undefined,
): Promise<BackupFacts> {
  const file = databaseIn(dataDir);
  if (!existsSync(file)) throw new StoreError(`DATA_DIR: there is no database at ${file}`);
  if (existsSync(target)) throw new StoreError(`${target} is there already; choose another name`);
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  const source = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    await backup(source, unfinished, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(1 - remainingPages / Math.max(1, totalPages));
      },
    });
    const facts = verifyBackup(unfinished);
    chmodSync(unfinished, 0o600);
    renameSync(unfinished, target);
    return facts;
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`can't write the backup ${target}: ${messageOf(error)}`, { cause: error });
  } finally {
    source.close();
    rmSync(unfinished, { force: true });
  }
}

/** @throws StoreError when it is no backup, or a damaged one. */
function verifyBackup(file: string): BackupFacts {
  try {
    const database = new DatabaseSync(file);
    try {
      // Alone in one file, without a log of changes beside it.
      database.exec('pragma journal_mode = delete');
      const found = String(
        database.prepare('pragma integrity_check(1)').get()?.['integrity_check'],
      );
      if (found !== 'ok') throw new Error(found);
      const count = (query: string): number =>
        Number(database.prepare(query).get()?.['count'] ?? 0);
      return {
        subscriptions: count('select count(*) as count from subscriptions'),
        version: count('select max(number) as count from schema_migrations'),
      };
    } finally {
      database.close();
    }
  } catch (error) {
    throw new StoreError(`${file} isn't a backup that can be relied on: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * Puts a backup in the place of the database, which is kept beside it.
 * @returns where the database that was there has gone.
 * @throws StoreError when the backup is damaged or newer than this release, or the bot is running.
 */
export async function restoreFile(
  source: string,
  dataDir: string,
): Promise<BackupFacts & { readonly kept: string | undefined }> {
  if (!existsSync(source)) throw new StoreError(`There is no file ${source}`);
  const file = databaseIn(dataDir);
  const incoming = `${file}.incoming`;
  await copyFile(source, incoming);
  try {
    const facts = verifyBackup(incoming);
    if (facts.version > knownVersion) {
      throw new StoreError(
        `${source} has schema ${facts.version}, and this release knows ${knownVersion}: restore it with the release that made it, or a newer one`,
      );
    }
    chmodSync(incoming, 0o600);
    const kept = existsSync(file) ? setAside(file) : undefined;
    renameSync(incoming, file);
    return { ...facts, kept };
  } finally {
    rmSync(incoming, { force: true });
  }
}

function setAside(file: string): string {
  if (isInUse(file)) {
    throw new StoreError(
      'DATA_DIR: the database is in use; stop Guidepost first, every process of it',
    );
  }
  let kept = `${file}.before-restore`;
  for (let n = 2; existsSync(kept); n += 1) kept = `${file}.before-restore-${n}`;
  rmSync(`${file}-shm`, { force: true });
  // What a damaged database could not take in stays beside it.
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${kept}-wal`);
  renameSync(file, kept);
  return kept;
}

/** Only who is alone with a database can take its log of changes away, which also empties it. */
function isInUse(file: string): boolean {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    return database.prepare('pragma journal_mode = delete').get()?.['journal_mode'] !== 'delete';
  } catch (error) {
    // Damaged, which is why somebody restores it.
    return messageOf(error).includes('locked');
  } finally {
    database?.close();
  }
}
