import type { Article } from '../content/article.ts';
import { textsOf } from './article-texts.ts';
import { findExactPhrase } from './exact-phrase.ts';
import type { Postings } from './postings.ts';

/** What an article must carry, and what must not stand in it. */
export interface Restrictions {
  readonly tags: readonly string[];
  readonly phrases: readonly string[];
  readonly excluded: readonly string[];
}

/** Which articles carry the tags and the phrases asked for, and nothing that was excluded. */
export function createFilter(
  { tags, phrases, excluded }: Restrictions,
  articles: readonly Article[],
  postings: Postings,
): (article: number) => boolean {
  const find = (phrase: string): ReadonlySet<number> | undefined =>
    findExactPhrase(phrase, postings, (number) => {
      const article = articles[number];
      return article === undefined ? [] : textsOf(article);
    });
  const wanted = phrases.map(find);
  const unwanted = excluded.map(find);
  return (number) =>
    tags.every((tag) => articles[number]?.tags.includes(tag) === true) &&
    wanted.every((found) => found?.has(number) !== false) &&
    !unwanted.some((found) => found?.has(number) === true);
}
