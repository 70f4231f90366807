import type { Article } from '../content/article.ts';

export interface ArticleIndex {
  readonly size: number;
}

export function buildArticleIndex(articles: readonly Article[]): ArticleIndex {
  return { size: articles.length };
}
