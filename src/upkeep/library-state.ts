import type { Article } from '../content/article.ts';
import { compareText } from '../text/compare-text.ts';
import type { ReviewBook } from './review-book.ts';

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
}

/** @param hasOwner somebody who can be asked looks after it */
export function describeLibrary(
  articles: readonly Article[],
  reviews: Pick<ReviewBook, 'listOverdue' | 'needsWork'>,
  hasOwner: (article: Article) => boolean,
): LibraryState {
  const pastDate = reviews.listOverdue(articles);
  return {
    articles: articles.length,
    topics: countTopics(articles, new Set(pastDate)),
    pastDate,
    needsWork: articles.filter(reviews.needsWork),
    withoutOwner: articles.filter((article) => !hasOwner(article)),
  };
}

/** What became of the articles as answers. */
export interface LibraryUse {
  /** Undefined before anything was counted. */
  readonly neverFound:
    { readonly since: string; readonly articles: readonly Article[] } | undefined;
  /** The least helpful first. */
  readonly unhelpful: readonly Article[];
}

export function describeUse(
  articles: readonly Article[],
  counts: {
    /** Since when it is counted; undefined before anything was. */
    readonly since: string | undefined;
    /** The slugs of what answers showed. */
    readonly shown: ReadonlySet<string>;
    /** How many people found it not helpful, by slug. */
    readonly unhelpful: ReadonlyMap<string, number>;
  },
): LibraryUse {
  const { since, shown, unhelpful } = counts;
  const peopleOf = ({ slug }: Article): number => unhelpful.get(slug) ?? 0;
  const neverFound = articles.filter(({ slug }) => !shown.has(slug));
  return {
    neverFound: since === undefined ? undefined : { since, articles: neverFound },
    unhelpful: articles
      .filter((article) => peopleOf(article) > 0)
      .sort((a, b) => peopleOf(b) - peopleOf(a)),
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
