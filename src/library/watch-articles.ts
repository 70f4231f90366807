import { isDeepStrictEqual } from 'node:util';
import type { Article } from '../content/article.ts';
import { ContentFolderError } from '../content/content-folder-error.ts';
import { formatProblem, type ContentProblem } from '../content/content-problem.ts';
import { createCoalescer } from './create-coalescer.ts';
import { keepLastGood } from './keep-last-good.ts';
import { loadArticles, type LoadedArticles } from '../content/load-articles.ts';
import type { Synonym } from '../content/parse-synonyms.ts';
import { watchFolder } from './watch-folder.ts';

export interface WatchArticlesOptions {
  readonly dir: string;
  /** What is in service now. */
  readonly current: LoadedArticles;
  /**
   * Gets all articles, sorted by slug, and the synonyms, when something about them has changed. The
   * next change waits until what it returns is settled.
   */
  readonly onChange: (articles: readonly Article[], synonyms: readonly Synonym[]) => unknown;
  /** Gets each problem when it appears, and again only after it had gone. */
  readonly onProblems: (problems: readonly ContentProblem[]) => void;
}

export interface ArticleWatcher {
  /** Resolves when nothing will be called any more. */
  readonly close: () => Promise<void>;
}

// An edit is to be seen within two seconds: these, the reading, and the index built over it.
const settleMs = 200;
const maxWaitMs = 800;
const tickMs = 1_000;
const ticksPerLook = 30;

/**
 * Follows the content folder. Many edits at once make one change; a broken edit leaves the article
 * as it was; while the folder is gone everything stays as it was.
 */
export async function watchArticles({
  dir,
  current,
  onChange,
  onProblems,
}: WatchArticlesOptions): Promise<ArticleWatcher> {
  let { folder, articles, synonyms } = current;
  let known = new Set(current.problems.map(formatProblem));
  let pollingProblem: readonly ContentProblem[] = [];

  async function rebuild(): Promise<void> {
    const loaded = await tryLoad();
    report([...pollingProblem, ...loaded.problems]);
    if (loaded.kind === 'failed') return;
    folder = loaded.folder;
    const next = keepLastGood(articles, loaded);
    if (isDeepStrictEqual([next, loaded.synonyms], [articles, synonyms])) return;
    articles = next;
    synonyms = loaded.synonyms;
    await onChange(articles, synonyms);
  }

  async function tryLoad() {
    try {
      return { kind: 'loaded' as const, ...(await loadArticles(dir, { folder, synonyms })) };
    } catch (error) {
      if (!(error instanceof ContentFolderError)) throw error;
      return { kind: 'failed' as const, problems: [folderProblem('error', error.message)] };
    }
  }

  function report(problems: readonly ContentProblem[]): void {
    const fresh = problems.filter((problem) => !known.has(formatProblem(problem)));
    known = new Set(problems.map(formatProblem));
    if (fresh.length > 0) onProblems(fresh);
  }

  const rebuilds = createCoalescer({ run: rebuild, settleMs, maxWaitMs });
  const stopWatching = await watchFolder({
    dir,
    tickMs,
    ticksPerLook,
    onHint: rebuilds.request,
    onPolling: (reason) => {
      const message = `changes cannot be watched (${reason}); the folder is looked at every second instead`;
      pollingProblem = [folderProblem('warning', message)];
      rebuilds.request();
    },
  });
  return {
    async close() {
      await stopWatching();
      await rebuilds.close();
    },
  };
}

function folderProblem(severity: ContentProblem['severity'], message: string): ContentProblem {
  return { severity, path: '.', line: 1, message };
}
