import type { Article } from './article.ts';
import type { PassedOver } from './choose-files.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { loadSynonyms } from './load-synonyms.ts';
import type { ParsedFolder } from './parse-folder.ts';
import type { Synonym } from './parse-synonyms.ts';
import { readFolder } from './read-folder.ts';

export interface LoadedArticles {
  /** Every published article, sorted by slug, by code unit. */
  readonly articles: readonly Article[];
  /** What the team says means the same. */
  readonly synonyms: readonly Synonym[];
  /** Errors and warnings, by path and line. */
  readonly problems: readonly ContentProblem[];
  /** How many articles wait to be published. */
  readonly drafts: number;
  /** Files that were not read, and why. */
  readonly passedOver: readonly PassedOver[];
  /** What was read, for `readFolder` to start from when something has changed. */
  readonly folder: ParsedFolder;
}

/**
 * Loads the content folder. What is broken is reported and left out.
 * @throws {ContentFolderError} when the folder itself cannot be read.
 */
export async function loadArticles(
  dir: string,
  previous?: Pick<LoadedArticles, 'folder' | 'synonyms'>,
): Promise<LoadedArticles> {
  const folder = await readFolder(dir, { previous: previous?.folder });
  const { synonyms, problems } = await loadSynonyms(dir, previous?.synonyms);
  return {
    articles: folder.articles,
    synonyms,
    problems: [...folder.problems, ...problems].sort(compareProblems),
    drafts: folder.drafts,
    passedOver: folder.passedOver,
    folder,
  };
}
