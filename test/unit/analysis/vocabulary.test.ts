import { describe, expect, it } from '@jest/globals';
import {
  firstText,
  takeApart,
  wordsOf,
  type ArticleWords,
} from '../../../src/search/article-words.ts';
import { pairOf } from '../../../src/analysis/particles.ts';
import { Vocabulary } from '../../../src/analysis/vocabulary.ts';
import { shortArticle } from '../../helpers/make-library.ts';

function countIn(vocabulary: Vocabulary, words: ArticleWords, change: 1 | -1 = 1): void {
  vocabulary.count(wordsOf(words, firstText), words.lengths, change);
}

/** The words of articles with these bodies, each counted in. */
function count(...bodies: string[]) {
  const vocabulary = new Vocabulary();
  const counted = bodies.map((body, i) => {
    const article = shortArticle({ slug: `n${i}`, title: 'note', body });
    return takeApart(article, vocabulary, new Map());
  });
  for (const each of counted) countIn(vocabulary, each);
  return { vocabulary, counted };
}

describe('the words of a library', () => {
  it('keep their numbers, and share one with every form of them', () => {
    const vocabulary = new Vocabulary(['retry', 'pump']);
    expect([vocabulary.numberOf('pump'), vocabulary.numberOf('retries')]).toEqual([1, 2]);
    expect(vocabulary.numberOf('retries')).toBe(2);
    expect(vocabulary.words).toEqual(['retry', 'pump', 'retries']);
    expect([0, 1, 2].map((word) => vocabulary.stemOf(word))).toEqual(['retri', 'pump', 'retri']);
  });

  it('are found while an article has them', () => {
    const { vocabulary, counted } = count('Retry a pump.', 'Pumps retry. A retried pump.');
    const formsOf = (stem: string) =>
      vocabulary.formsOf(stem).map((number) => vocabulary.words[number]);
    expect(vocabulary.articles).toBe(2);
    expect(vocabulary.find('pumps')).toBe(vocabulary.numberOf('pumps'));
    expect(vocabulary.articlesOfStem('pump')).toBe(2);
    expect(formsOf('pump')).toEqual(['pump', 'pumps']);
    for (const each of counted.slice(1)) countIn(vocabulary, each, -1);
    expect(vocabulary.articles).toBe(1);
    expect(vocabulary.find('pumps')).toBeUndefined();
    expect(vocabulary.find('pump')).toBeDefined();
    expect(formsOf('pump')).toEqual(['pump']);
    expect(vocabulary.articlesOfStem('pump')).toBe(1);
  });

  it('are none where nobody said them', () => {
    const { vocabulary } = count('Retry a pump.');
    expect(vocabulary.find('valve')).toBeUndefined();
    expect(vocabulary.formsOf('valve')).toEqual([]);
    expect(vocabulary.articlesOfStem('valve')).toBe(0);
    expect(vocabulary.articlesOfWord(999)).toBe(0);
  });

  it('have an average length, of articles and of their sections', () => {
    const { vocabulary, counted } = count('one two three', 'one two three four five');
    const [a, b] = counted;
    const lengths = [a, b].map((words) => words?.lengths.reduce((sum, each) => sum + each) ?? 0);
    expect(lengths[1]).toBe((lengths[0] ?? 0) + 2);
    expect(vocabulary.averageLength).toBe(((lengths[0] ?? 0) + (lengths[1] ?? 0)) / 2);
    expect(vocabulary.averageSectionLength).toBe(4);
    expect(new Vocabulary().averageLength).toBe(1);
    expect(new Vocabulary().averageSectionLength).toBe(1);
  });
});

describe('a word tells', () => {
  it('more the fewer articles have it, and none tells less than nothing', () => {
    const { vocabulary } = count('pump valve', 'pump', 'pump');
    expect(vocabulary.weightOf('valv')).toBeGreaterThan(vocabulary.weightOf('pump'));
    const { vocabulary: many, counted } = count('pump');
    for (const each of counted) for (let i = 1; i < 400; i++) countIn(many, each);
    expect(many.weightOf('pump')).toBeGreaterThanOrEqual(0);
    expect(many.weightOf('pump')).toBeLessThan(0.2);
  });

  it('less when everybody uses it, whatever the library', () => {
    const { vocabulary } = count('pump');
    expect(vocabulary.weightOf('time')).toBeLessThan(vocabulary.weightOf('zorblax') - 0.5);
  });

  it('no more with its particle than both do', () => {
    const { vocabulary } = count('set up a pump', ...Array<string>(60).fill('set a pump'));
    expect(vocabulary.weightOf(pairOf('set', 'up'))).toBeCloseTo(
      vocabulary.weightOf('set') + vocabulary.weightOf('up'),
    );
  });

  it('the same in a small library and in a large one', () => {
    const small = count('pump', 'valve').vocabulary;
    const large = count(...Array.from({ length: 50 }, (_, n) => (n % 25 === 0 ? 'pump' : 'x')));
    const difference = large.vocabulary.weightOf('pump') - small.weightOf('pump');
    expect(Math.abs(difference)).toBeLessThan(0.5);
  });

  it('by what is counted now, whenever it was asked before', () => {
    const { vocabulary, counted } = count('pump', 'valve');
    const before = vocabulary.weightOf('pump');
    for (const each of counted) countIn(vocabulary, each);
    const { vocabulary: anew } = count('pump', 'valve', 'pump', 'valve');
    expect(vocabulary.weightOf('pump')).toBe(anew.weightOf('pump'));
    expect(vocabulary.weightOf('pump')).not.toBe(before);
  });
});
