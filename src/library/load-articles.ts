import { pino } from 'pino';
import type { Article } from '../content/article.ts';
import { compareProblems, type ContentProblem } from '../content/content-problem.ts';
import type { ParsedFolder } from '../content/folder/parse-folder.ts';
import type { Synonym } from '../content/folder/parse-synonyms.ts';
import { nameSource, type NameSourceDeps } from '../sources/name-source.ts';
import { plainFolder, type SourceSettings } from '../sources/source-settings.ts';
import { readShelf } from './read-shelf.ts';

export interface LoadedArticles {
  /** Every published article, sorted by slug, by code unit. */
  readonly articles: readonly Article[];
  /** What the team says means the same. */
  readonly synonyms: readonly Synonym[];
  /** Errors and warnings, by path and line. */
  readonly problems: readonly ContentProblem[];
  /** What was read, file by file. */
  readonly folder: ParsedFolder;
}

/**
 * Loads a content folder once, for a command; the bot has `openLibrary`. What is broken is reported
 * and left out.
 * @param folder its path, or what is said about it
 * @param env as git gets it, to tell when files were changed; without it nobody asks git
 * @throws {SourceError} when the folder itself cannot be read.
 */
export async function loadArticles(
  folder: string | SourceSettings,
  env?: NameSourceDeps['env'],
): Promise<LoadedArticles> {
  const settings = typeof folder === 'string' ? plainFolder(folder) : folder;
  const shelf = await readShelf(
    nameSource(settings, {
      ...{ copiesDir: '', env, sleep: () => Promise.resolve(), random: () => 0 },
      log: pino({ level: 'silent' }),
    }),
  );
  return { ...shelf, problems: shelf.problems.toSorted(compareProblems) };
}
