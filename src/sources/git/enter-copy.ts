import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../../kept/make-folder.ts';

/** Says that it is over; whoever is the last to leave does this first, and nobody enters meanwhile. */
export type Leave = (asLast: () => void) => void;

/** Of our own in the copy; empty, its locks are what counts. */
export const entryName = 'in-use';
const retryMs = 20;
const sqliteBusy = 5;

/**
 * Works on a copy beside whoever else does, in this process or another: only whoever is alone may
 * tell what is left over from what somebody is writing. Locks of the system end with the process,
 * however that ends; SQLite is how Node gets at them.
 */
export async function enterCopy(dir: string): Promise<Leave> {
  makeFolder(dir);
  const entry = new DatabaseSync(join(dir, entryName));
  while (!isIn(entry)) await sleep(retryMs);
  return (asLast) => {
    try {
      entry.exec('rollback');
      if (isAlone(entry)) asLast();
    } finally {
      entry.close();
    }
  };
}

/** False while the last one is leaving, which takes a moment. */
function isIn(entry: DatabaseSync): boolean {
  try {
    entry.exec('begin; select 1 from sqlite_schema');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) {
      entry.exec('rollback');
      return false;
    }
    entry.close();
    throw error;
  }
}

/** From now on nobody enters. False when somebody is there, and where nothing can be written. */
function isAlone(entry: DatabaseSync): boolean {
  try {
    // Nothing is ever written, so that a full disk can be tidied up too.
    entry.exec('pragma journal_mode = memory; begin exclusive');
    return true;
  } catch {
    return false;
  }
}
