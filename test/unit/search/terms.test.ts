import { describe, expect, it } from '@jest/globals';
import { firstText, takeApart, wordsOf } from '../../../src/search/article-words.ts';
import { termsOf } from '../../../src/search/terms.ts';
import { nameOf, type QueryUnit } from '../../../src/search/understand-query.ts';
import { Vocabulary } from '../../../src/analysis/vocabulary.ts';
import { shortArticle } from '../../helpers/make-library.ts';

/** A library in which each text stands so many times. */
function libraryOf(...texts: [body: string, times: number][]): Vocabulary {
  const vocabulary = new Vocabulary();
  for (const [body, times] of texts) {
    const article = shortArticle({ slug: 'n', title: 'note', body });
    const words = takeApart(article, vocabulary, new Map());
    for (let i = 0; i < times; i++) vocabulary.count(wordsOf(words, firstText), words.lengths, 1);
  }
  return vocabulary;
}

function unit(stem: string, frequencyWeight: number, ...others: string[][]) {
  return (vocabulary: Vocabulary): QueryUnit => {
    const typed = new Set([stem]);
    const names = [[stem], ...others].map((stems) => nameOf(stems, typed, vocabulary));
    const asked = { repeats: 1, certainty: 1, isTelling: true, isKnown: true };
    return { stem, typed, frequencyWeight, ...asked, names };
  };
}

function retrievedBy(vocabulary: Vocabulary, ...units: ReturnType<typeof unit>[]) {
  return termsOf(
    units.map((each) => each(vocabulary)),
    vocabulary,
  );
}

describe('the words to retrieve by', () => {
  it('are every form of what was asked, what stands in fewest articles first', () => {
    const vocabulary = libraryOf(['pumps hose', 3], ['pump', 2], ['valve', 1], ['hoses', 2]);
    const terms = retrievedBy(vocabulary, unit('pump', 1), unit('hose', 1), unit('valv', 1));
    expect(terms.map(({ word }) => word)).toEqual(['valve', 'pump', 'hoses', 'pumps', 'hose']);
    expect(terms.every(({ onlyInNames }) => !onlyInNames)).toBe(true);
  });

  it('bring what they tell, which a retriever takes times how rare each form is', () => {
    const vocabulary = libraryOf(['pumps', 3], ['pump', 2], ['valve', 4]);
    const rarity = (holding: number): number => Math.log(1 + (9 - holding + 0.5) / (holding + 0.5));
    const weights = retrievedBy(vocabulary, unit('pump', 2)).map(({ weight }) => weight);
    expect(weights[0]).toBeCloseTo(2 / rarity(2));
    expect(weights[1]).toBeCloseTo(2 / rarity(3));
  });

  it('are other names for it too, for less, unless they were asked for themselves', () => {
    const vocabulary = libraryOf(['pump', 1], ['engine', 1], ['valve', 4]);
    const weightsOf = (...units: ReturnType<typeof unit>[]) =>
      new Map(retrievedBy(vocabulary, ...units).map(({ word, weight }) => [word, weight]));
    const asked = weightsOf(unit('pump', 2), unit('engin', 2));
    const named = weightsOf(unit('pump', 2, ['engin']));
    expect(named.get('engine')).toBeCloseTo(0.7 * (named.get('pump') ?? 0));
    expect(weightsOf(unit('engin', 2), unit('pump', 2, ['engin']))).toEqual(asked);
  });

  it('are looked for in names alone where a thousand places are read, but for the rarest', () => {
    const vocabulary = libraryOf(['pump', 400], ['valve', 600], ['hose', 1_001]);
    const inNames = (...stems: string[]) =>
      retrievedBy(vocabulary, ...stems.map((stem) => unit(stem, 1))).map(
        ({ onlyInNames }) => onlyInNames,
      );
    expect(inNames('pump', 'valv')).toEqual([false, false]);
    expect(inNames('pump', 'valv', 'hose')).toEqual([false, false, true]);
    expect(inNames('hose')).toEqual([false]);
  });
});
