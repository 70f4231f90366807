import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../src/answers/parse-question.ts';
import type { Article } from '../../src/content/article.ts';
import {
  buildArticleIndex,
  openArticleIndex,
  type ArticleIndex,
} from '../../src/search/article-index.ts';
import { openWordsCache } from '../../src/library/words-cache.ts';
import { editDistance } from '../../src/text/edit-distance.ts';
import { keepInMemory } from '../helpers/keep-in-memory.ts';
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

describe('an index that was changed', () => {
  const step = fc.record({
    put: fc.array(fc.tuple(fc.nat({ max: 7 }), text), { maxLength: 4 }),
    remove: fc.array(fc.nat({ max: 7 }), { maxLength: 2 }),
    isSaved: fc.boolean(),
  });
  const steps = fc.array(step, { minLength: 1, maxLength: 5 });
  const atOnce = () => undefined;
  const articleOf = (number: number, body: string): Article =>
    shortArticle({ slug: `n${number}`, title: `Article ${number} of ${body.length}`, body });

  it('answers exactly as one that was built, however it came about', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.array(question, { minLength: 3, maxLength: 5 }),
        async (all, questions) => {
          let index = buildArticleIndex([]);
          const disk = keepInMemory();
          let bodies = new Map<number, string>();
          for (const { put, remove, isSaved } of all) {
            const changed = new Map(put);
            bodies = new Map([...bodies, ...changed]);
            const gone = remove.filter((number) => !changed.has(number));
            for (const number of gone) bodies.delete(number);
            const articles = Array.from(bodies, ([number, body]) => articleOf(number, body));
            if (isSaved) {
              await openWordsCache(disk, atOnce).save(index);
              const known = openWordsCache(disk, atOnce).load();
              index = await openArticleIndex(articles, { known });
            } else {
              await index.update({
                put: Array.from(changed, ([number, body]) => articleOf(number, body)),
                remove: gone.map((number) => `n${number}`),
              });
            }
          }
          const articles = Array.from(bodies, ([number, body]) => articleOf(number, body));
          const built = buildArticleIndex(articles);
          expect(listed(index)).toEqual(listed(built));
          for (const asked of questions) {
            expect(resultOf(index, asked.join(' '))).toEqual(resultOf(built, asked.join(' ')));
            // Mistyped and unfinished words are looked up among those in service alone.
            expect(resultOf(index, `qu ${asked[0] ?? ''}x`)).toEqual(
              resultOf(built, `qu ${asked[0] ?? ''}x`),
            );
          }
        },
      ),
    );
  });

  it('ranks the same whatever the order, also more articles than are looked at closely', () => {
    const many = Array.from({ length: 300 }, (_, i) => articleOf(i, words.slice(i % 5).join(' ')));
    const [one, other] = [many, many.toReversed()].map((articles) =>
      resultOf(buildArticleIndex(articles), 'retry queue token deploy'),
    );
    expect(one).toEqual(other);
  });
});

function listed(index: ArticleIndex): readonly Article[] {
  return index.list({ tags: [], phrases: [], excluded: [] });
}

/** Everything that a search comes to, but for digits that depend on the order of adding up. */
function resultOf(index: ArticleIndex, asked: string): unknown {
  const { hits, query } = index.search(parseQuestion(asked));
  const round = (value: number): number => Number(value.toPrecision(12));
  return {
    corrections: query.corrections,
    hits: hits.map(({ article, score, bestSection }) => [article.slug, round(score), bestSection]),
  };
}

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
