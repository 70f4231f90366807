import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

/** What standing side by side brings to each article, in the order of these bodies. */
function together(question: string, ...bodies: string[]): number[] {
  const articles = bodies.map((body, i) => shortArticle({ slug: `n${i}`, title: 'note', body }));
  const { hits } = buildArticleIndex(articles).search(parseQuestion(question));
  return articles.map(
    ({ slug }) => hits.find(({ article }) => article.slug === slug)?.parts.together ?? 0,
  );
}

describe('words that were asked one after the other', () => {
  it('bring something where they stand so, once or often, and nothing anywhere else', () => {
    const [so, often, apart, turned, one] = together(
      'visibility timeout',
      'A timeout: the visibility timeout.',
      'visibility, visibility timeout, visibility timeout',
      'visibility needs timeout',
      'timeout visibility',
      'visibility',
    );
    expect(so).toBeGreaterThan(0);
    expect(often).toBe(so);
    expect([apart, turned, one]).toEqual([0, 0, 0]);
  });

  it('bring as much as the one of them that tells less', () => {
    const articles = ['pump valve', 'pump', 'pump', 'pump'].map((body, i) =>
      shortArticle({ slug: `n${i}`, title: 'note', body }),
    );
    const { query, hits } = buildArticleIndex(articles).search(parseQuestion('pump valve'));
    const weights = query.units.map(({ frequencyWeight }) => frequencyWeight);
    expect(Math.min(...weights)).toBeLessThan(Math.max(...weights));
    expect(hits[0]?.parts.together).toBeCloseTo(0.5 * Math.min(...weights));
  });
});
