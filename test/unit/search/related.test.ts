import { describe, expect, it } from '@jest/globals';
import { loadArticles } from '../../../src/library/load-articles.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

describe('ArticleIndex.related', () => {
  it('finds what is most about the same, and never the article itself', async () => {
    const { articles } = await loadArticles('content');
    const index = buildArticleIndex(articles);
    const relatedTo = (slug: string): string[] => {
      const article = articles.find((other) => other.slug === slug);
      return article === undefined ? [] : index.related(article, 3).map((other) => other.slug);
    };
    expect(relatedTo('webhook-patterns')).toContain('stripe-webhooks');
    expect(relatedTo('jwt-vs-sessions')).toContain('fastapi-rbac');
    expect(relatedTo('zapier-vs-custom')).toContain('zapier-migration');
    expect(articles.every(({ slug }) => !relatedTo(slug).includes(slug))).toBe(true);
  });

  it('finds nothing for an article that shares no word with another', () => {
    const alone = shortArticle({ slug: 'alone', body: 'something else' });
    const index = buildArticleIndex([alone, shortArticle({ slug: 'b', body: 'retry' })]);
    expect(index.related(alone, 3)).toEqual([]);
  });
});
