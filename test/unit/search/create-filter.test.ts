import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const index = buildArticleIndex([
  shortArticle({
    slug: 'away',
    body: 'Say when the office is out of milk.',
    tags: ['office', 'team'],
  }),
  shortArticle({
    slug: 'no-more-milk',
    title: 'Shopping',
    body: 'Out, milk. The office pays.',
    tags: ['office'],
  }),
  shortArticle({
    slug: 'retries',
    body: 'Set max_retries in the office. No 3.5 and no 3.5% twice.',
  }),
]);
const found = (question: string): string[] =>
  index
    .search(parseQuestion(question))
    .hits.map(({ article }) => article.slug)
    .sort();

describe('what an article has to carry', () => {
  it.each([
    ['every tag', 'office #team #office', ['away']],
    ['words in a row', 'office "office pays"', ['no-more-milk']],
    ['each of several phrases', 'office "office pays" "out milk"', ['no-more-milk']],
    ['small words where they were typed', 'office "out of milk"', ['away']],
    ['small words as they were typed', 'office "office is in milk"', []],
    ['signs and small words between aside', 'office "out milk"', ['away', 'no-more-milk']],
    ['no words in another order', 'office "pays office"', []],
    ['no words of a tag and what follows', 'office "team say"', []],
    ['no words of the slug', 'office "more milk"', []],
    ['no word that stands nowhere', 'office "pays zebra"', []],
    ['no part of a row', 'office "set retries"', []],
    ['the parts of an identifier', 'office "max retries"', ['retries']],
    ['an identifier and what follows it', 'office "max_retries office"', ['retries']],
    ['an identifier in a row', 'office "set max_retries"', ['retries']],
    [
      'nothing of words that only ask',
      'office "how would you"',
      ['away', 'no-more-milk', 'retries'],
    ],
  ])('is %s: %s', (_, question, slugs) => {
    expect(found(question)).toEqual(slugs);
  });
});

describe('what must not stand in an article', () => {
  it.each([
    ['a word', 'office -milk', ['retries']],
    ['either of two words', 'office -pays -retries', ['away']],
    ['words in a row', 'office -"office pays"', ['away', 'retries']],
    ['no small word, which every article has', 'office -the', ['away', 'no-more-milk', 'retries']],
  ])('is %s: %s', (_, question, slugs) => {
    expect(found(question)).toEqual(slugs);
  });
});
