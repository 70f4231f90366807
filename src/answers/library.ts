import type { Article } from '../content/article.ts';
import { compareText } from '../text/compare-text.ts';
import { newestFirst } from '../content/newest-first.ts';
import type { ArticleIndex } from '../search/article-index.ts';
import { parseQuestion } from './parse-question.ts';
import type { Nearness } from './nearness.ts';
import type { Topic } from './answer.ts';

/** Everything answers are made from, replaced as a whole when the folder changes. */
export interface Library {
  /** Every published article, by slug. */
  readonly articles: readonly Article[];
  readonly index: ArticleIndex;
  /** What a question means beside the articles; there only where a model is there to say. */
  readonly nearTo?: ((question: string) => Promise<Nearness | undefined>) | undefined;
}

/** The articles that are most about the same, best first. */
export function listRelated(
  index: ArticleIndex,
  { slug, title, tags, summary }: Article,
  limit: number,
): readonly Article[] {
  const words = [title, ...tags, summary].join('\n');
  const free = { tags: [], phrases: [], excluded: [] };
  const { hits } = index.search({ text: '', words, literal: true, ...free });
  const others = hits.map(({ article }) => article).filter((other) => other.slug !== slug);
  return others.slice(0, limit);
}

/** Whether an article is called just that: by its slug, title, alias or question. */
export function isNamed({ index }: Library, name: string): boolean {
  return index.isNamed(parseQuestion(name));
}

const topics = new WeakMap<readonly Article[], readonly Topic[]>();

/** The tags in use, most used first, then by name. Counted once: every answer may ask. */
export function listTopics(articles: readonly Article[]): readonly Topic[] {
  const known = topics.get(articles) ?? countTopics(articles);
  topics.set(articles, known);
  return known;
}

function countTopics(articles: readonly Article[]): readonly Topic[] {
  const counts = new Map<string, number>();
  for (const article of articles) {
    for (const tag of article.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || compareText(a.tag, b.tag));
}

/** The newest first by their `updated` date, then by slug; undated articles come last. */
export function listLatest(articles: readonly Article[]): readonly Article[] {
  return articles.toSorted(newestFirst);
}
