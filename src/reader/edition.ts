import { answerText } from '../answers/answer-text.ts';
import type { Library } from '../answers/library.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import { describeLibrary } from '../upkeep/library-state.ts';
import type { ReviewBook } from '../upkeep/review-book.ts';
import { buildCatalog } from './catalog.ts';
import { allArticlesPath, topicPath } from './page-paths.ts';
import { buildArticlePage } from './pages/article-page.ts';
import { renderDocument, type Page } from './pages/layout.ts';
import { buildListPage } from './pages/list-page.ts';
import { buildNotFoundPage } from './pages/not-found-page.ts';
import { buildSearchPage, searchPageSize } from './pages/search-page.ts';
import { buildStartPage } from './pages/start-page.ts';
import { buildStatePage } from './pages/state-page.ts';

/** What people say about articles; its version changes when that may read differently. */
export type EditionReviews = Pick<ReviewBook, 'wasDue' | 'needsWork' | 'disownedBy' | 'version'>;

/** The pages of one library, as HTML. Undefined stands for a page that it does not have. */
export interface Edition {
  readonly library: Library;
  start(): string;
  article(slug: string): string | undefined;
  /** The slug that was meant by an address with an ending too many. */
  slugMeantBy(address: string): string | undefined;
  topic(tag: string, page: number): string | undefined;
  allArticles(page: number): string | undefined;
  search(text: string, options: { literal: boolean; page: number }): string;
  /** How the library stands, as far as its articles tell. */
  state(deadLinks: readonly ContentProblem[]): string;
  /** `wanted` is what the address names; its words may lead to what was meant. */
  notFound(wanted: string): string;
}

/** Memory for finished pages ends somewhere, however large the library. */
const maxKeptPages = 500;
const maxNearest = 5;
const maxRelated = 3;

/** Pages are made when they are first asked for, and kept as long as the library is. */
export function createEdition(library: Library, reviews: EditionReviews): Edition {
  const catalog = buildCatalog(library.articles);
  const kept = new Map<string, string>();

  function keep(key: string, build: () => Page): string {
    const made = kept.get(key) ?? renderDocument(build());
    kept.delete(key);
    kept.set(key, made);
    const [oldest] = kept.keys();
    if (kept.size > maxKeptPages && oldest !== undefined) kept.delete(oldest);
    return made;
  }

  return {
    library,
    start: () => keep('start', () => buildStartPage(catalog)),
    article(slug) {
      const article = catalog.bySlug.get(slug);
      return (
        article &&
        keep(`article ${slug}`, () =>
          buildArticlePage(article, catalog, {
            related: library.index.related(article, maxRelated),
            reviewWasDue: reviews.wasDue(article),
          }),
        )
      );
    },
    slugMeantBy: (address) => catalog.bySlug.get(address.replace(/(?:\.md|\.html)?\/?$/, ''))?.slug,
    topic(tag, page) {
      const articles = catalog.byTopic.get(tag) ?? [];
      const list = buildListPage({ title: tag, path: topicPath(tag), articles, page });
      return list && renderDocument(list);
    },
    allArticles(page) {
      const { articles } = catalog;
      const list = buildListPage({ title: 'All articles', path: allArticlesPath, articles, page });
      return list && renderDocument(list);
    },
    search(text, { literal, page }) {
      const offset = (page - 1) * searchPageSize;
      return renderDocument(
        buildSearchPage(answerText(library, text, { literal }, { offset, limit: searchPageSize })),
      );
    },
    state: (deadLinks) =>
      renderDocument(
        buildStatePage(
          describeLibrary({
            articles: library.articles,
            reviews,
            hasOwner: (article) => {
              const { owner } = article;
              const isTheirs =
                owner?.kind !== 'slackUser' || owner.id !== reviews.disownedBy(article);
              return owner !== undefined && isTheirs;
            },
            shown: new Map(),
            countedSince: undefined,
            unhelpful: new Map(),
            deadLinks,
          }),
        ),
      ),
    notFound(wanted) {
      const text = wanted.replace(/[^\p{L}\p{N}]+/gu, ' ');
      const nearest = answerText(library, text, {}, { offset: 0, limit: maxNearest });
      return renderDocument(buildNotFoundPage(nearest));
    },
  };
}
