import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import type { Article } from '../../../src/content/article.ts';
import { buildArticleIndex, type ArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

/** The article that a question is sure to mean, as it calls it by a name. */
function calledIn(index: ArticleIndex, question: string): string | undefined {
  const { hits, isCalled } = index.search(parseQuestion(question));
  return isCalled ? hits[0]?.article.slug : undefined;
}

const called = (articles: readonly Article[], question: string) =>
  calledIn(buildArticleIndex(articles), question);

const bySlug = shortArticle({ slug: 'retry', title: 'One', updated: '2026-01-01' });
const byTitle = shortArticle({ slug: 'two', title: 'Retry', updated: '2026-01-02' });
const byNewTitle = shortArticle({ slug: 'three', title: 'Retry', updated: '2026-01-03' });
const byAlias = shortArticle({ slug: 'four', aliases: ['Retry'], updated: '2026-01-04' });

describe('the article that is called by its name', () => {
  it.each([
    ['a slug goes before a title', [byAlias, byTitle, bySlug], 'retry'],
    ['a title goes before an alias', [byAlias, byTitle], 'two'],
    ['an alias is a name', [byAlias], 'four'],
    ['the newer goes before the older', [byTitle, byNewTitle], 'three'],
  ])('is told from others of that name: %s', (_, articles, slug) => {
    expect(called(articles, 'retry')).toBe(slug);
    expect(called(articles.toReversed(), 'retry')).toBe(slug);
  });

  const titled = (title: string): Article[] => [
    shortArticle({ slug: 'a', title }),
    shortArticle({ slug: 'b', title: 'Something else' }),
  ];

  it.each([
    ['Retry, again?', 'retry again', 'a'],
    ['Retry, again?', ' RETRY   (again) ', 'a'],
    ['Retry, again?', 'again retry', undefined],
    ['Retry, again?', 'retry', undefined],
    ['???', '???', 'a'],
    ['C++', 'c', undefined],
    ['Rollback', 'roll back', undefined],
    ['Say no politely', 'say no -politely', undefined],
  ])('%s, asked for as %s, is %s', (title, question, slug) => {
    expect(called(titled(title), question)).toBe(slug);
  });

  it.each([
    ['Say “no” -politely', 'say "no" -politely'],
    ['Say  “no” -politely', 'Say «no» -politely'],
    ['Why #hello fails', 'why #hello fails'],
  ])('may look as if it ruled itself out: %s', (title, question) => {
    expect(called(titled(title), question)).toBe('a');
  });

  it('is called so within a topic that it has, and in no other', () => {
    const tagged = [bySlug, shortArticle({ slug: 'two', title: 'Retry', tags: ['queues'] })];
    expect(called(tagged.slice(1), 'retry #queues')).toBe('two');
    expect(called(tagged.slice(1), 'retry #web')).toBeUndefined();
  });

  it('stands first, once, however it does by what was asked', () => {
    const two = [bySlug, shortArticle({ slug: 'five', body: 'Retry, retry, retry.' })];
    const { hits } = buildArticleIndex(two).search(parseQuestion('retry'));
    expect(hits.map(({ article }) => article.slug)).toEqual(['retry', 'five']);
    const [signs] = buildArticleIndex(titled('???')).search(parseQuestion('???')).hits;
    expect(signs?.score).toBe(0);
  });

  it('loses the name when it goes, and has it again when it comes back', async () => {
    const index = buildArticleIndex([bySlug, byTitle]);
    await index.update({ remove: ['retry'] });
    expect(calledIn(index, 'retry')).toBe('two');
    await index.update({ put: [bySlug, shortArticle({ slug: 'two', title: 'Renamed' })] });
    expect(calledIn(index, 'retry')).toBe('retry');
    await index.update({ remove: ['retry'] });
    expect(calledIn(index, 'retry')).toBeUndefined();
  });
});
