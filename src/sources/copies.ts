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
export async function removeOldCopies(
  copiesDir: string,
  sources: readonly SourceSettings[],
  log: Logger,
): Promise<void> {
  const used = new Set(sources.map(copyName));
  const names = await readdir(copiesDir).catch(() => []);
  for (const name of names.filter((each) => isCopy.test(each) && !used.has(each))) {
    try {
      await rm(join(copiesDir, name), { recursive: true });
      log.info({ copy: name }, "deleted the copy of a repository that's no longer a source");
    } catch (error) {
      log.warn({ err: error, copy: name }, "can't delete the copy of a repository");
    }
  }
}
