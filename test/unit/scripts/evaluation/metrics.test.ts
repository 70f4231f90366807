import { describe, expect, it } from '@jest/globals';
import { ndcg, recall, reciprocalRank, success } from '../../../../scripts/evaluation/metrics.ts';

const relevance = new Map([
  ['a', 3],
  ['b', 2],
  ['c', 1],
  ['d', 0],
]);

describe('ndcg', () => {
  it('is worked by hand for a mixed ranking', () => {
    // Gains 2, 0, 3 at ranks 1, 2, 3: 2 / 1 + 0 + 3 / 2 = 3.5.
    // Best order 3, 2, 1: 3 / 1 + 2 / log2(3) + 1 / 2 = 4.76186.
    expect(ndcg(['b', 'x', 'a'], relevance, 10)).toBeCloseTo(3.5 / 4.761_859_507, 6);
  });

  it('is 1 for the best order and 0 when nothing relevant is ranked', () => {
    expect(ndcg(['a', 'b', 'c', 'd'], relevance, 10)).toBe(1);
    expect(ndcg(['d', 'x'], relevance, 10)).toBe(0);
    expect(ndcg(['a'], new Map(), 10)).toBe(0);
  });

  it('looks no deeper than k, for the ideal order too', () => {
    // Gain 1 at rank 1 against the best single gain of 3.
    expect(ndcg(['c', 'a', 'b'], relevance, 1)).toBeCloseTo(1 / 3, 9);
  });
});

describe('reciprocalRank', () => {
  it('is one over the rank of the first relevant one', () => {
    expect(reciprocalRank(['x', 'd', 'c', 'a'], relevance, 10)).toBeCloseTo(1 / 3, 9);
  });

  it('is 0 when that is deeper than k', () => {
    expect(reciprocalRank(['x', 'd', 'c'], relevance, 2)).toBe(0);
  });
});

describe('recall', () => {
  it('is the share of all relevant ones within k', () => {
    expect(recall(['a', 'x', 'c', 'b'], relevance, 3)).toBeCloseTo(2 / 3, 9);
    expect(recall(['a'], new Map([['a', 0]]), 3)).toBe(0);
  });
});

describe('success', () => {
  it('tells whether a relevant one is within k', () => {
    expect(success(['x', 'c'], relevance, 1)).toBe(0);
    expect(success(['x', 'c'], relevance, 3)).toBe(1);
    expect(success(['d'], relevance, 3)).toBe(0);
  });
});
