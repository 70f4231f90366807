import { describe, expect, it } from '@jest/globals';
import { answerQuestion } from '../../../src/answers/answer-question.ts';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import type { Article } from '../../../src/content/article.ts';
import { loadArticles } from '../../../src/library/load-articles.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { confidenceIn } from '../../../src/answers/confidence.ts';
import { takeApart } from '../../../src/search/article-words.ts';
import { Vocabulary } from '../../../src/analysis/vocabulary.ts';
import type { QueryUnit } from '../../../src/search/understand-query.ts';
import { shortArticle } from '../../helpers/make-library.ts';

/**
 * Articles about nothing in particular: general words, and names of their own that no question has.
 * The words are those that meet every question by chance in a real library.
 */
function filler(count: number): Article[] {
  const general =
    'new time set work use user system change data need process report request number call open ' +
    'policy table page team check list place start order write level point case part';
  const words = general.split(' ');
  return Array.from({ length: count }, (_, i) => {
    const own = (k: number): string => `name${(i * 7 + k * 13) % (count * 3)}`;
    const body = Array.from({ length: 60 }, (_unused, k) =>
      k % 3 === 0 ? own(k) : words[(i * (k + 1) + k) % words.length],
    ).join(' ');
    return shortArticle({ slug: `filler-${i}`, title: `${own(1)} ${own(2)}`, body });
  });
}

const answerable = [
  'how do I roll back a release',
  'idempotency key retention',
  'restore drill',
  'n8n or backend',
  'celery dead letter',
];
const unanswerable = [
  "the sales team's parental leave policy",
  'printer on the third floor',
  'kotlin coroutines on android',
  'lunch menu of the canteen',
  'dental insurance for part-timers',
];

describe('what is plainly asked', () => {
  const content = loadArticles('content');

  it.each([30, 300])('is answered, and nothing else, among %i articles', async (size) => {
    const { articles: ours } = await content;
    const articles = [...ours, ...filler(size - ours.length)];
    const index = buildArticleIndex(articles);
    const kindOf = (text: string): string =>
      answerQuestion({ articles, index }, parseQuestion(text), { offset: 0, limit: 1 }).kind;
    expect(answerable.filter((text) => kindOf(text) !== 'found')).toEqual([]);
    expect(unanswerable.filter((text) => kindOf(text) === 'found')).toEqual([]);
  });
});

describe('confidenceIn', () => {
  const article = shortArticle({ slug: 'a' });
  const own = takeApart(article, new Vocabulary(), new Map());

  /** `asked` words of the same weight, of which the article holds the first `found` once each, and those `beside`. */
  function confidence(found: number, asked: number, { beside = 0, isProof = false } = {}): number {
    const units = Array.from({ length: asked + beside }, (_, i): QueryUnit => ({
      stem: `w${i}`,
      typed: new Set(),
      frequencyWeight: 2,
      repeats: 1,
      certainty: 1,
      isTelling: i < asked,
      isBeside: i >= asked,
      isKnown: true,
      names: [],
    }));
    const counts = units.map((_, i) => Number(i < found || i >= asked));
    const parts = { words: 0, section: 0, name: 0, together: 0 };
    const counted = { counts, sectionCounts: counts, aboutCounts: counts };
    const hit = { article, own, score: 0, parts, bestSection: 0, length: 600, ...counted };
    return confidenceIn({ units }, isProof)(hit);
  }

  it('is 1 when every word stands once in a section of an ordinary article', () => {
    expect(confidence(3, 3)).toBeCloseTo(1);
  });

  it('counts words that stand nowhere against the article', () => {
    expect(confidence(2, 4)).toBeCloseTo(0.5);
  });

  it('takes what was said beside the question for a help to find, and for no proof', () => {
    expect(confidence(1, 2, { beside: 2 })).toBeGreaterThan(confidence(1, 2));
    expect(confidence(1, 2, { beside: 2, isProof: true })).toBe(confidence(1, 2));
  });

  it('wants a smaller part of a long question', () => {
    expect(confidence(6, 12)).toBeGreaterThan(confidence(2, 4));
  });
});
