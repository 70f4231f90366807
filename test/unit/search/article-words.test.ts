import { describe, expect, it } from '@jest/globals';
import { takeApart, wordsOf } from '../../../src/search/article-words.ts';
import { Vocabulary } from '../../../src/analysis/vocabulary.ts';
import { shortArticle } from '../../helpers/make-library.ts';

describe('an article taken apart', () => {
  it('has its texts in turn, and in names and headings what a small word makes of its neighbour', () => {
    const article = shortArticle({
      slug: 'leave/time_off',
      title: 'Sign off a plan',
      aliases: ['Log in'],
      summary: 'Sign off a plan',
      tags: ['sign off'],
      body: 'Sign off a plan\n## Back off\nSign off a plan',
    });
    const vocabulary = new Vocabulary();
    const words = takeApart(article, vocabulary, new Map());
    const texts = Array.from(words.starts.slice(1), (_, text) =>
      Array.from(wordsOf(words, text, text + 1), (word) => vocabulary.words[word]).join(' '),
    );
    expect(texts).toEqual([
      'time time~off',
      'sign sign~off plan',
      'log',
      'sign off plan',
      'sign off',
      '',
      'sign off plan',
      'back back~off',
      'sign off plan',
    ]);
    expect(words).toMatchObject({ namesEnd: 3, sectionsStart: 5 });
  });
});
