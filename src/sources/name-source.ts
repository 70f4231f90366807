import { join } from 'node:path';
import type { Logger } from 'pino';
import { isArticleName } from '../content/folder/file-names.ts';
import { synonymsPath } from '../content/folder/parse-synonyms.ts';
import { copyName } from './copies.ts';
import { createFolderSource } from './folder/folder-source.ts';
import { createGitSource, type GitSourceDeps } from './git/git-source.ts';
import type { Hook } from './hook-routes.ts';
import type { GitAccess } from './git/run-git.ts';
import { createPathFilter } from './select-paths.ts';
import type { SourceSettings } from './source-settings.ts';
import type { Source } from './source.ts';

export interface NameSourceDeps extends Pick<GitSourceDeps, 'sleep' | 'random'> {
  /** Where copies of repositories are kept. */
  readonly copiesDir: string;
  /** Variables for git, asked when the files of a folder were changed; undefined: it isn't asked. */
  readonly env: GitAccess['env'] | undefined;
  readonly log: Logger;
}

/** A source with what its articles are to be told by. */
export interface NamedSource {
  readonly settings: SourceSettings;
  readonly source: Source;
  /** Whether a file with this path may become an article. */
  readonly isArticle: (path: string) => boolean;
  /** Undefined: nobody may push. */
  readonly hook?: Hook | undefined;
}

/** Opens nothing yet: the first look does. */
export function nameSource(
  settings: SourceSettings,
  { copiesDir, env, sleep, random, log }: NameSourceDeps,
): NamedSource {
  const { id, place } = settings;
  const isWanted = createPathFilter(settings);
  const isArticle = (path: string): boolean => isArticleName(path) && isWanted(path);
  const isRead = (path: string): boolean => isArticle(path) || path === synonymsPath;
  if (place.kind === 'folder') {
    const source = createFolderSource({ dir: place.dir, isRead, gitEnv: env, log });
    return { settings, isArticle, source };
  }
  const source = createGitSource({
    ...{ ...place, isRead, sleep, random },
    dir: join(copiesDir, copyName(settings)),
    log: log.child({ source: id }),
  });
  const { hookSecret: secret } = place;
  const hook = secret === undefined ? undefined : { id, secret, refresh: source.refresh };
  return { settings, isArticle, source, hook };
}
