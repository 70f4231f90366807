import { describe, expect, it } from '@jest/globals';
import { isNamed, listLatest, listTopics } from '../../../src/answers/library.ts';
import { makeLibrary, shortArticle } from '../../helpers/make-library.ts';

describe('listTopics', () => {
  it('lists the tags in use, most used first, then by name', () => {
    const articles = [['http', 'queues'], ['queues', 'auth'], []].map((tags, i) =>
      shortArticle({ slug: `a${i}`, tags }),
    );
    const topics = [
      { tag: 'queues', count: 2 },
      { tag: 'auth', count: 1 },
      { tag: 'http', count: 1 },
    ];
    expect(listTopics(articles)).toEqual(topics);
  });

  it('counts them once for the same articles', () => {
    const articles = [shortArticle({ slug: 'a', tags: ['http'] })];
    expect(listTopics(articles)).toBe(listTopics(articles));
  });
});

describe('listLatest', () => {
  it('lists the newest first, then by slug, and undated articles last', () => {
    const articles = [
      shortArticle({ slug: 'undated' }),
      shortArticle({ slug: 'b', updated: '2026-01-02' }),
      shortArticle({ slug: 'a', updated: '2026-01-02' }),
      shortArticle({ slug: 'newest', updated: '2026-01-03' }),
    ];
    const slugs = listLatest(articles).map(({ slug }) => slug);
    expect(slugs).toEqual(['newest', 'a', 'b', 'undated']);
  });
});

describe('isNamed', () => {
  const library = makeLibrary(
    shortArticle({ slug: 'log-ins', title: 'Exactly once', aliases: ['one time'], tags: ['help'] }),
  );

  it.each(['exactly once', 'Log-ins', 'one time?'])('knows an article by %s', (name) => {
    expect(isNamed(library, name)).toBe(true);
  });

  it.each(['once', 'help', ''])('knows none by %p', (name) => {
    expect(isNamed(library, name)).toBe(false);
  });
});
