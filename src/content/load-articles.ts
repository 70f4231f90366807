import type { Article } from './article.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { readFolder, type ReadFolder } from './read-folder.ts';
import { selectArticles } from './select-articles.ts';

export interface LoadedArticles {
  /** Every published article, sorted by slug, by code unit. */
  readonly articles: readonly Article[];
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
export async function loadArticles(dir: string, previous?: ReadFolder): Promise<LoadedArticles> {
  const folder = await readFolder(dir, previous);
  const files = [...folder.files.values()];
  const parsed = files.flatMap((file) => (file.kind === 'parsed' ? [file.parsed] : []));
  const selection = selectArticles(parsed);
  const problems = [
    ...folder.problems,
    ...files.flatMap((file) => (file.kind === 'parsed' ? file.parsed.warnings : file.problems)),
    ...selection.problems,
  ];
  return {
    articles: selection.articles,
    problems: problems.sort(compareProblems),
    drafts: selection.drafts,
    folder,
  };
}
