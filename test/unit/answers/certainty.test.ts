import { describe, expect, it } from '@jest/globals';
import { isSure, keepPlausible } from '../../../src/answers/certainty.ts';
import type { Hit, SearchResult } from '../../../src/search/article-index.ts';
import { takeApart } from '../../../src/search/article-words.ts';
import { Vocabulary } from '../../../src/search/vocabulary.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const article = shortArticle({ slug: 'a' });
const entry = { id: 0, article, words: takeApart(article, new Vocabulary(), new Map()) };

/** A hit that has the words of which `counts` is above 0, all in one section. */
function hit(given: { score: number; confidence?: number; counts?: number[]; name?: number }): Hit {
  const { score, confidence = 2, counts = [1, 1], name = 1 } = given;
  const none = { words: 0, section: 0, heading: 0, together: 0 };
  const all = Float64Array.from(counts);
  const ranked = { ...none, entry, score, name, bestSection: 0, counts: all, sectionCounts: all };
  return { article, score, confidence, section: undefined, nearness: 0, ranked };
}

function result(hits: Hit[], weights = [3, 3]): SearchResult {
  const units = weights.map((frequencyWeight, i) => ({
    stem: `w${i}`,
    typed: new Set([`w${i}`]),
    frequencyWeight,
    repeats: 1,
    certainty: 1,
    isTelling: true,
    isKnown: true,
    alternatives: [],
  }));
  const sought = { asked: [], weights: new Map<string, number>(), words: [] };
  const confidence = hits[0]?.confidence ?? 0;
  return {
    hits,
    confidence,
    corrections: [],
    sought,
    query: { units, pairs: [], corrections: [] },
  };
}

describe('isSure', () => {
  it('holds for an article that has what was asked', () => {
    expect(isSure(result([hit({ score: 10 })]))).toBe(true);
  });

  it('does not hold for one that barely answers', () => {
    expect(isSure(result([hit({ score: 10, confidence: 1.05 })]))).toBe(false);
  });

  it('does not hold when another does as well and the first lacks a word', () => {
    const lacking = hit({ score: 10, counts: [1, 0] });
    expect(isSure(result([lacking, hit({ score: 9.5 })], [3, 1]))).toBe(false);
    expect(isSure(result([lacking, hit({ score: 8.5 })], [3, 1]))).toBe(true);
    expect(isSure(result([hit({ score: 10 }), hit({ score: 9.5 })], [3, 1]))).toBe(true);
  });

  it('does not hold when the first lacks what tells most', () => {
    expect(isSure(result([hit({ score: 10, counts: [1, 0] })], [2, 3]))).toBe(false);
  });
});

describe('keepPlausible', () => {
  const hits = [10, 4.5, 3.5].map((score) => hit({ score }));

  it('keeps what is not far behind, and more when the first is not sure', () => {
    expect(keepPlausible(hits, true).map(({ score }) => score)).toEqual([10]);
    expect(keepPlausible(hits, false).map(({ score }) => score)).toEqual([10, 4.5]);
  });

  it('keeps nothing that is not worth offering by itself, but for the first', () => {
    const weak = [10, 9].map((score) => hit({ score, confidence: 0.4 }));
    expect(keepPlausible(weak, false)).toHaveLength(1);
  });
});
