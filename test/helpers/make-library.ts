import type { Library } from '../../src/answers/library.ts';
import type { Article } from '../../src/content/article.ts';
import { buildArticleIndex } from '../../src/search/article-index.ts';
import { makeArticle } from './make-article.ts';

/** An article with nothing to find but what is given. In `body` every line is a paragraph. */
export function shortArticle({
  body = '',
  ...given
}: Partial<Article> & { slug: string; body?: string }): Article {
  return makeArticle({
    title: given.slug.replaceAll('-', ' '),
    summary: '',
    markdown: body.replaceAll('\n', '\n\n'),
    ...given,
  });
}

export function makeLibrary(...articles: Article[]): Library {
  return { articles, index: buildArticleIndex(articles) };
}

/** How often the index of a library is searched from now on. */
export function countSearches({ index }: Library): () => number {
  let searches = 0;
  const search = index.search.bind(index);
  index.search = (question) => {
    searches += 1;
    return search(question);
  };
  return () => searches;
}
