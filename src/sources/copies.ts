import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { SourceSettings } from './source-settings.ts';

/** As `copyName` makes them; whatever else lies there isn't ours. */
const isCopy = /^[a-z\d-]+-[\da-f]{8}\.git$/;

/** A source that is given another address begins anew, rather than answer from the old repository. */
export function copyName({ id, place }: SourceSettings): string {
  const address = place.kind === 'git' ? place.address : '';
  return `${id}-${createHash('sha256').update(address).digest('hex').slice(0, 8)}.git`;
}

/** Deletes the copies of repositories that are no source any more. */
export function removeOldCopies(
  copiesDir: string,
  sources: readonly SourceSettings[],
  log: Logger,
): Promise<void> {
  const used = new Set(sources.map(copyName));
  return removeUnused(copiesDir, (name) => isCopy.test(name) && !used.has(name), log);
}

/** Deletes what we keep for ourselves in a folder and nothing uses any more. */
export async function removeUnused(
  dir: string,
  isUnused: (name: string) => boolean,
  log: Logger,
): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter(isUnused)) {
    try {
      await rm(join(dir, name), { recursive: true });
      log.info({ file: name }, 'deleted what nothing uses any more');
    } catch (error) {
      log.warn({ err: error, file: name }, "can't delete what nothing uses any more");
    }
  }
}
