import type { Article } from './article.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { loadSynonyms } from './load-synonyms.ts';
import type { Synonym } from './parse-synonyms.ts';
import { readFolder, type ReadFolder } from './read-folder.ts';
import { selectArticles } from './select-articles.ts';

export interface LoadedArticles {
  /** Every published article, sorted by slug, by code unit. */
  readonly articles: readonly Article[];
  /** What the team says means the same. */
  readonly synonyms: readonly Synonym[];
  /** Errors and warnings, by path and line. */
  readonly problems: readonly ContentProblem[];
  /** How many articles wait to be published. */
  readonly drafts: number;
  /** What was read, for `readFolder` to start from when something has changed. */
  readonly folder: ReadFolder;
}

/**
 * Loads the content folder. What is broken is reported and left out.
 * @throws {ContentFolderError} when the folder itself cannot be read.
 */
export async function loadArticles(
  dir: string,
  previous?: Pick<LoadedArticles, 'folder' | 'synonyms'>,
): Promise<LoadedArticles> {
  const folder = await readFolder(dir, previous?.folder);
  const { synonyms, problems: synonymProblems } = await loadSynonyms(dir, previous?.synonyms);
  const files = [...folder.files.values()];
  const parsed = files.flatMap((file) => (file.kind === 'parsed' ? [file.parsed] : []));
  const selection = selectArticles(parsed);
  const problems = [
    ...folder.problems,
    ...files.flatMap((file) => (file.kind === 'parsed' ? file.parsed.warnings : file.problems)),
    ...selection.problems,
    ...synonymProblems,
  ];
  return {
    articles: selection.articles,
    synonyms,
    problems: problems.sort(compareProblems),
    drafts: selection.drafts,
    folder,
  };
}
