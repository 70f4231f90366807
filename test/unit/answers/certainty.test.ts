import { describe, expect, it } from '@jest/globals';
import { gatherEvidence, keepPlausible, oddsOf } from '../../../src/answers/certainty.ts';
import type { Hit, SearchResult } from '../../../src/search/article-index.ts';
import { takeApart } from '../../../src/search/article-words.ts';
import { Vocabulary } from '../../../src/search/vocabulary.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const article = shortArticle({ slug: 'a' });
const entry = { id: 0, article, words: takeApart(article, new Vocabulary(), new Map()) };

function scored(score: number, confidence = 2): Hit {
  const [first] = found({ confidence }).hits;
  if (first?.ranked === undefined) throw new Error('There is none.');
  return { ...first, score, ranked: { ...first.ranked, score } };
}

/** How a question of as many words as there are counts was met; each tells as much. */
interface Met {
  /** How often each word stands in the first article, in what that says it is about, in its best section. */
  readonly counts?: number[];
  readonly about?: number[];
  readonly section?: number[];
  readonly typed?: string[];
  /** What its words standing as they were asked bring. */
  readonly together?: number;
  readonly confidence?: number;
  /** The score of the second beside the first. */
  readonly likeness?: number;
}

function found(met: Met): SearchResult {
  const { counts = [1, 1], about = counts, section = counts, likeness = 0.5 } = met;
  const { typed = [], together = 1, confidence = 2 } = met;
  const units = counts.map((_, i) => ({
    stem: `w${i}`,
    typed: new Set([typed[i] ?? `w${i}`]),
    frequencyWeight: 3,
    repeats: 1,
    certainty: 1,
    isTelling: true,
    isKnown: true,
    alternatives: [],
  }));
  const pairs = units.slice(1).map((_, i): [number, number] => [i, i + 1]);
  const query = { units, pairs, corrections: [] };
  const none = { words: 0, section: 0, name: 0, bestSection: 0, length: 600 };
  const all = Float64Array.from(counts);
  const byWords = {
    ...none,
    entry,
    score: 10,
    together,
    counts: all,
    sectionCounts: Float64Array.from(section),
    aboutCounts: Float64Array.from(about),
  };
  return {
    hits: [10, 10 * likeness].map((score): Hit => {
      return { article, score, confidence, section: undefined, nearness: 0, ranked: byWords };
    }),
    byWords,
    confidence,
    corrections: [],
    sought: { asked: [], weights: new Map<string, number>(), words: [] },
    query,
  };
}

function odds(met: Met, among = { articles: 30, isAmountUnsaid: false }): number {
  const evidence = gatherEvidence(found(met), among);
  return evidence === undefined ? -Infinity : oddsOf(evidence);
}

describe('the odds that the first article answers', () => {
  it('are good for one that is about what was asked', () => {
    expect(odds({})).toBeGreaterThan(0);
  });

  it('are bad for one that barely has the words', () => {
    expect(odds({ counts: [1, 0], about: [0, 0], confidence: 0.9 })).toBeLessThan(0);
  });

  it.each<[string, Met, Met]>([
    ['confidence', { confidence: 2 }, { confidence: 1 }],
    ['what it says it is about', { about: [1, 1] }, { about: [1, 0] }],
    ['having every word', { about: [1, 0] }, { counts: [1, 0] }],
    [
      'lacking only what everybody says',
      { counts: [1, 0], typed: ['refund', 'tomorrow'] },
      { counts: [1, 0], typed: ['refund', 'kerberos'] },
    ],
    [
      'having all of it in one section, where it is about none of it',
      { about: [0, 0], together: 0 },
      { about: [0, 0], together: 0, section: [1, 0] },
    ],
    [
      'words that stand as they were asked, where it is about none of them',
      { about: [0, 0], section: [1, 0] },
      { about: [0, 0], section: [1, 0], together: 0 },
    ],
    [
      'being alone with a lone word that it is not about',
      { counts: [1], about: [0] },
      { counts: [1], about: [0], likeness: 0.9 },
    ],
    [
      'lacking a word of many rather than of few',
      { counts: [...Array<number>(7).fill(1), 0], about: Array<number>(8).fill(1) },
      { counts: [1, 0], about: [1, 1] },
    ],
  ])('grow with %s', (_, more, less) => {
    expect(odds(more)).toBeGreaterThan(odds(less) + 0.2);
  });

  it('do not care whether another is as good when several words were asked for', () => {
    expect(odds({ likeness: 1 })).toBe(odds({ likeness: 0.1 }));
  });

  it('fall with the number of articles, and where a number was asked for and none is said', () => {
    const among = { articles: 30, isAmountUnsaid: false };
    expect(odds({}, { ...among, articles: 300 })).toBeLessThan(odds({}, among) - 0.2);
    expect(odds({}, { ...among, isAmountUnsaid: true })).toBeLessThan(odds({}, among) - 1);
    expect(odds({}, { ...among, articles: 5 })).toBe(odds({}, among));
  });

  it('are unknown when nothing that was asked tells anything', () => {
    const nothing = { ...found({}), byWords: undefined };
    expect(gatherEvidence(nothing, { articles: 30, isAmountUnsaid: false })).toBeUndefined();
  });
});

describe('keepPlausible', () => {
  const hits = [10, 4.5, 3.5].map((score) => scored(score));

  it('keeps what is not far behind, and more when the first is no answer', () => {
    expect(keepPlausible(hits, true).map(({ score }) => score)).toEqual([10]);
    expect(keepPlausible(hits, false).map(({ score }) => score)).toEqual([10, 4.5]);
  });

  it('keeps nothing that is not worth offering by itself, but for the first', () => {
    const weak = [10, 9].map((score) => scored(score, 0.4));
    expect(keepPlausible(weak, false)).toHaveLength(1);
  });
});
