import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRoute } from '../../../src/reader/parse-route.ts';

describe('parseRoute', () => {
  it('reads a slug with folders and encoded letters', () => {
    expect(parseRoute('/articles/team/%C3%BCber-uns?from=slack')).toEqual({
      kind: 'article',
      slug: 'team/über-uns',
    });
  });

  it('reads a search with its page and the wish for the words as typed', () => {
    expect(parseRoute('/search?q=dead+letter%26more&page=3&literal=1')).toEqual({
      kind: 'search',
      text: 'dead letter&more',
      literal: true,
      page: 3,
    });
  });

  it.each(['0', '-1', '1e3', 'x', '', '999999'])('takes page %p for the first', (page) => {
    expect(parseRoute(`/topics/api?page=${page}`)).toEqual({ kind: 'topic', tag: 'api', page: 1 });
  });

  it.each(['/articles/', '/topics/', '/images/', '//example.com/articles', '/%'])(
    'knows no page at %p',
    (path) => {
      expect(parseRoute(path).kind).toBe('unknown');
    },
  );

  it('reads any request line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (target) => {
        expect(parseRoute(`/articles/${target}`).kind).toMatch(/article|unknown/);
        expect(() => parseRoute(target)).not.toThrow();
      }),
    );
  });
});
