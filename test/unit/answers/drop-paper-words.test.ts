import { describe, expect, it } from '@jest/globals';
import { dropPaperWords } from '../../../src/answers/drop-paper-words.ts';
import { answerText } from '../../../src/answers/answer-text.ts';
import { makeLibrary, shortArticle } from '../../helpers/make-library.ts';

const left = (prose: string): string => dropPaperWords(prose).replaceAll(/\s+/g, ' ').trim();

describe('dropPaperWords', () => {
  it.each([
    ['docs on retries', 'on retries'],
    ['Where’s the doc on how we roll back?', 'Where’s the on how we roll back?'],
    ['do we have docs for webhooks', 'do we have for webhooks'],
    ['anyway where is the doc on rollbacks', 'anyway where is the on rollbacks'],
    ['hey! any best practices for logging', 'hey! any for logging'],
    ['is there a page about leave', 'is there a about leave'],
    ['link to the pagination doc pls', 'to the pagination pls'],
    ['summarize the sentry article for me', 'the sentry for me'],
    ['n8n article?', 'n8n ?'],
  ])('leaves of %j what it is about', (prose, rest) => {
    expect(left(prose)).toBe(rest);
  });

  it.each([
    'how do I make a page for each tag',
    'how do I link to the footer',
    'how do I write an article',
    'only a teaser on the front page, not the whole article',
    'the document store',
    'how do I hide the docs of one version',
    'docs',
  ])('leaves %j as it is, where such words are the subject', (prose) => {
    expect(left(prose)).toBe(prose);
  });

  it('finds what the words say more about elsewhere', () => {
    const library = makeLibrary(
      shortArticle({ slug: 'store', body: 'A document in the store of docs. Docs for docs.' }),
      shortArticle({ slug: 'retries', body: 'Retries need jitter.' }),
    );
    const answer = answerText(library, 'docs on retries', {}, { offset: 0, limit: 1 });
    expect('page' in answer && answer.page.hits[0]?.article.slug).toBe('retries');
  });
});
