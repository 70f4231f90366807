import type { Topic } from '../answers/answer.ts';
import { listTopics } from '../answers/library.ts';
import type { Article } from '../content/article.ts';

/** A library in the orders in which its pages show it. */
export interface Catalog {
  readonly bySlug: ReadonlyMap<string, Article>;
  readonly byPath: ReadonlyMap<string, Article>;
  /** By title. */
  readonly articles: readonly Article[];
  /** Most used first. */
  readonly topics: readonly Topic[];
  /** By tag; the articles by title. */
  readonly byTopic: ReadonlyMap<string, readonly Article[]>;
}

const { compare } = new Intl.Collator('en', { numeric: true });

export function buildCatalog(articles: readonly Article[]): Catalog {
  const byTitle = articles.toSorted((a, b) => compare(a.title, b.title) || compare(a.slug, b.slug));
  const topics = listTopics(articles);
  const byTopic = new Map(topics.map(({ tag }): [string, Article[]] => [tag, []]));
  for (const article of byTitle) {
    for (const tag of article.tags) byTopic.get(tag)?.push(article);
  }
  return {
    bySlug: new Map(articles.map((article) => [article.slug, article])),
    byPath: new Map(articles.map((article) => [article.path, article])),
    articles: byTitle,
    topics,
    byTopic,
  };
}
