import type { Logger } from 'pino';
import { ContentFolderError } from '../content/content-folder-error.ts';
import { formatProblem, type ContentProblem } from '../content/content-problem.ts';
import { loadArticles, type LoadedArticles } from '../content/load-articles.ts';
import { watchArticles } from './watch-articles.ts';
import { buildArticleIndex, buildArticleIndexBetween } from '../search/article-index.ts';
import type { Library } from '../answers/library.ts';

export interface OpenLibraryDeps {
  readonly dir: string;
  /** Called when a changed folder has become the library. */
  readonly onChange: () => void;
  /** Called when a changed folder has files that cannot be read. */
  readonly onBroken?: (() => void) | undefined;
  readonly log: Logger;
}

export interface OpenedLibrary {
  /** The articles of this moment and the index over them, replaced together. */
  readonly current: () => Library;
  readonly close: () => Promise<void>;
}

/** The content folder gives nothing to answer with. The message says how to mend it. */
export class LibraryError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LibraryError';
  }
}

/**
 * Loads the folder and follows its changes until closed.
 * @throws LibraryError when the folder cannot be read or holds no valid article.
 */
export async function openLibrary({
  dir,
  onChange,
  onBroken,
  log,
}: OpenLibraryDeps): Promise<OpenedLibrary> {
  const logProblems = (problems: readonly ContentProblem[]): void => {
    for (const problem of problems) {
      log.warn({ path: problem.path, line: problem.line }, formatProblem(problem));
    }
  };
  const loaded = await load(dir);
  logProblems(loaded.problems);
  if (loaded.articles.length === 0) throw new LibraryError(explainNoArticles(dir, loaded));

  const { articles, synonyms } = loaded;
  let library: Library = { articles, index: buildArticleIndex(articles, { synonyms }) };
  log.info({ articles: articles.length }, 'articles loaded');
  const watcher = await watchArticles({
    dir,
    current: loaded,
    onProblems: (problems) => {
      logProblems(problems);
      if (problems.some(({ severity }) => severity === 'error')) onBroken?.();
    },
    onChange: async (articles, synonyms) => {
      const index = await buildArticleIndexBetween(articles, { synonyms });
      library = { articles, index };
      log.info({ articles: articles.length }, 'articles changed');
      onChange();
    },
  });
  return { current: () => library, close: () => watcher.close() };
}

async function load(dir: string): Promise<LoadedArticles> {
  try {
    return await loadArticles(dir);
  } catch (error) {
    if (!(error instanceof ContentFolderError)) throw error;
    throw new LibraryError(`CONTENT_DIR: ${error.message}`, { cause: error });
  }
}

function explainNoArticles(dir: string, { problems }: LoadedArticles): string {
  const first = problems.find(({ severity }) => severity === 'error');
  const mend =
    first === undefined
      ? 'Put at least one Markdown file there.'
      : `The first problem: ${formatProblem(first)}. All of them are in the log above.`;
  return `There is no valid article in CONTENT_DIR, ${dir}. ${mend}`;
}
