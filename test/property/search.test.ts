import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../src/answers/parse-question.ts';
import type { Article } from '../../src/content/article.ts';
import { buildArticleIndex } from '../../src/search/article-index.ts';
import { editDistance } from '../../src/text/edit-distance.ts';
import { shortArticle } from '../helpers/make-library.ts';
import { fc } from '../helpers/fast-check.ts';

const words = [
  'retry',
  'queue',
  'token',
  'deploy',
  'backup',
  'cache',
  'index',
  'log',
  'job',
  'key',
];
const text = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 30 })
  .map((list) => list.join(' '));
const texts = fc.array(text, { minLength: 2, maxLength: 12 });
const question = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 });

function toArticles(bodies: readonly string[]): Article[] {
  return bodies.map((body, i) => shortArticle({ slug: `n${i}`, title: `Article ${i}`, body }));
}

function rank(articles: readonly Article[], asked: readonly string[]): [string, number][] {
  const { hits } = buildArticleIndex(articles).search(parseQuestion(asked.join(' ')));
  return hits.map(({ article, score }) => [article.slug, score]);
}

describe('ranking', () => {
  it('is the same every time and in whatever order the articles come', () => {
    fc.assert(
      fc.property(texts, question, fc.integer(), (bodies, asked, seed) => {
        const articles = toArticles(bodies);
        const shuffled = articles.toSorted((a, b) => hash(a.slug, seed) - hash(b.slug, seed));
        const ranked = rank(articles, asked);
        expect(rank(articles, asked)).toEqual(ranked);
        expect(rank(shuffled, asked).map(([slug]) => slug)).toEqual(ranked.map(([slug]) => slug));
      }),
    );
  });

  it('keeps the order of articles a tenth apart when an unrelated one is added', () => {
    // Scores depend on the library: one more article makes every word a little rarer and moves the
    // average length. Among twenty articles or more that never outweighs a tenth of a score.
    const library = fc.array(text, { minLength: 20, maxLength: 30 });
    fc.assert(
      fc.property(library, question, (bodies, asked) => {
        const before = rank(toArticles(bodies), asked);
        const after = new Map(rank(toArticles([...bodies, 'quite another matter']), asked));
        expect(after.has(`n${bodies.length}`)).toBe(false);
        for (const [i, [upper, high]] of before.entries()) {
          for (const [lower, low] of before.slice(i + 1)) {
            if (high < 1.1 * low) continue;
            expect(after.get(upper)).toBeGreaterThan(after.get(lower) ?? 0);
          }
        }
      }),
    );
  });

  it('never puts an article below one that says the same and less', () => {
    fc.assert(
      fc.property(text, question, (body, asked) => {
        const [more, less] = [`${body} ${asked.join(' ')}`, body];
        const filler = [...body.split(' ')].map(() => 'other').join(' ');
        const articles = toArticles([
          more,
          `${less} ${asked.map(() => 'other').join(' ')}`,
          filler,
        ]);
        expect(rank(articles, asked)[0]?.[0]).toBe('n0');
      }),
    );
  });
});

describe('names', () => {
  const name = fc
    .array(fc.stringMatching(/^[a-zA-Z0-9é+#."-]{1,12}$/), { minLength: 1, maxLength: 5 })
    .map((list) => list.join(' '));
  const slug = fc.stringMatching(/^[a-z0-9]+(?:[-_./][a-z0-9]+){0,3}$/);
  const article = fc.record({ slug, title: name, aliases: fc.array(name, { maxLength: 2 }) });

  it('lead to their own article first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(article, { maxLength: 8, selector: (a) => a.slug }), (named) => {
        const articles = named.map((given) => shortArticle({ ...given, body: 'the same text' }));
        const index = buildArticleIndex(articles);
        for (const { slug: own, title, aliases } of articles) {
          for (const called of [own, title, ...aliases]) {
            const [first] = index.search(parseQuestion(called)).hits;
            const names = [first?.article.slug, first?.article.title];
            const all = [...names, ...(first?.article.aliases ?? [])].map(normal);
            expect(all).toContain(normal(called));
          }
        }
      }),
    );
  });
});

describe('editDistance', () => {
  it('is symmetric and never above the number of letters', () => {
    const word = fc.stringMatching(/^[abc]{0,6}$/);
    fc.assert(
      fc.property(word, word, (a, b) => {
        const edits = editDistance(a, b, 10);
        expect(editDistance(b, a, 10)).toBe(edits);
        expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(edits === 0).toBe(a === b);
      }),
    );
  });
});

function hash(slug: string, seed: number): number {
  return slug.split('').reduce((sum, char) => (sum * 31 + char.charCodeAt(0) + seed) % 1_009, 7);
}

/** What two names have in common that call the same article. */
function normal(name: string | undefined): string {
  return (name ?? '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
