import { describe, expect, it } from '@jest/globals';
import { buildDigest, contentOf, type DigestFacts } from '../../../src/digest/build-digest.ts';
import type { RunRecord, RunState } from '../../../src/digest/delivery.ts';
import type { ArticleChange } from '../../../src/digest/digest-store.ts';
import { makeArticle } from '../../helpers/make-article.ts';
import { makeSettings, makeSubscription } from '../../helpers/make-subscription.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** It has had a digest before. */
const covered = { revision: 1, at: monday - weekMs };

function build(changes: readonly ArticleChange[], facts: Partial<DigestFacts> = {}) {
  return buildDigest({
    subscription: makeSubscription({ covered }),
    dueAt: monday,
    material: { revision: 9, changes, shownAt: new Map() },
    articles: ['a', 'b', 'c', 'd'].map((slug) => makeArticle({ slug })),
    history: [],
    ...facts,
  });
}

const added = (slug: string, revision = 2): ArticleChange => ({
  slug,
  before: undefined,
  versions: [{ revision, fingerprint: 'new', minor: false }],
});
const edited = (slug: string, revision = 2): ArticleChange => ({
  slug,
  before: 'old',
  versions: [{ revision, fingerprint: 'new', minor: false }],
});
const slugs = (articles: readonly { slug: string }[] = []) => articles.map(({ slug }) => slug);

function makeRun(state: RunState, weeksAgo: number, reason?: string): RunRecord {
  const dueAt = monday - weeksAgo * weekMs;
  const rest = { reason, finishedAt: dueAt, content: undefined };
  return { id: `run-${weeksAgo}`, week: `week-${weeksAgo}`, dueAt, state, ...rest };
}

describe('the digest', () => {
  it('tells new from updated, the newest first', () => {
    const digest = build([added('a', 2), edited('b', 5), added('c', 4), edited('d', 3)]);
    expect(slugs(digest?.added)).toEqual(['c', 'a']);
    expect(slugs(digest?.updated)).toEqual(['b', 'd']);
    expect(digest?.leftOut).toBe(0);
  });

  it('tells an article once however often it was edited, and not at all if that was taken back', () => {
    const versions = [
      { revision: 2, fingerprint: 'other', minor: false },
      { revision: 3, fingerprint: 'new', minor: true },
    ];
    expect(slugs(build([{ slug: 'a', before: 'old', versions }])?.updated)).toEqual(['a']);
    expect(build([{ slug: 'a', before: 'new', versions }])).toBeUndefined();
  });

  it('does not count minor edits, but counts a new article', () => {
    const versions = [{ revision: 2, fingerprint: 'new', minor: true }];
    expect(build([{ slug: 'a', before: 'old', versions }])).toBeUndefined();
    expect(slugs(build([{ slug: 'a', before: undefined, versions }])?.added)).toEqual(['a']);
  });

  it('leaves out what is gone and what is about something else', () => {
    const subscription = makeSubscription({ settings: makeSettings({ topics: ['queues'] }) });
    const articles = [
      makeArticle({ slug: 'a', tags: ['queues', 'retries'] }),
      makeArticle({ slug: 'b', tags: ['deploy'] }),
      makeArticle({ slug: 'shelf', tags: ['queues'] }),
    ];
    const digest = build([added('a'), added('b'), added('gone')], { subscription, articles });
    expect(slugs(digest?.added)).toEqual(['a']);
    expect(digest?.shelf?.slug).toBe('shelf');
  });

  it('shows ten at most and says how many more there are', () => {
    const articles = Array.from({ length: 14 }, (_, n) => makeArticle({ slug: `article-${n}` }));
    const changes = articles.map(({ slug }, n) => (n % 2 === 0 ? added(slug, n) : edited(slug, n)));
    const digest = build(changes, { articles });
    expect(slugs(digest?.added)).toHaveLength(5);
    expect(slugs(digest?.updated)).toHaveLength(5);
    expect(slugs(digest?.updated)[0]).toBe('article-13');
    expect(digest?.leftOut).toBe(4);
    expect(digest?.shelf).toBeUndefined();
  });

  it('is left out in a week without news, unless that is wanted', () => {
    expect(build([])).toBeUndefined();
    const subscription = makeSubscription({ settings: makeSettings({ evenIfEmpty: true }) });
    expect(build([], { subscription })).toMatchObject({ added: [], updated: [] });
    expect(build([], { subscription, articles: [] })?.shelf).toBeUndefined();
  });

  it('comes the first time in any case, where the shelf has something', () => {
    const subscription = makeSubscription();
    expect(build([], { subscription })).toMatchObject({ added: [], updated: [] });
    expect(build([], { subscription })?.shelf).toBeDefined();
    expect(build([], { subscription, articles: [] })).toBeUndefined();
  });

  it('takes from the shelf what was not shown there for the longest time', () => {
    const shelf = (shownAt: Record<string, number>) =>
      build([added('a')], {
        material: {
          revision: 9,
          changes: [added('a')],
          shownAt: new Map(Object.entries(shownAt)),
        },
        articles: [
          makeArticle({ slug: 'a' }),
          makeArticle({ slug: 'b', updated: '2026-01-01' }),
          makeArticle({ slug: 'c', updated: '2026-02-02' }),
          makeArticle({ slug: 'd' }),
        ],
      })?.shelf?.slug;
    expect(shelf({})).toBe('c');
    expect(shelf({ c: 5 })).toBe('b');
    expect(shelf({ c: 5, b: 6, d: 7 })).toBe('c');
    expect(shelf({ c: 8, b: 6, d: 7 })).toBe('b');
  });

  it('covers the seven days before it, or all since the last one', () => {
    expect(build([added('a')])?.period).toEqual({ from: '2026-11-23', to: '2026-11-29' });
    const subscription = makeSubscription({ covered: { revision: 1, at: monday - 3 * weekMs } });
    expect(build([added('a')], { subscription })?.period).toEqual({
      from: '2026-11-09',
      to: '2026-11-29',
    });
  });

  it('names the days of its own zone', () => {
    const schedule = { weekday: 1, time: '00:30', timeZone: 'Pacific/Auckland' } as const;
    const subscription = makeSubscription({ settings: makeSettings({ schedule }) });
    const dueAt = Date.parse('2026-11-29T11:30:00Z');
    expect(build([added('a')], { subscription, dueAt })?.period).toEqual({
      from: '2026-11-23',
      to: '2026-11-29',
    });
  });

  it('says which weeks since the last one had none', () => {
    const lostOf = (history: readonly RunRecord[]) =>
      build([added('a')], { history })?.lost.map(({ week }) => week);
    const lately = [
      makeRun('sending', 0),
      makeRun('missed', 1),
      makeRun('cancelled', 2, 'paused'),
      makeRun('uncertain', 3),
      makeRun('cancelled', 4, 'archived'),
      makeRun('failed', 5),
    ];
    const lost = ['week-5', 'week-4', 'week-3', 'week-1'];
    expect(lostOf([...lately, makeRun('skipped', 6), makeRun('failed', 7)])).toEqual(lost);
    expect(lostOf([...lately, makeRun('sent', 6), makeRun('failed', 7)])).toEqual(lost);
    expect(lostOf([makeRun('sent', -1), ...lately])).toEqual(lost);
  });

  it('is kept by its slugs', () => {
    const digest = build([added('a'), edited('b')]);
    expect(contentOf(9, digest)).toEqual({
      revision: 9,
      added: ['a'],
      updated: ['b'],
      leftOut: 0,
      shelf: 'c',
    });
  });
});
