import { describe, expect, it } from '@jest/globals';
import {
  gatherEvidence,
  keepMeant,
  keepPlausible,
  listMissing,
  nearFrom,
  oddsOf,
} from '../../../src/answers/certainty.ts';
import type { MeantHit } from '../../../src/answers/add-meaning.ts';
import type { SearchResult } from '../../../src/search/article-index.ts';
import type { Hit } from '../../../src/search/rank-articles.ts';
import { takeApart } from '../../../src/search/article-words.ts';
import { Vocabulary } from '../../../src/analysis/vocabulary.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const article = shortArticle({ slug: 'a' });
const own = takeApart(article, new Vocabulary(), new Map());

function scored(score: number, confidence = 2, nearness = 0): MeantHit {
  const [first] = found({}).hits;
  if (first === undefined) throw new Error('There is none.');
  return { ...first, score, confidence, nearness };
}

/** How a question of as many words as there are counts was met; each tells as much. */
interface Met {
  /** How often each word stands in the first article, in what that says it is about, in its best section. */
  readonly counts?: number[];
  readonly about?: number[];
  readonly section?: number[];
  readonly typed?: string[];
  /** What each tells. */
  readonly weights?: number[];
  /** Those of the words that tell nothing, and those that no article has. */
  readonly quiet?: string[];
  readonly unknown?: string[];
  /** What its words standing as they were asked bring. */
  readonly together?: number;
  readonly confidence?: number;
  /** The score of the second beside the first. */
  readonly likeness?: number;
}

function found(met: Met): SearchResult {
  const { counts = [1, 1], about = counts, section = counts, likeness = 0.5 } = met;
  const { typed = [], together = 1, weights = [], quiet, unknown } = met;
  const units = counts.map((_, i) => {
    const word = typed[i] ?? `w${i}`;
    return {
      stem: word,
      typed: new Set([word]),
      frequencyWeight: weights[i] ?? 3,
      repeats: 1,
      certainty: 1,
      isTelling: quiet?.includes(word) !== true,
      isKnown: unknown?.includes(word) !== true,
      names: [],
    };
  });
  const pairs = units.slice(1).map((_, i): [number, number] => [i, i + 1]);
  const query = { units, pairs, corrections: [] };
  const parts = { words: 0, section: 0, name: 0, together };
  const hits = [10, 10 * likeness].map((score): Hit => {
    const counted = { counts, sectionCounts: section, aboutCounts: about };
    return { article, own, score, parts, bestSection: 0, length: 600, ...counted };
  });
  return { hits, isCalled: false, query };
}

function gather(met: Met, articles = 30) {
  return gatherEvidence(found(met), met.confidence ?? 2, articles);
}

function odds(met: Met, articles = 30): number {
  const evidence = gather(met, articles);
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
      'being alone with a lone word that everybody says',
      { counts: [1], typed: ['slow'] },
      { counts: [1], typed: ['slow'], likeness: 0.9 },
    ],
    ['a word that names something', { typed: ['this', 'kerberos'] }, { typed: ['this', 'what'] }],
    [
      'a word that not everybody says, where it is about none of them',
      { about: [0, 0], typed: ['kerberos', 'tomorrow'] },
      { about: [0, 0], typed: ['everything', 'tomorrow'] },
    ],
    [
      'being about what everybody says',
      { about: [1, 0], typed: ['everything', 'tomorrow'] },
      { about: [0, 0], typed: ['everything', 'tomorrow'] },
    ],
    [
      'lacking a word of many rather than of few',
      { counts: [...Array<number>(7).fill(1), 0], about: Array<number>(8).fill(1) },
      { counts: [1, 0], about: [1, 1] },
    ],
  ])('grow with %s', (_, more, less) => {
    expect(odds(more)).toBeGreaterThan(odds(less) + 0.2);
  });

  it('ask of a word that is asked about, and not just typed, that the article is about it', () => {
    const asked = { counts: [1, 1], quiet: ['w1'] };
    expect(odds({ ...asked, about: [1, 0] })).toBeGreaterThan(
      odds({ ...asked, about: [0, 0] }) + 1,
    );
    expect(odds({ counts: [1], about: [0] })).toBe(odds({ counts: [1], about: [1] }));
  });

  it('fall with how near another article comes, the more the larger the library', () => {
    const falls = (likeness: number, articles: number): number =>
      odds({ likeness: 0.5 }, articles) - odds({ likeness }, articles);
    expect(falls(0.9, 300)).toBeGreaterThan(1);
    expect(falls(0.9, 100)).toBeLessThan(falls(0.9, 300));
    expect(falls(0.9, 3_000)).toBeCloseTo(falls(0.9, 300));
    expect(falls(0.9, 30)).toBe(0);
    expect(falls(0.75, 300)).toBe(0);
  });

  it('fall with the number of articles', () => {
    expect(odds({}, 300)).toBeLessThan(odds({}) - 0.2);
    expect(odds({}, 5)).toBe(odds({}));
  });

  it('are unknown when nothing that was asked tells anything', () => {
    expect(gatherEvidence({ ...found({}), hits: [] }, 0, 30)).toBeUndefined();
    expect(odds({ counts: [1], quiet: ['w0'] })).toBe(-Infinity);
  });

  it('weigh the words by what they tell', () => {
    expect(gather({ about: [1, 0], weights: [3, 1] })?.about).toBeCloseTo(0.75);
    expect(gather({ counts: [1, 0] })?.lacking).toBeCloseTo(0.5);
    const eight = [...Array<number>(7).fill(1), 0];
    expect(gather({ counts: eight })?.lacking).toBeCloseTo(1 / 16);
  });

  it('take only what is about none of it for a stray', () => {
    const stray = { about: [0, 0], together: 0, section: [1, 0] };
    const isStray = (met: Met) => gather(met)?.isStray;
    expect(isStray(stray)).toBe(true);
    expect(isStray({ ...stray, about: [1, 0] })).toBe(false);
  });
});

describe('keepPlausible', () => {
  const hits = [10, 5, 4.5, 4, 3.5].map((score) => scored(score));

  it('keeps what is not far behind, and more when the first is no answer', () => {
    expect(keepPlausible(hits, true).map(({ score }) => score)).toEqual([10, 5]);
    expect(keepPlausible(hits, false).map(({ score }) => score)).toEqual([10, 5, 4.5, 4]);
  });

  it('keeps nothing that is not worth offering by itself, but for the first', () => {
    const weak = [scored(10, 0.4), scored(9, 0.4), scored(8, nearFrom)];
    expect(keepPlausible(weak, false).map(({ score }) => score)).toEqual([10, 8]);
  });

  it('keeps what comes near in meaning, whatever words it has', () => {
    const near = [scored(10), scored(9, 0.4, 0.2), scored(8, 0.4, 0.19)];
    expect(keepPlausible(near, true).map(({ score }) => score)).toEqual([10, 9]);
  });
});

describe('keepMeant', () => {
  it('keeps what comes so near in meaning that it needs no word', () => {
    const hits = [scored(1, 0, 0.3), scored(2, 0, 0.29)];
    expect(keepMeant(hits).map(({ score }) => score)).toEqual([1]);
  });
});

describe('listMissing', () => {
  const missing = (met: Met): string[] =>
    listMissing(found(met)).map(({ word, from }) => `${word}, ${from}`);

  it('names what the first article lacks, if it tells more than most of the question', () => {
    const typed = ['refund', 'kerberos'];
    expect(missing({ counts: [1, 0], typed })).toEqual(['kerberos, first']);
    expect(missing({ counts: [1, 0], typed, weights: [3, 5] })).toEqual(['kerberos, first']);
    expect(missing({ counts: [1, 0], typed, weights: [5, 3] })).toEqual([]);
    expect(missing({ counts: [1, 1], typed })).toEqual([]);
  });

  it('names what no article has, however little it tells', () => {
    const typed = ['refund', 'kerberos'];
    const met = { counts: [1, 0], typed, weights: [5, 3], unknown: ['kerberos'] };
    expect(missing(met)).toEqual(['kerberos, library']);
  });

  it('does not weigh words that tell nothing, nor names them', () => {
    const typed = ['refund', 'kerberos', 'desk'];
    const met = { counts: [1, 0, 0], typed, weights: [4, 3, 100] };
    expect(missing({ ...met, quiet: ['desk', 'refund'] })).toEqual(['kerberos, first']);
  });

  it('names three of them at most, what tells most first', () => {
    const typed = ['alpaca', 'badger', 'cougar', 'dormouse'];
    const met = { counts: [0, 0, 0, 0], typed, weights: [3, 5, 2, 4], unknown: typed };
    const three = ['badger, library', 'dormouse, library', 'alpaca, library'];
    expect(missing(met)).toEqual(three);
  });

  it.each([
    'configuration',
    'please',
    'article',
    '2026',
    '7',
    '1,500',
    '3.5',
    '30s',
    '20ms',
    '5min',
    '2gb',
  ])('is not surprised that %s is missing', (word) => {
    expect(missing({ counts: [1, 0], typed: ['refund', word], unknown: [word] })).toEqual([]);
  });

  it.each(['k8s', '3scale', 'log4j2'])('is surprised that %s is missing', (word) => {
    expect(missing({ counts: [1, 0], typed: ['refund', word] })).toEqual([`${word}, first`]);
  });

  it('names none of a long question, of which something is missing anywhere', () => {
    const typed = 'alpaca badger cougar dormouse ermine falcon gecko heron ibis'.split(' ');
    const met = (words: number): Met => ({ counts: Array<number>(words).fill(0), typed });
    expect(missing(met(8))).toHaveLength(3);
    expect(missing(met(9))).toEqual([]);
  });

  it('names all where nothing was found, and none where an article was called by its name', () => {
    const result = found({ counts: [0], typed: ['kerberos'] });
    expect(listMissing({ ...result, hits: [] })).toHaveLength(1);
    expect(listMissing({ ...result, isCalled: true })).toEqual([]);
  });
});
