import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex, type SearchResult } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

function search(
  bodies: string[],
  question: string,
  synonyms: { asked: string; also: string[] }[] = [],
): SearchResult {
  const articles = bodies.map((body, i) => shortArticle({ slug: `n${i}`, body }));
  return buildArticleIndex(articles, { synonyms }).search(parseQuestion(question));
}

function slugs(...args: Parameters<typeof search>): string[] {
  return search(...args).hits.map(({ article }) => article.slug);
}

describe('what a question is understood to ask for', () => {
  it('hardly counts words that only ask', () => {
    expect(slugs(['how do you get it', 'restore it'], 'how do you restore it')).toEqual([
      'n1',
      'n0',
    ]);
  });

  it('asks with everything when there are only such words', () => {
    expect(slugs(['about us', 'nothing'], 'what about us')).toEqual(['n0']);
  });

  it.each(['thanks!', 'review'])('takes a common word as it was typed: %s', (question) => {
    expect(search(['what she thinks of the preview'], question).corrections).toEqual([]);
  });

  it.each([
    ['flower', 'lower'],
    ['nonce', 'once'],
    ['checksum', 'checks'],
    ['training', 'trailing'],
  ])('takes an English word that no article has as it was typed: %s', (typed, like) => {
    expect(search([`the ${like} limit`], `${typed} limit`).corrections).toEqual([]);
  });

  it('corrects what no dictionary has', () => {
    expect(search(['the flower limit'], 'flwoer limit').corrections).toEqual([
      { typed: 'flwoer', corrected: 'flower' },
    ]);
  });

  it('takes the last word for one that is still being typed, and no other', () => {
    const finish = (question: string) => search(['Idempotent webhooks'], question).corrections;
    expect(finish('webhook idemp')).toEqual([{ typed: 'idemp', corrected: 'idempotent' }]);
    expect(finish('idemp webhook')).toEqual([]);
  });

  it('prefers the form that was asked for', () => {
    expect(slugs(['deploys often', 'deploy often'], 'deploy')).toEqual(['n1', 'n0']);
  });

  it('lets the rest of the sentence order what is found, and asks for none of it', () => {
    const articles = ['reset the clock', 'reset the vault'].map((body, i) =>
      shortArticle({ slug: `n${i}`, body }),
    );
    const index = buildArticleIndex(articles);
    const firstOf = (beside: string) => {
      const { hits, query } = index.search({ ...parseQuestion('reset it'), beside });
      expect(query.units.filter(({ isTelling }) => isTelling).length).toBe(1);
      return hits[0]?.article.slug;
    };
    expect(firstOf('forgot the code of my vault, can you reset it')).toBe('n1');
    expect(firstOf('forgot the code of my clock, can you reset it')).toBe('n0');
    // A long one is about something else as well.
    expect(firstOf(`my clock is late, ${'so what, '.repeat(20)} can you reset it`)).toBe(
      firstOf(''),
    );
  });

  it('finds synonyms, after the word itself', () => {
    const synonyms = [{ asked: 'db', also: ['database'] }];
    expect(slugs(['the database', 'the db', 'none'], 'db', synonyms)).toEqual(['n1', 'n0']);
    expect(slugs(['the database', 'the db'], 'database', synonyms)).toEqual(['n0']);
  });

  it('finds synonyms of several words, and for several words', () => {
    const synonyms = [
      { asked: 'undo', also: ['roll it back'] },
      { asked: 'sign in', also: ['login'] },
    ];
    const bodies = ['we roll it back', 'back it, roll', 'a login form'];
    expect(slugs(bodies, 'undo', synonyms)).toEqual(['n0']);
    expect(slugs(bodies, 'how to sign in', synonyms)).toEqual(['n2']);
    expect(slugs(bodies, 'sign', synonyms)).toEqual([]);
  });

  it.each([
    ['rollback', 'we roll back'],
    ['roll back', 'the rollback'],
    ['roll-back', 'the rollback'],
    ['deadletter', 'a dead-letter queue'],
    ['dead letter', 'the deadletter'],
    ['web hook', 'one webhook'],
  ])('finds %j in %j', (question, body) => {
    const result = search([body, 'something else'], question);
    expect(result.hits.map(({ article }) => article.slug)).toEqual(['n0']);
    expect(result.corrections).toEqual([]);
  });

  it('asks for the parts of an identifier that stands nowhere as a whole', () => {
    expect(slugs(['max retries', 'max_wait'], 'maxRetries')).toEqual(['n0', 'n1']);
  });
});
