import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createFolderSource } from './folder/folder-source.ts';
import { createGitSource, type GitSourceDeps } from './git/git-source.ts';
import type { GitAccess } from './git/run-git.ts';
import type { SourceSettings } from './source-settings.ts';
import type { Source } from './source.ts';

export interface CreateSourceDeps extends Pick<GitSourceDeps, 'sleep' | 'random'> {
  /** Where copies of repositories are kept. */
  readonly copiesDir: string;
  /** Variables for git, asked when the files of a folder were changed; undefined: it isn't asked. */
  readonly env: GitAccess['env'] | undefined;
  /** Which files are read; the others are known by name alone. */
  readonly isRead: (path: string) => boolean;
  readonly log: Logger;
}

export function createSource(
  settings: SourceSettings,
  { copiesDir, env, isRead, sleep, random, log }: CreateSourceDeps,
): Source {
  const { id, place } = settings;
  if (place.kind === 'folder') {
    return createFolderSource({ dir: place.dir, isRead, gitEnv: env, log });
  }
  const { address, branch, folder, everyMs, access } = place;
  return createGitSource({
    dir: join(copiesDir, copyName(settings)),
    address,
    branch,
    folder,
    isRead,
    access,
    everyMs,
    sleep,
    random,
    log: log.child({ source: id }),
  });
}

/** A source that is given another address begins anew, rather than answer from the old repository. */
export function copyName({ id, place }: SourceSettings): string {
  const address = place.kind === 'git' ? place.address : '';
  return `${id}-${createHash('sha256').update(address).digest('hex').slice(0, 8)}.git`;
}
