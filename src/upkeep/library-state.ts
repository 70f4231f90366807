import type { Article } from '../content/article.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import { compareText } from '../text/compare-text.ts';
import type { ReviewBook } from './review-book.ts';

export interface LibraryFacts {
  readonly articles: readonly Article[];
  readonly reviews: Pick<ReviewBook, 'listOverdue' | 'needsWork'>;
  /** Somebody who can be asked looks after it. */
  readonly hasOwner: (article: Article) => boolean;
  /** How often each was shown as an answer, by slug. */
  readonly shown: ReadonlyMap<string, number>;
  /** Since when that is counted; undefined before anything was. */
  readonly countedSince: string | undefined;
  /** How many people found it not helpful, by slug. */
  readonly unhelpful: ReadonlyMap<string, number>;
  readonly deadLinks: readonly ContentProblem[];
}

/** How a library stands, for those who look after the whole of it. No word of who asked what. */
export interface LibraryState {
  readonly articles: number;
  /** The largest first. */
  readonly topics: readonly {
    readonly tag: string;
    readonly count: number;
    readonly pastDate: number;
  }[];
  /** The longest first. */
  readonly pastDate: readonly Article[];
  readonly needsWork: readonly Article[];
  readonly withoutOwner: readonly Article[];
  /** Undefined before anything was counted. */
  readonly neverFound:
    { readonly since: string; readonly articles: readonly Article[] } | undefined;
  /** The least helpful first. */
  readonly unhelpful: readonly { readonly article: Article; readonly people: number }[];
  readonly deadLinks: readonly ContentProblem[];
}

export function describeLibrary(facts: LibraryFacts): LibraryState {
  const { articles, reviews, hasOwner, shown, countedSince, unhelpful, deadLinks } = facts;
  const pastDate = reviews.listOverdue(articles);
  return {
    articles: articles.length,
    topics: countTopics(articles, new Set(pastDate)),
    pastDate,
    needsWork: articles.filter(reviews.needsWork),
    withoutOwner: articles.filter((article) => !hasOwner(article)),
    neverFound:
      countedSince === undefined
        ? undefined
        : {
            since: countedSince,
            articles: articles.filter(({ slug }) => !shown.has(slug)),
          },
    unhelpful: articles
      .map((article) => ({ article, people: unhelpful.get(article.slug) ?? 0 }))
      .filter(({ people }) => people > 0)
      .sort((a, b) => b.people - a.people),
    deadLinks,
  };
}

function countTopics(
  articles: readonly Article[],
  pastDate: ReadonlySet<Article>,
): LibraryState['topics'] {
  const counts = new Map<string, { count: number; pastDate: number }>();
  for (const article of articles) {
    for (const tag of article.tags) {
      const { count, pastDate: past } = counts.get(tag) ?? { count: 0, pastDate: 0 };
      counts.set(tag, { count: count + 1, pastDate: past + (pastDate.has(article) ? 1 : 0) });
    }
  }
  return [...counts]
    .map(([tag, each]) => ({ tag, ...each }))
    .sort((a, b) => b.count - a.count || compareText(a.tag, b.tag));
}
