import { describe, expect, it } from '@jest/globals';
import type { ArticleFacts } from '../../../src/digest/digest-store.ts';
import { planRevision } from '../../../src/digest/plan-revision.ts';
import { makeFacts } from '../../helpers/make-facts.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');

const plan = (known: Record<string, string>, articles: readonly ArticleFacts[], revision = 4) =>
  planRevision({ revision, fingerprints: new Map(Object.entries(known)) }, articles, monday);

describe('the first look at a library', () => {
  it.each([
    ['undated', undefined, false],
    ['dated a week ago', '2026-11-23', false],
    ['dated within the week', '2026-11-24', true],
    ['dated today', '2026-11-30', true],
    ['dated in the future', '2026-12-01', false],
  ])('takes an article that is %s (%s) for news: %j', (_, updated, isNews) => {
    const news = plan({}, [makeFacts('a', { updated, minor: true })], 0);
    const before = {
      slug: 'a',
      revision: 1,
      fingerprint: isNews ? '' : 'a-1',
      minor: true,
    };
    const since = { slug: 'a', revision: 2, fingerprint: 'a-1', minor: false };
    expect(news).toEqual({
      revisions: [
        { revision: 1, recordedAt: 0 },
        ...(isNews ? [{ revision: 2, recordedAt: monday }] : []),
      ],
      versions: isNews ? [before, since] : [before],
      moves: [],
    });
  });

  it('waits for the first article', () => {
    expect(plan({}, [], 0)).toBeUndefined();
  });
});

describe('a source', () => {
  const fact = (slug: string, changes: Partial<ArticleFacts> = {}): ArticleFacts =>
    makeFacts(slug, { source: 'docs', updated: '2026-11-30', ...changes });

  it('that is there at the first look announces nothing, however young it is', () => {
    expect(plan({}, [fact('docs/a')], 0)).toEqual({
      revisions: [{ revision: 1, recordedAt: 0 }],
      versions: [{ slug: 'docs/a', revision: 1, fingerprint: 'docs/a-1', minor: false }],
      moves: [],
    });
  });

  it('that is added later announces nothing either', () => {
    const known = { 'runbooks/a': 'runbooks/a-1', docs: 'docs-1' };
    const runbook = makeFacts('runbooks/a', { source: 'runbooks', fingerprint: 'new' });
    expect(plan(known, [runbook, fact('docs/a')])?.versions).toEqual([
      { slug: 'runbooks/a', revision: 5, fingerprint: 'new', minor: false },
      { slug: 'docs/a', revision: 1, fingerprint: 'docs/a-1', minor: false },
    ]);
  });

  it('is needed for that: what comes from none is news beside it', () => {
    expect(plan({ 'docs/a': 'docs/a-1' }, [fact('docs/a'), makeFacts('b')])?.versions).toEqual([
      { slug: 'b', revision: 5, fingerprint: 'b-1', minor: false },
    ]);
  });

  it('takes over the stories of articles that moved into it', () => {
    const moved = fact('docs/a', { fingerprint: 'a-1' });
    expect(plan({ a: 'a-1' }, [moved, fact('docs/b')])).toMatchObject({
      versions: [{ slug: 'docs/b', revision: 1 }],
      moves: [{ from: 'a', to: 'docs/a' }],
    });
  });

  it('announces what is new in it once it is known', () => {
    const known = { 'docs/a': 'docs/a-1' };
    expect(plan(known, [fact('docs/a'), fact('docs/b')])?.versions).toEqual([
      { slug: 'docs/b', revision: 5, fingerprint: 'docs/b-1', minor: false },
    ]);
  });
});

describe('a later look', () => {
  it.each<[string, Record<string, string>, readonly ArticleFacts[]]>([
    ['the same articles', { a: 'a-1' }, [makeFacts('a')]],
    ['the same in another order', { a: 'a-1', b: 'b-1' }, [makeFacts('b'), makeFacts('a')]],
    ['an article that is gone', { a: 'a-1', b: 'b-1' }, [makeFacts('a')]],
    ['another date alone', { a: 'a-1' }, [makeFacts('a', { updated: '2026-11-30' })]],
  ])('takes no note of %s', (_, known, articles) => {
    expect(plan(known, articles)).toBeUndefined();
  });

  it.each<[string, Record<string, string>, readonly ArticleFacts[], object]>([
    [
      'an edit',
      { a: 'a-1' },
      [makeFacts('a', { fingerprint: 'a-2', minor: true })],
      { versions: [{ slug: 'a', revision: 5, fingerprint: 'a-2', minor: true }], moves: [] },
    ],
    [
      'a new article',
      { a: 'a-1' },
      [makeFacts('a'), makeFacts('b')],
      { versions: [{ slug: 'b', revision: 5, fingerprint: 'b-1', minor: false }], moves: [] },
    ],
    [
      'one that moved',
      { a: 'a-1' },
      [makeFacts('b', { fingerprint: 'a-1' })],
      { versions: [], moves: [{ from: 'a', to: 'b' }] },
    ],
    [
      'one that moved and was edited, which is another article',
      { a: 'a-1' },
      [makeFacts('b')],
      { versions: [{ slug: 'b', revision: 5, fingerprint: 'b-1', minor: false }], moves: [] },
    ],
    [
      'a copy of one that is still there, which is new',
      { a: 'a-1' },
      [makeFacts('a'), makeFacts('b', { fingerprint: 'a-1' })],
      { versions: [{ slug: 'b', revision: 5, fingerprint: 'a-1', minor: false }], moves: [] },
    ],
    [
      'one that comes back under its own slug with the words of one that is gone',
      { a: 'a-1', b: 'b-1' },
      [makeFacts('b', { fingerprint: 'a-1' })],
      { versions: [{ slug: 'b', revision: 5, fingerprint: 'a-1', minor: false }], moves: [] },
    ],
  ])('records %s', (_, known, articles, expected) => {
    const revisions = [{ revision: 5, recordedAt: monday }];
    expect(plan(known, articles)).toEqual({ revisions, ...expected });
  });
});
